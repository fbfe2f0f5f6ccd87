"""A sweep over faults: faults.py LEADSCORE.

Every command is run again and again from the same start, each time with another fault injected by
strace: killed at the N-th call, or the N-th call answered with "no space left" or "input/output
error". After each fault one checker looks at what is left, the command is run once more without a
fault, and the result must be that of a run that was never disturbed, byte for byte.

To sweep another command, add a line to the sweeps in main: a name, the start, the arguments.
"""

import hashlib
import os
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

LEADSCORE = os.path.abspath(sys.argv[1])
LIMIT = int(os.environ.get("FAULT_POINTS", "40"))  # per command, call and fault; spread when more
ENVIRONMENT = {**os.environ, "SWIFT_BACKTRACE": "enable=no", "TZ": "UTC"}
FAULTS = [
    ("signal=KILL", ["openat", "write", "pwrite64", "fsync", "fdatasync", "rename", "unlink", "close"]),
    ("error=ENOSPC", ["write", "pwrite64"]),
    ("error=EIO", ["write", "pwrite64", "fsync", "fdatasync", "pread64"]),
]
PROBLEMS = []


def run(folder, arguments, inject=None, log=None):
    """The exit code and standard error of a run, in a folder of its own."""
    command = [LEADSCORE, *arguments, "--threads", "1", "--quiet"]
    if inject or log:
        tracing = ["-e", f"inject={inject}"] if inject else []
        # Only calls on files count: what the runtime writes to event descriptors is no output.
        command = ["strace", "-f", "-qq", "-o", log or "/dev/null", *tracing, *command]
    done = subprocess.run(
        command, cwd=folder, env=ENVIRONMENT, capture_output=True, timeout=120, text=True
    )
    return done.returncode, done.stderr


def calls(folder, arguments):
    """How often each system call is made by a run."""
    log = folder.parent / "calls.log"
    status, errors = run(folder, arguments, log=str(log))
    assert status == 0, errors
    counts = {}
    for line in log.read_text(errors="replace").splitlines():
        if found := re.match(r"\d+\s+(\w+)\(", line):
            counts[found[1]] = counts.get(found[1], 0) + 1
    return counts


