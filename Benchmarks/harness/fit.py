"""Fitting: agreement first, then times, ours against every peer that can."""
import json
import pathlib
import subprocess
import sys

from harness.machine import header, line, load
from harness.process import ENVIRONMENT, ROOT, Failure, measure
from harness.regimes import GROWTH, REGIMES
from harness.sides import Problem, Side

TITLES = {
    "ours": "leadscore",
    "glum": "glum, tabmat, irls-ls",
    "newton-cholesky": "scikit-learn newton-cholesky, CSR",
    "newton-cholesky-dense": "scikit-learn newton-cholesky, dense",
    "newton-cg": "scikit-learn newton-cg, CSR",
    "lbfgs": "scikit-learn lbfgs, CSR",
    "statsmodels": "statsmodels Logit, newton",
}
PEERS = {
    "A": ("glum", "newton-cholesky", "newton-cg", "lbfgs"),
    "A0": ("glum", "newton-cholesky-dense", "statsmodels"),
    "B": ("glum", "newton-cholesky", "newton-cg", "lbfgs"),
    "C": ("glum", "newton-cholesky", "newton-cg", "lbfgs"),
    "D": ("glum", "newton-cholesky", "newton-cg", "lbfgs"),
    "E": ("glum",),
}
AGREEMENT = 1e-6
TIMEOUTS = {"D": 60}
TIMEOUT = 180
"""Seconds of a process, from start to end, after which a side counts as unable."""
MEMORY = 20 << 30
SLOW = 10.0
"""Seconds of a fit from which a side is not run again."""


def available_memory():
    """What processes may allocate: 20 GB, or what the machine has left but for 2 GB."""
    with open("/proc/meminfo") as file:
        free = next(int(row.split()[1]) * 1024 for row in file if row.startswith("MemAvailable"))
    return min(MEMORY, free - (2 << 30))


def problem(work, name, rows=None, quick=False):
    """The problem of a regime; draws its data if they are not there."""
    regime = REGIMES[name]
    data = regime.data or name
    drawn = GROWTH[-1] if data == "A" else regime.rows
    if quick:
        drawn //= 20
        rows = (rows or regime.rows) // 20
    folder = work / f"fit-{data}-{drawn}"
    if not (folder / "description.json").exists():
        # In a process of its own: a child's peak memory counts from what its parent held.
        subprocess.run(
            [sys.executable, "-m", "harness.regimes", data, str(drawn), folder], cwd=ROOT,
            env=ENVIRONMENT, check=True)
    return Problem(regime, folder, rows or regime.rows, TIMEOUTS.get(name, TIMEOUT), available_memory())


def agreements(problem, sides):
    """Objective and largest difference of every side's coefficients from the first one's."""
    _, output = measure(
        [sys.executable, ROOT / "peers/agreement.py", problem.folder, problem.rows,
         problem.regime.ridge, problem.coding, *(side.coefficients for side in sides)])
    return dict(zip((side.name for side in sides), json.loads(output)))


def compare(problem, names, fit, repeats):
    """Surveys all sides, checks that they agree, and repeats them in turn."""
    sides = [Side(name, TITLES[name], problem, fit) for name in ("ours", *names)]
    for side in sides:
        side.survey()
    ran = [side for side in sides if side.best]
    agreement = agreements(problem, ran) if sides[0].best else {}
    for _ in range(repeats):
        for side in ran:
            if min(side.seconds()) < SLOW:
                side.repeat()
    return sides, agreement


