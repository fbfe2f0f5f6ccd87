"""A sweep over faults: faults.py LEADSCORE [SWEEP...].

Every command is run again and again from the same start, each time with another fault injected by
strace: killed at the N-th call, or the N-th call answered with "no space left" or "input/output
error". After each fault one checker looks at what is left, the command is run once more without a
fault, and the result must be that of a run that was never disturbed, byte for byte.

To sweep another command, add a line to the sweeps in main: a name, the start, the arguments, and
the server when it writes to one. Commands that write to the server are swept over the calls of its
connection too, and then the connection is cut at COMMIT, before and after the server has seen it.
"""

import hashlib
import json
import os
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "Benchmarks"))
from harness.postgresql import Server  # noqa: E402  The benchmark of databases starts one, too.

import commit_proxy  # noqa: E402

LEADSCORE = os.path.abspath(sys.argv[1])
LIMIT = int(os.environ.get("FAULT_POINTS", "40"))  # per command, call and fault; spread when more
ENVIRONMENT = {**os.environ, "SWIFT_BACKTRACE": "enable=no", "TZ": "UTC"}
FAULTS = [
    ("signal=KILL", ["openat", "write", "pwrite64", "fsync", "fdatasync", "rename", "unlink", "close"]),
    ("error=ENOSPC", ["write", "pwrite64"]),
    ("error=EIO", ["write", "pwrite64", "fsync", "fdatasync", "pread64"]),
]
SERVER_FAULTS = [
    ("signal=KILL", ["connect", "sendto", "recvfrom", "poll", "write", "close"]),
    ("error=ECONNRESET", ["recvfrom"]),
    ("error=ENOSPC", ["write"]),
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
        command, cwd=folder, env=ENVIRONMENT, capture_output=True, timeout=30, text=True
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


NIGHT, LATER = "2026-06-01", "2026-06-08"
SCORES = "SELECT * FROM scores.lead_scores ORDER BY as_of, lead_id"
RUNS = "SELECT * FROM scores.lead_scores_runs ORDER BY as_of"


def scores_on(server):
    """The digest of what the server holds, when all sessions of the command have ended."""
    deadline = time.monotonic() + 20
    while server.sql("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'leadscore'") != "0":
        if time.monotonic() > deadline:
            PROBLEMS.append("I9 the server goes on with the work of a client that is no more")
            break
        time.sleep(0.01)
    return hashlib.sha256(server.sql(SCORES, RUNS).encode()).hexdigest()


def counts_agree(server):
    """I3 on a server: as many rows of a moment as its run says."""
    rows = server.sql("SELECT as_of, count(*) FROM scores.lead_scores GROUP BY 1 ORDER BY 1")
    return rows == server.sql("SELECT as_of, leads FROM scores.lead_scores_runs ORDER BY 1")


def forget_later(server):
    """Brings the server back to the night before the one that is swept."""
    if server:
        server.sql(f"DELETE FROM scores.lead_scores WHERE as_of >= '{LATER}'",
                   f"DELETE FROM scores.lead_scores_runs WHERE as_of >= '{LATER}'")


def contents(folder, server=None):
    """What stands at final paths: the digest of every file; of models only what was learned."""
    result = {} if server is None else {"the server": scores_on(server)}
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_dir() or path.name.startswith(".") or ".tmp-" in name:
            continue
        if path.name == "aliases.json":
            # Who has which role; when it was given differs from run to run.
            roles = json.loads(path.read_text())
            result[name] = {role: roles.get(role, {}).get("version") for role in ("champion", "challenger")}
        if name.startswith("models/"):
            # A model that was stored before the fault is followed by a second, equal one.
            if path.name == "model.json":
                result["models/*/model.json"] = digest(path)
            continue
        if path.name.endswith(("-journal", "-wal", "-shm")):
            continue
        result[name] = dump(path) if path.suffix == ".db" else digest(path)
    return result


def check(folder, before, after, what, server=None):
    """The invariants; what a fault may leave at any point."""

    def problem(text):
        PROBLEMS.append(f"{what}: {text}")

    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_dir():
            continue
        # I8: leftovers are named as such, and readable by this user only.
        if path.name.startswith("."):
            hidden = path.name in (".lock", ".pseudonym-key") or re.match(r"\..+\.tmp-\d+-\w+$", path.name)
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
    if server and not counts_agree(server):
        problem("I3 the rows on the server are not those of its runs")
    now = contents(folder, server)
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


def sweep(name, start, arguments, server=None, faults=None):
    """All faults of one command; returns how many points were hit."""
    faults = faults or (SERVER_FAULTS if server else FAULTS)
    with tempfile.TemporaryDirectory() as root:
        undisturbed = Path(root, "undisturbed", "work")
        shutil.copytree(start, undisturbed)
        forget_later(server)
        before = contents(undisturbed, server)
        counts = calls(undisturbed, arguments)
        after = contents(undisturbed, server)
        hits = 0
        for fault, names in faults:
            for call in names:
                for number in points(counts.get(call, 0)):
                    inject = f"{call}:{fault}:when={number}"
                    hits += strike(root, start, arguments, inject, before, after, name, server)
        return hits


def strike(root, start, arguments, inject, before, after, name, server):
    """One fault, what it leaves, and the run that makes up for it; returns whether it hit."""
    folder = Path(root, "work")
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(start, folder)
    forget_later(server)
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
    check(folder, before, after, what, server)
    make_up(folder, arguments, after, what, server)
    return 1 if killed or status != 0 else 0


def make_up(folder, arguments, after, what, server):
    """Runs the command without a fault; the result must be that of a run never disturbed."""
    again, errors = run(folder, arguments)
    if again != 0:
        PROBLEMS.append(f"{what}: I4 the run after it ends with {again}: {errors.strip()[-300:]}")
    elif (result := contents(folder, server)) != after:
        names = {n for n in result.keys() | after.keys() if result.get(n) != after.get(n)}
        PROBLEMS.append(f"{what}: I4 the run after it leaves other {sorted(names)}")
    leftovers = [p.name for p in folder.rglob(".*") if ".tmp-" in p.name]
    if leftovers:
        PROBLEMS.append(f"{what}: I8 the run after it leaves {leftovers}")


def interrupted(root, start, arguments, inject):
    """A start that a killed run has left: with leftovers that the next run must remove."""
    folder = Path(root, "interrupted")
    shutil.copytree(start, folder)
    run(folder, arguments, inject)
    if not any(".tmp-" in path.name for path in folder.rglob(".*")):
        sys.exit(f"faults: {inject} leaves nothing to recover from")
    return folder


def cut_at_commit(start, arguments, server):
    """The connection ends at COMMIT: the server has not seen it, or its answer is lost."""
    hits = 0
    for is_seen in (False, True):
        what = "connection cut " + ("after" if is_seen else "before") + " the server sees COMMIT"
        with tempfile.TemporaryDirectory() as root:
            folder = Path(root, "work")
            shutil.copytree(start, folder)
            forget_later(server)
            before = scores_on(server)
            with commit_proxy.CommitProxy(Path(root), server.folder, is_seen) as proxy:
                there = [a.replace(f"host={server.folder}", f"host={root}") for a in arguments]
                status, errors = run(folder, there)
            hits += proxy.cuts
            if status != 69 or len(errors.strip().splitlines()) != 1 or "COMMIT" not in errors:
                PROBLEMS.append(f"{what}: I5 exit code {status}: {errors.strip()}")
            after = scores_on(server)
            if (after == before) == is_seen or not counts_agree(server):
                PROBLEMS.append(f"{what}: I3 the rows are not all there or all absent")
            status, errors = run(folder, arguments)
            right = scores_on(server)
            if status != 0 or right == before or is_seen and right != after or not counts_agree(server):
                PROBLEMS.append(f"{what}: I4 the run after it: {status}: {errors.strip()}")
    return hits


def report(name, hits, seconds):
    """Says what a sweep did; one that hit nothing proves nothing."""
    print(f"faults: {name}: {hits} points hit in {seconds:.0f} s, {len(PROBLEMS)} violations so far", flush=True)
    if hits == 0:
        sys.exit(f"faults: {name}: no point was hit; the sweep proves nothing")
    return hits


def main():
    # Ended from outside, the server must end as well.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("faults: ended from outside"))
    with tempfile.TemporaryDirectory() as root:
        os.chmod(root, 0o755)  # the server may run as another user
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
        for arguments in (train, [*night, NIGHT]):
            status, errors = run(trained, arguments)
            assert status == 0, errors
        promoted = Path(root, "promoted")
        shutil.copytree(trained, promoted)
        for arguments in (train, ["models", "promote", "demo@1", "--force"]):
            status, errors = run(promoted, arguments)
            assert status == 0, errors
        promote = ["models", "promote", "demo@2", "--force"]
        recovery = interrupted(root, trained, [*night, LATER], "rename:signal=KILL:when=1")
        score = ["score", "-c", "leadscore.yaml", "--model", "demo", "--as-of", LATER]
        with Server(Path(root, "server"), ["fsync=off"]) as server:
            server.sql("CREATE SCHEMA scores")
            to_server = [*score, "--out", f"postgresql:{server.address}#scores.lead_scores"]
            status, errors = run(trained, [NIGHT if a == LATER else a for a in to_server])
            assert status == 0, errors
            sweeps = [
                ("train", base, train),
                ("score to CSV", trained, [*score, "--out", "scores.csv"]),
                ("score to SQLite", trained, [*score, "--out", "sqlite:scores.db#lead_scores"]),
                ("score to PostgreSQL", trained, to_server, server),
                ("nightly to CSV and SQLite", trained, [*night, LATER]),
                ("models promote", promoted, promote),
                ("a run that recovers", recovery, [*night, LATER], None, FAULTS[:1]),
            ]
            chosen = [each for each in sweeps if not sys.argv[2:] or each[0] in sys.argv[2:]]
            total = 0
            for name, *what in chosen:
                start = time.monotonic()
                hits = sweep(name, *what)
                total += report(name, hits, time.monotonic() - start)
            if any(name == "score to PostgreSQL" for name, *_ in chosen):
                start = time.monotonic()
                hits = cut_at_commit(trained, to_server, server)
                total += report("connection cut at COMMIT", hits, time.monotonic() - start)
        for problem in PROBLEMS[:40]:
            print(problem, file=sys.stderr)
        if PROBLEMS:
            sys.exit(f"faults: {len(PROBLEMS)} violations")
        print(f"faults: {total} points, 0 violations")


main()