def points(count):
    """All of so many points, or a spread of them, the first and the last among them."""
    if count <= LIMIT:
        return list(range(1, count + 1))
    return sorted({1 + round(i * (count - 1) / (LIMIT - 1)) for i in range(LIMIT)})


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def dump(path):
    """The contents of a database, whatever its pages look like."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    text = "\n".join(sorted(database.iterdump()))
    database.close()
    return hashlib.sha256(text.encode()).hexdigest()


def contents(folder):
    """What stands at final paths: the digest of every file; of models only what was learned."""
    result = {}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_dir() or path.name.startswith("."):
            continue
        if name.startswith("models/"):
            # A model that was stored before the fault is followed by a second, equal one.
            if path.name == "model.json":
                result["models/*/model.json"] = digest(path)
            continue
        if path.name.endswith(("-journal", "-wal", "-shm")):
            continue
        result[name] = dump(path) if path.suffix == ".db" else digest(path)
    return result


def check(folder, before, after, what):
    """The invariants; what a fault may leave at any point."""

    def problem(text):
        PROBLEMS.append(f"{what}: {text}")

    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_dir():
            continue
        # I8: leftovers are named as such, and readable by this user only.
        if path.name.startswith("."):
            hidden = path.name == ".lock" or re.match(r"\..+\.tmp-\d+-\w+$", path.name)
            in_folder = ".tmp-" in name
            if not hidden and not in_folder:
                problem(f"I8 {name} is left")
            elif stat.S_IMODE(path.stat().st_mode) & 0o077:
                problem(f"I8 {name} is readable by others")
    if database := next(iter(folder.glob("*.db")), None):
        # I3: the scores of a run are all there or none, and its record says which.
        connection = sqlite3.connect(database)
        if connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            problem("I3 the database is damaged")
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if "lead_scores" in tables:
            rows = dict(connection.execute("SELECT as_of, count(*) FROM lead_scores GROUP BY 1"))
            runs = dict(connection.execute("SELECT as_of, leads FROM lead_scores_runs"))
            if rows != runs:
                problem(f"I3 rows {rows}, runs {runs}")
        connection.close()
    now = contents(folder)
    for name, value in now.items():
        # I1 and I6: every file is the old one or the new one; inputs are the old ones.
        if name.endswith(".db") or ".tmp-" in name:
            continue
        if value not in (before.get(name), after.get(name)):
            problem(f"I1 {name} is neither the old nor the new one")
    if (folder / "models").exists():
        # I2: what the registry lists can be loaded.
        status, errors = run(folder, ["models", "list"])
        if status != 0:
            problem(f"I2 the registry cannot be listed: {errors.strip()}")


def sweep(name, start, arguments):
    """All faults of one command; returns how many points were hit."""
    with tempfile.TemporaryDirectory() as root:
        undisturbed = Path(root, "undisturbed", "work")
        shutil.copytree(start, undisturbed)
        before = contents(undisturbed)
        counts = calls(undisturbed, arguments)
        after = contents(undisturbed)
        hits = 0
        for fault, names in FAULTS:
            for call in names:
                for number in points(counts.get(call, 0)):
                    hits += strike(root, start, arguments, f"{call}:{fault}:when={number}", before, after, name)
        return hits


def strike(root, start, arguments, inject, before, after, name):
    """One fault, what it leaves, and the run that makes up for it; returns whether it hit."""
    folder = Path(root, "work")
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(start, folder)
    what = f"{name} {inject}"
    try:
        status, errors = run(folder, arguments, inject)
    except subprocess.TimeoutExpired:
        PROBLEMS.append(f"{what}: I9 did not end")
        return 1
    killed = status in (-signal.SIGKILL, 128 + signal.SIGKILL)
    if not killed:
        # I5: a failure that is not a kill says what it was, on one line, with a known code.
        if status != 0 and status not in (65, 66, 69, 70, 73, 74, 75, 77, 127):
            PROBLEMS.append(f"{what}: I5 exit code {status}: {errors.strip()[-300:]}")
        if status == 127 and "loading shared libraries" not in errors:
            PROBLEMS.append(f"{what}: I5 exit code 127: {errors.strip()[-300:]}")
    check(folder, before, after, what)
    again, errors = run(folder, arguments)
    if again != 0:
        PROBLEMS.append(f"{what}: I4 the run after it ends with {again}: {errors.strip()[-300:]}")
    elif (result := contents(folder)) != after:
        names = {n for n in result.keys() | after.keys() if result.get(n) != after.get(n)}
        PROBLEMS.append(f"{what}: I4 the run after it leaves other {sorted(names)}")
    leftovers = [p.name for p in folder.rglob(".*") if ".tmp-" in p.name]
    if leftovers:
        PROBLEMS.append(f"{what}: I8 the run after it leaves {leftovers}")
    return 1 if killed or status != 0 else 0


def main():
    with tempfile.TemporaryDirectory() as root:
        base = Path(root, "base")
        base.mkdir()
        status, errors = run(base, ["simulate", "--leads", "400", "--seed", "5", "--out", "project"])
        assert status == 0, errors
        for file in ("leads.csv", "accounts.csv", "events.csv", "leadscore.yaml"):
            shutil.move(base / "project" / file, base / file)
        shutil.rmtree(base / "project")
        project = (base / "leadscore.yaml").read_text()
        project = re.sub(r"rules: .*\n", "", project)
        project = re.sub(r"  - to: scores.csv.*", "  - to: scores.csv\n  - to: sqlite:scores.db#lead_scores", project)
        (base / "leadscore.yaml").write_text(project)
        train = ["train", "-c", "leadscore.yaml", "--name", "demo", "--allow-small", "--lambda", "1", "--nonlinear", "none"]
        night = ["nightly", "-c", "leadscore.yaml", "--model", "demo", "--as-of"]
        trained = Path(root, "trained")
        shutil.copytree(base, trained)
        for arguments in (train, [*night, "2026-06-01"]):
            status, errors = run(trained, arguments)
            assert status == 0, errors
        score = ["score", "-c", "leadscore.yaml", "--model", "demo", "--as-of", "2026-06-08"]
        sweeps = [
            ("train", base, train),
            ("score to CSV", trained, [*score, "--out", "scores.csv"]),
            ("score to SQLite", trained, [*score, "--out", "sqlite:scores.db#lead_scores"]),
            ("nightly to CSV and SQLite", trained, [*night, "2026-06-08"]),
        ]
        total = 0
        for name, start, arguments in sweeps:
            hits = sweep(name, start, arguments)
            total += hits
            print(f"faults: {name}: {hits} points hit, {len(PROBLEMS)} violations so far", flush=True)
            if hits == 0:
                sys.exit(f"faults: {name}: no point was hit; the sweep proves nothing")
        for problem in PROBLEMS[:40]:
            print(problem, file=sys.stderr)
        if PROBLEMS:
            sys.exit(f"faults: {len(PROBLEMS)} violations")
        print(f"faults: {total} points, 0 violations")


main()
