"""Many processes on one project and one registry: mix.py LEADSCORE SECONDS.

Each kind of command is run again and again at the same time as the others. Every one of them must
end with a documented exit code, every score file must be that of one version as a whole, and at the
end the registry, the records and the database must be whole.
"""

import collections
import hashlib
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

LEADSCORE, SECONDS = os.path.abspath(sys.argv[1]), float(sys.argv[2])
ENVIRONMENT = {**os.environ, "SWIFT_BACKTRACE": "enable=no", "TZ": "UTC"}
# What each command may end with beside 0: an alarm of the monitor, a refusal, a lock that is held.
ALLOWED = {"nightly": {1, 75}, "train": {75}, "promote": {65, 75}, "score": {75}, "list": set()}
PROBLEMS = []


def run(folder, *arguments):
    """The exit code, the output and the errors of a run."""
    done = subprocess.run(
        [LEADSCORE, *arguments, "--threads", "1"], cwd=folder, env=ENVIRONMENT, capture_output=True,
        timeout=120, text=True)
    return done.returncode, done.stdout, done.stderr


def must(folder, *arguments):
    """A run that has to succeed."""
    status, output, errors = run(folder, *arguments)
    if status != 0:
        sys.exit(f"mix: {' '.join(arguments)} ends with {status}: {errors}")
    return output


class Mix:
    """The commands, the threads that repeat them, and what they ended with."""

    def __init__(self, folder):
        self.folder = folder
        self.counts = collections.Counter()
        self.scores = collections.defaultdict(set)
        self.deadline = time.monotonic() + SECONDS

    def repeat(self, kind, step):
        """Repeats a step until the time is over."""
        number = 0
        while time.monotonic() < self.deadline:
            number += 1
            status, errors = step(number)
            self.counts[kind, status] += 1
            if status != 0 and status not in ALLOWED[kind]:
                PROBLEMS.append(f"{kind} ends with {status}: {errors.strip()[-300:]}")

    def night(self, number):
        day = f"2026-06-{1 + number % 3:02d}"
        status, _, errors = run(self.folder, "nightly", "-c", "leadscore.yaml", "--model", "demo", "--as-of", day, "--quiet", "--force")
        return status, errors

    def train(self, number):
        status, _, errors = run(
            self.folder, "train", "-c", "leadscore.yaml", "--name", "demo", "--allow-small", "--nonlinear", "none",
            "--lambda", random.Random(number).choice(["1", "0.1", "0.01"]), "--quiet")
        return status, errors

    def promote(self, number):
        versions = [int(path.name) for path in (self.folder / "models/demo").iterdir() if path.name.isdigit()]
        version = random.Random(number).choice(versions)
        status, _, errors = run(self.folder, "models", "promote", f"demo@{version}", "--force", "--quiet")
        return status, errors

    def score(self, number):
        out = f"score-{threading.get_ident()}.csv"
        status, output, errors = run(
            self.folder, "score", "-c", "leadscore.yaml", "--model", "demo", "--as-of", "2026-06-02", "--out", out, "--json", "-")
        if status == 0:
            # Whoever is promoted meanwhile: all rows are of the version that the summary names.
            digest = hashlib.sha256((self.folder / out).read_bytes()).hexdigest()
            self.scores[json.loads(output)["version"]].add(digest)
        return status, errors

    def list(self, number):
        status, _, errors = run(self.folder, "models", "list", "--quiet")
        return status, errors


def check(mix):
    """What must hold when all have ended."""
    folder = mix.folder
    for version, digests in mix.scores.items():
        if len(digests) != 1:
            PROBLEMS.append(f"version {version} gave {len(digests)} different files of scores")
        must(folder, "score", "-c", "leadscore.yaml", "--model", f"demo@{version}", "--as-of", "2026-06-02", "--out", "alone.csv", "--quiet")
        if hashlib.sha256((folder / "alone.csv").read_bytes()).hexdigest() not in digests:
            PROBLEMS.append(f"version {version} alone gives other scores than in the mix")
    must(folder, "models", "verify")
    trained = mix.counts["train", 0] + 1
    versions = [path for path in (folder / "models/demo").iterdir() if path.name.isdigit()]
    if len(versions) != trained:
        PROBLEMS.append(f"{trained} trainings succeeded, but there are {len(versions)} versions")
    connection = sqlite3.connect(folder / "scores.db")
    if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        PROBLEMS.append("the database is damaged")
    rows = dict(connection.execute("SELECT as_of, count(*) FROM lead_scores GROUP BY 1"))
    if rows != dict(connection.execute("SELECT as_of, leads FROM lead_scores_runs")):
        PROBLEMS.append("the rows in the database are not those of its runs")
    mixed = connection.execute(
        "SELECT count(*) FROM lead_scores JOIN lead_scores_runs AS runs USING (as_of)"
        " WHERE lead_scores.model_version <> runs.model_version").fetchone()[0]
    if mixed:
        PROBLEMS.append(f"{mixed} rows are of another version than their run")
    connection.close()
    # One more of each, and nothing that was left behind is there any more.
    for step in (mix.night, mix.train):
        status, errors = step(1)
        if status not in (0, 1):
            PROBLEMS.append(f"afterwards: {status}: {errors}")
    if leftovers := [path.name for path in folder.rglob(".*") if ".tmp-" in path.name]:
        PROBLEMS.append(f"left behind: {leftovers}")


def main():
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root, "project")
        must(root, "simulate", "--leads", "400", "--seed", "5", "--out", "project", "--quiet")
        project = (folder / "leadscore.yaml").read_text()
        project = re.sub(r"rules: .*\n", "", project)
        project = re.sub(r"  - to: scores.csv.*", "  - to: scores.csv\n  - to: sqlite:scores.db#lead_scores", project)
        (folder / "leadscore.yaml").write_text(project)
        mix = Mix(folder)
        status, errors = mix.train(1)
        if status != 0:
            sys.exit(f"mix: {errors}")
        mix.deadline = time.monotonic() + SECONDS
        steps = [("nightly", mix.night), ("nightly", mix.night), ("train", mix.train), ("promote", mix.promote),
                 ("score", mix.score), ("list", mix.list)]
        threads = [threading.Thread(target=mix.repeat, args=step) for step in steps]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        check(mix)
        shown = ", ".join(f"{count} {kind} ended with {status}" for (kind, status), count in sorted(mix.counts.items()))
        print(f"mix: {shown}")
        for kind in ALLOWED:
            if not mix.counts[kind, 0]:
                PROBLEMS.append(f"no {kind} succeeded; the mix proves nothing")
        if PROBLEMS:
            sys.exit("\n".join(PROBLEMS[:40]) + f"\nmix: {len(PROBLEMS)} problems")
        print("mix: 0 problems")


main()
