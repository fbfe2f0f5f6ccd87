"""A night on databases: leads read from a server or a file, scored with reasons, and written back."""
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time

from harness.machine import header, line
from harness.postgresql import Server
from harness.process import ENVIRONMENT

AS_OF, NEXT = "2026-07-01", "2026-07-02"
COLUMNS = {
    "lead_id": "text PRIMARY KEY", "created_at": "timestamptz NOT NULL", "age": "integer", "job": "text",
    "education": "text", "balance": "double precision", "contact": "text", "campaign": "integer",
    "duration": "integer", "outcome": "text", "won_at": "timestamptz",
}
PROJECT = """purpose: benchmark of a night on databases
leads: {{from: "{source}leads", id: lead_id, created: created_at}}
outcome: {{won_at: won_at, horizon: 200d}}
snapshot: {{after: 1d}}
features:
  explicit: [{{column: job}}, {{column: education}}, {{column: contact}}, {{column: outcome}}]
  implicit: [{{column: age}}, {{column: balance}}, {{column: campaign}}, {{column: duration, transform: log}}]
tiers: {{hot: {{top: 10%}}, warm: {{top: 40%}}, cold: rest}}
write:
  - to: "{sink}"
"""


def make_table(path, rows):
    """Leads of a bank, most of them open: the newest were created on the night, the oldest a year before."""
    rng = random.Random(4)
    jobs = ["admin", "blue-collar", "management", "retired", "services", "student", "technician, senior", ""]
    levels, contacts = ["primary", "secondary", "tertiary", ""], ["cellular", "telephone", ""]
    with open(path, "w") as file:
        file.write(",".join(COLUMNS) + "\n")
        for row in range(rows):
            # One in twenty is a year older and settled: enough to learn from.
            is_old = row % 20 == 0
            day = rng.randrange(1, 19)
            month = rng.randrange(1, 7)
            created = f"{2025 if is_old else 2026}-{month:02d}-{day:02d}T{row % 24:02d}:30:00Z"
            duration = int(rng.expovariate(1 / 260))
            outcome = rng.choices(["", "failure", "success"], [85, 11, 4])[0]
            age = rng.randrange(18, 90)
            odds = -3.2 + 0.003 * duration + (2 if outcome == "success" else 0) + 0.01 * (age - 40)
            won = is_old and rng.random() < 1 / (1 + 2.718281828 ** -odds)
            won_at = f"2025-{month:02d}-{day + 10:02d}T12:00:00Z" if won else ""
            job = rng.choice(jobs)
            file.write(
                f'L{row:07d},{created},{age},{chr(34) + job + chr(34) if "," in job else job},'
                f"{rng.choice(levels)},{rng.gauss(1300, 2000):.2f},{rng.choice(contacts)},{rng.randrange(1, 8)},"
                f"{duration},{outcome},{won_at}\n")


def load_server(server, path):
    """Copies the leads into a table of the server."""
    columns = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
    server.sql("CREATE SCHEMA scores", f"CREATE TABLE public.leads ({columns})",
               rf"\copy public.leads FROM '{path}' (FORMAT csv, HEADER)", "VACUUM ANALYZE public.leads")


def load_file(database, path):
    """Copies the leads into a table of an SQLite file."""
    database.unlink(missing_ok=True)
    columns = ", ".join(f"{name} {kind.replace('timestamptz', 'text')}" for name, kind in COLUMNS.items())
    connection = sqlite3.connect(database)
    connection.execute(f"CREATE TABLE leads ({columns})")
    with open(path) as file:
        rows = csv_rows(file)
        connection.executemany(f"INSERT INTO leads VALUES ({', '.join('?' * len(COLUMNS))})", rows)
    connection.commit()
    connection.close()


def csv_rows(file):
    """The records of a file, blank fields as missing."""
    import csv
    reader = csv.reader(file)
    next(reader)
    for record in reader:
        yield [value or None for value in record]


def run(command):
    """Runs a command; returns wall and processor seconds, peak megabytes and its JSON."""
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], env=ENVIRONMENT, stdout=subprocess.PIPE)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, json.loads(output)


def databases_benchmark(work, leadscore, rows):
    """A first run, a rerun and the next night, on PostgreSQL and on SQLite: rows a second by phase."""
    folder = work / f"databases-{rows}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    table = folder / "leads.csv"
    make_table(table, rows)
    print(f"\n### A night of {rows:,} leads on databases: {table.stat().st_size / 1e6:.0f} MB as CSV, five reasons a lead\n")
    with Server(folder / "server") as server:
        load_server(server, table)
        load_file(folder / "crm.db", table)
        projects = {
            "PostgreSQL": (f"postgresql:{server.address}#public.", f"postgresql:{server.address}#scores.lead_scores"),
            "SQLite": (f"sqlite:{folder}/crm.db#", f"sqlite:{folder}/scores.db#lead_scores"),
        }
        header("database", "run", "s", "processor s", "peak MB", *PHASES, "rows changed")
        for name, (source, sink) in projects.items():
            project = folder / f"{name}.yaml"
            project.write_text(PROJECT.format(source=source, sink=sink))
            night(leadscore, folder, name, project, source, sink)
        kept = server.sql("SELECT count(*) FROM scores.lead_scores", "SELECT sum(leads) FROM scores.lead_scores_runs")
        counts = sqlite3.connect(folder / "scores.db").execute(
            "SELECT (SELECT count(*) FROM lead_scores), (SELECT sum(leads) FROM lead_scores_runs)").fetchone()
        if kept.split() != [str(counts[0]), str(counts[1])] or counts[0] != counts[1]:
            sys.exit(f"the databases hold different scores: {kept.split()} and {counts}")


PHASES = ("read", "features", "score", "write", "other")
STEPS = {"check": "read", "features": "features", "score": "score", "read": "read", "write": "write"}


def night(leadscore, folder, name, project, source, sink):
    """The runs of one database, a row of the table each."""
    models, runs = folder / "models", folder / f"runs-{name}"
    if not models.exists():
        run([leadscore, "train", "-c", project, "--name", "bench", "--models", models, "--nonlinear", "none",
             "--quiet", "--json", "-"])
    common = ["--model", "bench", "--models", models, "--quiet", "--json", "-"]
    nightly = [leadscore, "nightly", "-c", project, "--runs", runs, *common, "--fail-on", "never", "--as-of"]
    for label, command in (
        ("nightly", [*nightly, AS_OF]), ("the same again", [*nightly, AS_OF]),
        ("the next night", [*nightly, NEXT]),
        ("score of the table", [leadscore, "score", f"{source}leads", "--out", sink, *common, "--as-of", "2026-07-03"]),
    ):
        seconds, busy, megabytes, result = run(command)
        phases = dict.fromkeys(PHASES, 0.0)
        for step, length in result.get("phases", result["seconds"]).items():
            phases[STEPS.get(step, "other")] += length
        scored = result.get("scored", result["leads"])
        changed = result["changed"] if "changed" in result else result["outputs"][0]["written"]
        line(name, label, f"{seconds:.1f}", f"{busy:.1f}", f"{megabytes:.0f}",
             *(f"{length:.2f} s" + (f" ({scored / length / 1000:,.0f} k/s)" if part != "other" and length > 0.005 else "")
               for part, length in phases.items()), f"{changed:,}")
