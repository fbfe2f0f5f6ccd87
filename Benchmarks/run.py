#!/usr/bin/env python3
"""Measures the command against its peers and prints a Markdown table.

    python3 Benchmarks/run.py [--rows 1000000] [--repeats 5] [--work DIR]

Builds the release binaries, makes a virtual environment with the pinned peers, makes the data, checks
that both sides agree, and then runs them in turn (A B A B …), each as a process of its own. Times are
medians; memory is the largest resident set of the process. Both sides write to the same file system
and neither has OPENBLAS_CORETYPE set.
"""
import argparse
import csv
import os
import pathlib
import platform
import random
import shutil
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent
PROJECT = ROOT.parent
LEADSCORE = PROJECT / ".build/release/leadscore"
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "OPENBLAS_CORETYPE"}


def measure(command, **variables):
    """Runs a command; returns wall seconds, peak megabytes and what it printed."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command], env=ENVIRONMENT | variables, stdout=subprocess.PIPE, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024, output


def interleaved(sides, repeats):
    """Runs both sides in turn; returns the median seconds and megabytes of each and the ratios."""
    runs = [[] for _ in sides]
    for repeat in range(repeats + 1):
        for side, results in zip(sides, runs):
            result = side()
            if repeat:  # the first round warms the page cache
                results.append(result)
    medians = [[statistics.median(r[i] for r in results) for i in (0, 1)] for results in runs]
    ratios = [b[0] / a[0] for a, b in zip(*runs)]
    return medians, statistics.median(ratios)


def make_wide(path, rows):
    """A file of 25 columns: numbers, dates, few and many levels, quotes and line feeds in fields."""
    rng = random.Random(1)
    words = ["organic", "paid search", "referral", "webinar, live", 'the "best" one', "événement"]
    with open(path, "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["id"] + [f"n{i}" for i in range(12)] + [f"c{i}" for i in range(8)]
                     + ["created", "company", "note", "email"])
        for row in range(rows):
            out.writerow(
                [f"L{row:07d}"] + [rng.randrange(1000) for _ in range(6)]
                + [round(rng.gauss(0, 100), 3) for _ in range(5)] + [rng.choice(["", 1, 2])]
                + [rng.choice(words) for _ in range(7)] + [f"level {rng.randrange(500)}"]
                + [f"2026-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}",
                   f"Company {rng.randrange(100000)}",
                   "two\nlines" if rng.random() < 0.125 else "one line", f"p{row}@example.com"])


def make_leads(path, rows):
    """Leads with the columns and levels of the UCI bank marketing file, drawn at random."""
    rng = random.Random(2)
    jobs = ["admin.", "blue-collar", "entrepreneur", "housemaid", "management", "retired",
            "self-employed", "services", "student", "technician", "unemployed", "unknown"]
    months = "jan feb mar apr may jun jul aug sep oct nov dec".split()
    with open(path, "w", newline="") as file:
        file.write('"age";"job";"marital";"education";"default";"balance";"housing";"loan";"contact";'
                   '"day";"month";"duration";"campaign";"pdays";"previous";"poutcome";"y"\n')
        for _ in range(rows):
            age, duration = rng.randrange(18, 90), int(rng.expovariate(1 / 260))
            outcome = rng.choices(["unknown", "failure", "other", "success"], [82, 11, 4, 3])[0]
            odds = -3.2 + 0.003 * duration + (2 if outcome == "success" else 0) + 0.01 * (age - 40)
            won = rng.random() < 1 / (1 + 2.718281828 ** -odds)
            file.write(
                f'{age};"{rng.choice(jobs)}";"{rng.choice(["married", "single", "divorced"])}";'
                f'"{rng.choice(["primary", "secondary", "tertiary", "unknown"])}";"no";'
                f'{int(rng.gauss(1300, 2000))};"{rng.choice(["yes", "no"])}";'
                f'"{rng.choice(["yes", "no"])}";"{rng.choice(["cellular", "telephone", "unknown"])}";'
                f'{rng.randrange(1, 32)};"{rng.choice(months)}";{duration};{rng.randrange(1, 8)};-1;0;'
                f'"{outcome}";"{"yes" if won else "no"}"\n')


def line(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |")


def read_benchmark(work, python, rows, repeats):
    path = work / "wide.csv"
    if not path.exists():
        make_wide(path, rows)
    size = path.stat().st_size / 1e6
    print(f"\n### Reading a CSV file: {rows:,} rows × 25 columns, {size:.0f} MB, typed\n")
    line("threads", "leadscore s (MB/s)", "Polars s (MB/s)", "ratio")
    line(*["---"] * 4)
    for threads in ("1", "2"):
        ours = lambda: measure([ROOT / ".build/release/read-csv", path, threads])
        theirs = lambda: measure(
            [python, ROOT / "peers/read_polars.py", path, ","], POLARS_MAX_THREADS=threads)
        inner = lambda side: (lambda: (lambda r: (float(r[2].split()[0]), r[1], r[2]))(side()))
        checks = [side()[2].split()[1:] for side in (ours, theirs)]
        if checks[0][:2] != checks[1][:2] or abs(float(checks[0][2]) - float(checks[1][2])) > 1e-3:
            sys.exit(f"the readers disagree: {checks}")
        medians, ratio = interleaved([inner(ours), inner(theirs)], repeats)
        line(threads, *(f"{m[0]:.3f} ({size / m[0]:.0f})" for m in medians), f"{ratio:.2f} ×")


def score_benchmark(work, python, rows, repeats):
    print(f"\n### Scoring CSV to CSV with five reasons a lead\n")
    path, big = work / "leads.csv", work / "leads4.csv"
    if not path.exists():
        make_leads(path, rows)
    if not big.exists():
        # Copied in pieces: a child's peak memory counts from what this process held when it started.
        with open(path, "rb") as source, open(big, "wb") as target:
            target.write(source.readline())
            start = source.tell()
            for _ in range(4):
                source.seek(start)
                shutil.copyfileobj(source, target)
    models = work / "models"
    measure([LEADSCORE, "train", path, "--target", "y", "--name", "bench", "--models", models, "--quiet",
             "--exclude", "default,pdays,previous"])
    version = max(int(p.name) for p in (models / "bench").iterdir() if p.name.isdigit())
    model = models / "bench" / str(version) / "model.json"
    out, peer_out = work / "scores.csv", work / "scores-peer.csv"
    ours = lambda: measure(
        [LEADSCORE, "score", path, "--model", "bench", "--models", models, "--out", out, "--quiet",
         "--reasons-negative", "5"])
    theirs = lambda: measure([python, ROOT / "peers/score_polars.py", model, path, ";", peer_out])
    ours(), theirs()
    check_scores(out, peer_out)
    medians, ratio = interleaved([ours, theirs], repeats)
    four = measure([LEADSCORE, "score", big, "--model", "bench", "--models", models, "--out", out, "--quiet"])
    line("", "leads", "seconds", "peak MB")
    line(*["---"] * 4)
    line("leadscore", f"{rows:,}", f"{medians[0][0]:.2f}", f"{medians[0][1]:.0f}")
    line("Polars + NumPy", f"{rows:,}", f"{medians[1][0]:.2f}", f"{medians[1][1]:.0f}")
    line("leadscore", f"{4 * rows:,}", f"{four[0]:.2f}", f"{four[1]:.0f}")
    print(f"\nRatio, pair by pair: {ratio:.2f} ×")


def check_scores(ours, theirs):
    """Both sides must have the same probabilities, intervals and ranks before a time counts."""
    with open(ours) as a, open(theirs) as b:
        for count, (x, y) in enumerate(zip(csv.DictReader(a), csv.DictReader(b))):
            for key, limit in (("probability", 1e-9), ("probability_low", 2e-6), ("probability_high", 2e-6)):
                if abs(float(x[key]) - float(y[key])) > limit:
                    sys.exit(f"lead {count + 1}: {key} {x[key]} against {y[key]}")
            # Log odds that differ in the last bit may swap neighbours.
            if abs(int(x["rank"]) - int(y["rank"])) > 3 or x["tier"] != y["tier"]:
                sys.exit(f"lead {count + 1}: rank or tier differ: {x} {y}")
            if count == 20_000:
                return


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path("/dev/shm/leadscore-bench"))
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    subprocess.run(["swift", "build", "-c", "release", "--product", "leadscore"], cwd=PROJECT, check=True,
                   stdout=subprocess.DEVNULL)
    subprocess.run(["swift", "build", "-c", "release"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    venv = arguments.work / "venv"
    python = venv / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "-r", ROOT / "peers/requirements.txt"], check=True)
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=PROJECT, capture_output=True, text=True)
    cpu = next((l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), "?")
    print(f"{cpu}, {os.cpu_count()} cores, {platform.system()} {platform.release()};"
          f" commit {commit.stdout.strip()}")
    print(measure([LEADSCORE, "--version"])[2].strip())
    read_benchmark(arguments.work, python, arguments.rows, arguments.repeats)
    score_benchmark(arguments.work, python, arguments.rows, arguments.repeats)


if __name__ == "__main__":
    main()
