"""Many processes on one project and one registry: mix.py LEADSCORE SECONDS files|sqlite|postgresql.

Each kind of command is run again and again at the same time as the others, while rows of the source
are deleted, changed and put back where it is a database. Every command must end with a documented exit
code, every score file must be that of one version as a whole, and at the end the registry, the records
and the database must be whole: a table that went through all of this holds what a new one gets.
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

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "Benchmarks"))
from harness.postgresql import Server  # noqa: E402

LEADSCORE, SECONDS, SOURCE = os.path.abspath(sys.argv[1]), float(sys.argv[2]), sys.argv[3]
ENVIRONMENT = {**os.environ, "SWIFT_BACKTRACE": "enable=no", "TZ": "UTC"}
# What each command may end with beside 0: an alarm of the monitor, a refusal, a lock that is held.
ALLOWED = {"nightly": {1, 75}, "train": {75}, "promote": {65, 75}, "score": {75}, "list": set(), "change": set()}
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


class SQLite:
    """Tables of an SQLite file as source, another file as target."""

    def __init__(self, folder):
        self.folder = folder
        subprocess.run([sys.executable, HERE / "crm.py", "crm.db"], cwd=folder, check=True)
        self.source, self.target = "sqlite:crm.db#", "sqlite:scores.db#"

    def change(self, *statements):
        """Changes the source, all of it or nothing."""
        connection = sqlite3.connect(self.folder / "crm.db", timeout=60)
        with connection:
            for statement in statements:
                connection.execute(statement)
        connection.close()

    def ids(self):
        return {row[0] for row in self.rows("crm.db", "SELECT lead_id FROM leads")}

    def stored(self, query):
        return self.rows("scores.db", query)

    def rows(self, database, query):
        connection = sqlite3.connect(self.folder / database, timeout=60)
        rows = connection.execute(query).fetchall()
        connection.close()
        return [tuple(str(value) for value in row) for row in rows]

    def is_whole(self):
        return self.rows("scores.db", "PRAGMA integrity_check") == [("ok",)]


class PostgreSQL:
    """Tables of a server of its own as source and target."""

    def __init__(self, folder, server):
        self.server = server
        server.sql("CREATE ROLE crm LOGIN")
        subprocess.run(
            ["psql", "-h", server.folder, "-U", "admin", "-d", "crm", "-v", "ON_ERROR_STOP=1", "-q", "-f",
             HERE / "crm.sql"], cwd=folder, check=True)
        address = f"postgresql:host={server.folder} dbname=crm user=admin#"
        self.source, self.target = address + "public.", address + "scores."

    def change(self, *statements):
        """Changes the source, all of it or nothing."""
        self.server.sql("BEGIN", *statements, "COMMIT")

    def ids(self):
        return {row[0] for row in self.stored("SELECT lead_id FROM leads")}

    def stored(self, query):
        query = re.sub(r"(FROM|JOIN) (lead_scores\w*|fresh\w*)", r"\1 scores.\2", query)
        return [tuple(line.split("|")) for line in self.server.sql(query).splitlines()]

    def is_whole(self):
        return True


class Mix:
    """The commands, the threads that repeat them, and what they ended with."""

    def __init__(self, folder, database=None):
        self.folder = folder
        self.database = database
        # The exact rows of leads that are taken out and put back.
        self.leads = sorted(database.ids()) if database else []
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
        return self.night_of(day)

    def night_of(self, day, project="leadscore.yaml", model="demo", runs="runs"):
        status, _, errors = run(
            self.folder, "nightly", "-c", project, "--model", model, "--as-of", day, "--quiet", "--force", "--runs", runs)
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

    def change(self, number):
        """Deletes some leads and puts those back that were deleted before, and changes others."""
        draw = random.Random(number)
        gone = ", ".join(f"'{lead}'" for lead in draw.sample(self.leads, 20))
        changed = ", ".join(f"'{lead}'" for lead in draw.sample(self.leads, 20))
        self.database.change(
            "INSERT INTO leads SELECT * FROM kept WHERE lead_id NOT IN (SELECT lead_id FROM leads)",
            f"DELETE FROM leads WHERE lead_id IN ({gone})",
            f"UPDATE leads SET source = 'webinar', need = NULL WHERE lead_id IN ({changed})")
        time.sleep(0.05)
        return 0, ""

    def list(self, number):
        status, _, errors = run(self.folder, "models", "list", "--quiet")
        return status, errors


def check(mix):
    """What must hold when all have ended."""
    folder = mix.folder
    for version, digests in mix.scores.items():
        # A source that changes gives other scores; one that does not gives one file.
        if mix.database:
            continue
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
    database = mix.database or SQLite.__new__(SQLite)
    database.folder = folder
    if not database.is_whole():
        PROBLEMS.append("the database is damaged")
    rows = dict(database.stored("SELECT as_of, count(*) FROM lead_scores GROUP BY 1"))
    if rows != dict(database.stored("SELECT as_of, leads FROM lead_scores_runs")):
        PROBLEMS.append("the rows in the database are not those of its runs")
    mixed = database.stored(
        "SELECT count(*) FROM lead_scores JOIN lead_scores_runs AS runs USING (as_of)"
        " WHERE lead_scores.model_version <> runs.model_version")
    if mixed != [("0",)]:
        PROBLEMS.append(f"{mixed[0][0]} rows are of another version than their run")
    twice = database.stored("SELECT count(*) - count(DISTINCT lead_id || as_of) FROM lead_scores")
    if twice != [("0",)]:
        PROBLEMS.append(f"{twice[0][0]} leads have two scores of one night")
    if mix.database:
        check_against_fresh(mix)
    # One more of each, and nothing that was left behind is there any more.
    for step in (mix.night, mix.train):
        status, errors = step(1)
        if status not in (0, 1):
            PROBLEMS.append(f"afterwards: {status}: {errors}")
    if leftovers := [path.name for path in folder.rglob(".*") if ".tmp-" in path.name]:
        PROBLEMS.append(f"left behind: {leftovers}")


def check_against_fresh(mix):
    """A night on the table that saw all changes leaves the rows that a new table gets, and no lead that is gone."""
    project = (mix.folder / "leadscore.yaml").read_text()
    (mix.folder / "fresh.yaml").write_text(
        project.replace("to: scores.csv", "to: fresh.csv").replace("#lead_scores", "#fresh").replace(
            "#scores.lead_scores", "#scores.fresh"))
    listed = json.loads(must(mix.folder, "models", "list", "--json", "-"))
    version = max(entry["version"] for entry in listed if entry["name"] == "demo")
    for day in ("2026-06-01", "2026-06-02", "2026-06-03"):
        for project, runs in (("leadscore.yaml", "runs"), ("fresh.yaml", "runs-fresh")):
            status, errors = mix.night_of(day, project, f"demo@{version}", runs)
            if status not in (0, 1):
                PROBLEMS.append(f"afterwards: {project} ends with {status}: {errors}")
        # The digest of the project file is in the run's name, and the name of the run in every row.
        columns = "lead_id, as_of, model_version, probability, score, percentile, rank, tier, base, reasons"
        where = f"WHERE as_of LIKE '{day}%'" if SOURCE == "sqlite" else f"WHERE as_of::date = '{day}'"
        old = mix.database.stored(f"SELECT {columns} FROM lead_scores {where} ORDER BY lead_id")
        new = mix.database.stored(f"SELECT {columns} FROM fresh {where} ORDER BY lead_id")
        if old != new or not old:
            PROBLEMS.append(f"{day}: {len(old)} rows after all changes, {len(new)} in a new table, or others")
        if gone := {row[0] for row in old} - mix.database.ids():
            PROBLEMS.append(f"{day}: {len(gone)} leads that are gone have scores")


def main():
    if SOURCE == "postgresql":
        with tempfile.TemporaryDirectory() as root:
            Path(root).chmod(0o755)
            with Server(Path(root, "server")) as server:
                run_mix(server)
    else:
        run_mix()


def run_mix(server=None):
    """The mix on a project of its own."""
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root, "project")
        must(root, "simulate", "--leads", "400", "--seed", "5", "--out", "project", "--quiet")
        project = (folder / "leadscore.yaml").read_text()
        project = re.sub(r"rules: .*\n", "", project)
        database = None if SOURCE == "files" else PostgreSQL(folder, server) if server else SQLite(folder)
        target = database.target if database else "sqlite:scores.db#"
        project = re.sub(r"  - to: scores.csv.*", f"  - to: scores.csv\n  - to: {target}lead_scores", project)
        if database:
            project = re.sub(r"from: (leads|accounts|events).csv", rf"from: '{database.source}\1'", project)
            database.change("CREATE TABLE kept AS SELECT * FROM leads")
        (folder / "leadscore.yaml").write_text(project)
        mix = Mix(folder, database)
        status, errors = mix.train(1)
        if status != 0:
            sys.exit(f"mix: {errors}")
        mix.deadline = time.monotonic() + SECONDS
        steps = [("nightly", mix.night), ("nightly", mix.night), ("train", mix.train), ("promote", mix.promote),
                 ("score", mix.score), ("list", mix.list)]
        if database:
            steps.append(("change", mix.change))
        threads = [threading.Thread(target=mix.repeat, args=step) for step in steps]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        check(mix)
        shown = ", ".join(f"{count} {kind} ended with {status}" for (kind, status), count in sorted(mix.counts.items()))
        print(f"mix on {SOURCE}: {shown}")
        for kind in {kind for kind, _ in steps}:
            if not mix.counts[kind, 0]:
                PROBLEMS.append(f"no {kind} succeeded; the mix proves nothing")
        if PROBLEMS:
            sys.exit("\n".join(PROBLEMS[:40]) + f"\nmix: {len(PROBLEMS)} problems")
        print(f"mix on {SOURCE}: 0 problems")


main()
