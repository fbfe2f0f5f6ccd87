"""Reading and scoring CSV files, against Polars and NumPy."""
import csv
import shutil
import sys

from harness.csv_files import make_leads, make_wide
from harness.machine import header, line
from harness.process import ROOT, interleaved
from harness.process import measure_resident as measure


def read_benchmark(work, reader, rows, repeats):
    """Reads a wide file, typed, with one thread and with two."""
    path = work / "wide.csv"
    if not path.exists():
        make_wide(path, rows)
    size = path.stat().st_size / 1e6
    print(f"\n### Reading a CSV file: {rows:,} rows × 25 columns, {size:.0f} MB, typed\n")
    header("threads", "leadscore s (MB/s)", "Polars s (MB/s)", "ratio")
    for threads in ("1", "2"):
        ours = lambda: measure([reader, path, threads])
        theirs = lambda: measure(
            [sys.executable, ROOT / "peers/read_polars.py", path, ","], POLARS_MAX_THREADS=threads)
        inner = lambda side: (lambda: (lambda r: (float(r[2].split()[0]), r[1], r[2]))(side()))
        checks = [side()[2].split()[1:] for side in (ours, theirs)]
        if checks[0][:2] != checks[1][:2] or abs(float(checks[0][2]) - float(checks[1][2])) > 1e-3:
            sys.exit(f"the readers disagree: {checks}")
        medians, ratio = interleaved([inner(ours), inner(theirs)], repeats)
        line(threads, *(f"{m[0]:.3f} ({size / m[0]:.0f})" for m in medians), f"{ratio:.2f} ×")


def score_benchmark(work, leadscore, rows, repeats):
    """Scores leads CSV to CSV with reasons, and four times as many."""
    print("\n### Scoring CSV to CSV with five reasons a lead\n")
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
    measure([leadscore, "train", path, "--target", "y", "--name", "bench", "--models", models, "--quiet",
             "--exclude", "default,pdays,previous", "--nonlinear", "none", "--calibrate", "none"])
    version = max(int(p.name) for p in (models / "bench").iterdir() if p.name.isdigit())
    model = models / "bench" / str(version) / "model.json"
    out, peer_out = work / "scores.csv", work / "scores-peer.csv"
    ours = lambda: measure(
        [leadscore, "score", path, "--model", "bench", "--models", models, "--out", out, "--quiet",
         "--reasons-negative", "5"])
    theirs = lambda: measure([sys.executable, ROOT / "peers/score_polars.py", model, path, ";", peer_out])
    ours(), theirs()
    check_scores(out, peer_out)
    medians, ratio = interleaved([ours, theirs], repeats)
    four = measure([leadscore, "score", big, "--model", "bench", "--models", models, "--out", out, "--quiet"])
    header("", "leads", "seconds", "peak MB")
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
