"""Features of a million leads from twenty million events, against Polars and DuckDB."""
import csv
import multiprocessing
import sys

from harness.history import make_history
from harness.machine import header, line
from harness.process import ROOT, interleaved
from harness.process import measure_resident as measure

# The time of scoring is the end of the history; every lead is taken 30 days after its creation.
AS_OF = "2026-04-01"


def features_benchmark(work, leadscore, leads, events, repeats):
    """CSV to vectors to CSV: 15 window counts, distinct days, recency, a window's sum, a decayed count."""
    folder = work / f"history-{events}"
    draw_history(folder, leads, events)
    size = (folder / "events.csv").stat().st_size / 1e6
    print(f"\n### Features of {leads:,} leads, each as of its moment, from {events:,} events ({size:.0f} MB)\n")
    sides = {
        "leadscore": [leadscore, "features", "-c", folder / "leadscore.yaml", "--as-of", AS_OF, "--quiet", "--out"],
        "Polars": [sys.executable, ROOT / "peers/features_polars.py", folder],
        "DuckDB": [sys.executable, ROOT / "peers/features_duckdb.py", folder],
    }
    outputs = {name: folder / f"{name}.csv" for name in sides}
    runs = [(lambda command=sides[name] + [outputs[name]]: measure(command)) for name in sides]
    for run in runs:
        run()
    for name in ("Polars", "DuckDB"):
        check_equal(outputs["leadscore"], outputs[name])
    header("", "seconds", "peak MB", "ratio")
    medians, _ = interleaved(runs, repeats)
    for name, (seconds, megabytes) in zip(sides, medians):
        line(name, f"{seconds:.2f}", f"{megabytes:.0f}", f"{seconds / medians[0][0]:.2f} ×")


def one_by_one_benchmark(work, leadscore, leads, events, repeats):
    """Features that look at events one by one."""
    print(f"\n### Features of {leads:,} leads from events that are looked at one by one\n")
    growing_history(work, leadscore, "touches", TOUCHES, leads, events, repeats)


def accounts_benchmark(work, leadscore, leads, events, repeats):
    """Features of what all leads of an account did."""
    print(f"\n### Features of {leads:,} leads in accounts of five from the events of their accounts\n")
    growing_history(work, leadscore, "accounts", ACCOUNTS, leads, events, repeats, account=5)


def growing_history(work, leadscore, name, project, leads, events, repeats, account=None):
    """A project over the same leads with more and more events."""
    counts = (events // 4, events)
    commands = []
    for count in counts:
        folder = work / f"{name}-{count}"
        draw_history(folder, leads, count, account)
        file = folder / f"{name}.yaml"
        file.write_text(project)
        commands.append([
            leadscore, "features", "-c", file, "--as-of", AS_OF, "--quiet", "--out", folder / f"{name}.csv"])
    runs = [(lambda command=command: measure(command)) for command in commands]
    for run in runs:
        run()
    header("events", "seconds", "peak MB")
    medians, _ = interleaved(runs, repeats)
    for count, (seconds, megabytes) in zip(counts, medians):
        line(f"{count:,}", f"{seconds:.2f}", f"{megabytes:.0f}")


def draw_history(folder, leads, events, account=None):
    """Draws a history that is not there yet."""
    if (folder / "leadscore.yaml").exists():
        return
    # In a process of its own: a child's peak memory counts from what its parent held.
    process = multiprocessing.Process(target=make_history, args=(folder, leads, events, account))
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(f"no history was drawn in {folder}")


HISTORY = """events: {from: events.csv, lead: lead_id, time: occurred_at, name: event, value: duration_s}
outcome: {won_at: closed_won_at}
snapshot: {after: 30d}
"""

ACCOUNTS = """leads: {from: leads.csv, id: lead_id, created: created_at, account: account_id}
""" + HISTORY + """features:
  behavioural:
  - {event: "*", count: [7d, 30d], days: 30d, recency: true, of: account}
  - {event: session, sum: value, window: 30d, of: account}
"""

TOUCHES = """leads: {from: leads.csv, id: lead_id, created: created_at}
""" + HISTORY + """features:
  behavioural:
  - {event: "*", first_touch: event, last_touch: event, distinct: event, window: 30d}
  - {sequence: [page_view, pricing_view], within: 7d}
"""


def check_equal(ours, theirs):
    """Both sides must have the same numbers for every lead before a time counts."""
    with open(ours) as a, open(theirs) as b:
        for count, (x, y) in enumerate(zip(csv.reader(a), csv.reader(b), strict=True)):
            if count == 0:
                continue
            same = x[0] == y[0] and all(
                (u == v == "") or abs(float(u) - float(v)) <= 1e-9 * (1 + abs(float(v)))
                for u, v in zip(x[1:], y[1:], strict=True) if u != v)
            if not same:
                sys.exit(f"row {count} of {theirs.name}: {x} against {y}")