def fit_benchmark(name, work, fit, repeats, quick):
    """Measures one regime and prints its table."""
    task = problem(work, name, quick=quick)
    regime = task.regime
    print(f"\n### {name}: {regime.title}; {task.rows:,} rows, {regime.parameters:,} parameters,"
          f" λ = {regime.ridge:g}\n\nAt most {task.timeout:.0f} s and {task.memory / 1e9:.0f} GB a"
          f" process; {load()}.\n")
    sides, agreement = compare(task, PEERS[name], fit, repeats)
    header("", "fit s, median (least)", "runs", "threads", "encode s", "passes", "peak MB",
           "objective above ours", "coefficients differ by", "ratio")
    for side in sides:
        print_side(side, agreement, sides[0])
    ours = sides[0]
    if ours.best:
        print(f"\nObjective {agreement['ours']['objective']:.12f} by the peers' function,"
              f" {ours.last('objective'):.12f} by ours. Memory from the encoded data on:"
              f" {ours.last('fit_bytes') / task.rows:.0f} bytes a row; with reading and encoding"
              f" {ours.last('peak_bytes') / task.rows:.0f}.")
    return sides


def print_side(side, agreement, ours):
    """One row of a regime's table."""
    if not side.best:
        line(side.title, f"failed: {side.failure}", *[""] * 8)
        return
    found = agreement.get(side.name)
    excess = f"{found['excess']:.0e}" if found else ""
    difference = f"{found['difference']:.0e}" if found else ""
    if found and found["difference"] > AGREEMENT:
        difference += " (!)"
    ratio = f"{side.median() / ours.median():.1f} ×" if ours.best else ""
    line(
        side.title, f"{side.median():.3f} ({min(side.seconds()):.3f})", len(side.seconds()), side.best,
        f"{side.median('encode'):.2f}", side.last("passes"), f"{side.last('peak_bytes') / 1e6:,.0f}",
        excess, difference, ratio)


def growth_benchmark(work, fit, repeats, quick):
    """Fits growing numbers of rows of regime A, and prints seconds and rows per second."""
    print(f"\n### Growth: rows of A ({load()})\n")
    header("rows", "leadscore s", "ns a row and pass", "bytes a row", "glum s", "ratio")
    for rows in GROWTH:
        task = problem(work, "A", rows, quick)
        sides, agreement = compare(task, ("glum",), fit, min(repeats, 1))
        ours, glum = sides
        if not (ours.best and glum.best):
            line(f"{task.rows:,}", *(s.failure or f"{s.median():.3f}" for s in sides), "", "", "")
            continue
        if agreement["glum"]["difference"] > AGREEMENT:
            print(f"at {task.rows:,} rows the sides differ by {agreement['glum']['difference']:.0e}")
        line(f"{task.rows:,}", f"{ours.median():.3f}",
             f"{ours.median() / ours.last('passes') / task.rows * 1e9:.0f}",
             f"{ours.last('fit_bytes') / task.rows:.0f}", f"{glum.median():.3f}",
             f"{glum.median() / ours.median():.1f} ×")


def many_fits_benchmark(name, work, fit, repeats, quick):
    """The cost of a regime's path and cross-validation, in units of a ridge fit and of a lasso fit."""
    task = problem(work, name, quick=quick)
    print(f"\n### Many fits of {name}: {task.rows:,} rows ({load()})\n")
    jobs = {
        "fit": f"one ridge fit, λ = {task.regime.ridge:g}",
        "lasso-fit": f"one lasso fit, λ = {task.regime.ridge:g}",
        "lasso-path": "path of 100 lasso penalties",
        "ridge-cv": "10-fold cross-validation of 30 ridge penalties",
    }
    sides = {job: Side("ours", title, task, fit, job) for job, title in jobs.items()}
    for side in sides.values():
        side.survey()
    for _ in range(repeats):
        for side in sides.values():
            if side.best and min(side.seconds()) < SLOW:
                side.repeat()
    header("", "s, median (least)", "runs", "threads", "ridge fits", "lasso fits")
    for side in sides.values():
        if not side.best:
            line(side.title, f"failed: {side.failure}", *[""] * 4)
            continue
        tried = side.last("lambdas") or 1
        units = (
            f"{side.median() / sides[unit].median():.1f}" if sides[unit].best else ""
            for unit in ("fit", "lasso-fit"))
        line(
            side.title + (f" ({tried} tried)" if tried > 1 else ""),
            f"{side.median():.3f} ({min(side.seconds()):.3f})", len(side.seconds()), side.best, *units)
