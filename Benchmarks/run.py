#!/usr/bin/env python3
"""Measures the library against its peers and prints Markdown tables.

    python3 Benchmarks/run.py [fit] [growth] [many-fits] [read] [features] [score] [databases] [--only A,B] [--quick]
    python3 Benchmarks/run.py accuracy [--data DIR]
    python3 Benchmarks/run.py optimism

Builds the release binaries, makes a virtual environment with the pinned peers, draws the data,
checks that both sides agree, and then runs them in turn (A B A B …), each as a process of its own.
"""
import argparse
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent
PROJECT = ROOT.parent
TABLES = ("fit", "growth", "many-fits", "read", "features", "score", "databases", "optimism", "accuracy")


def parse():
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", nargs="*", metavar="TABLE", help=f"of {', '.join(TABLES)}; default: all but the last two")
    parser.add_argument("--only", default="", help="regimes of `fit` and `many-fits` or data sets of `accuracy`, by commas")
    parser.add_argument("--sides", default="", help="sides of `accuracy`, by commas: leadscore, logistic, ebm, ebm2, lightgbm")
    parser.add_argument("--quick", action="store_true", help="small sizes: does everything run?")
    parser.add_argument("--repeats", type=int, default=3, help="interleaved rounds after the first")
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of `read` and `score`, leads of `features` and `databases`")
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path("/dev/shm/leadscore-bench"))
    parser.add_argument("--data", type=pathlib.Path, default=os.environ.get("LEADSCORE_DATA"),
                        help="real data (default: $LEADSCORE_DATA, else ../shared/data)")
    parser.add_argument("--binaries", type=pathlib.Path,
                        help="a folder with fit, read-csv and leadscore, instead of building them")
    parser.add_argument("--venv", type=pathlib.Path, help="the peers' environment (default: in --work)")
    arguments = parser.parse_args()
    if unknown := set(arguments.tables) - set(TABLES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    arguments.tables = arguments.tables or list(TABLES[:-2])
    return arguments


def enter_environment(arguments):
    """Continues under the Python that has the peers, made on first use."""
    venv = arguments.venv or arguments.work / "venv"
    python = venv / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    if pathlib.Path(sys.prefix).resolve() == venv.resolve():
        return
    subprocess.run(
        [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r",
         ROOT / "peers/requirements.txt"], check=True)
    os.execv(python, [str(python), *sys.argv])


def binaries(arguments):
    """Builds what the tables need; returns a function from a binary's name to its path."""
    if arguments.binaries:
        return lambda name: arguments.binaries.resolve() / name
    products = {"fit": "fit", "growth": "fit", "many-fits": "fit", "read": "read-csv"}
    for product in sorted({products[t] for t in arguments.tables if t in products}):
        build(ROOT, product)
    if {"features", "score", "databases", "optimism", "accuracy"} & set(arguments.tables):
        build(PROJECT, "leadscore")
    return lambda name: (PROJECT if name == "leadscore" else ROOT) / ".build/release" / name


def build(package, product):
    """Builds one product for release."""
    subprocess.run(["swift", "build", "-c", "release", "--product", product], cwd=package, check=True,
                   stdout=subprocess.DEVNULL)


def main():
    """Prints the tables that were asked for."""
    arguments = parse()
    os.environ.pop("OPENBLAS_CORETYPE", None)  # both sides choose their kernels by the processor
    arguments.work.mkdir(parents=True, exist_ok=True)
    enter_environment(arguments)
    binary = binaries(arguments)
    # Only now: these need the peers' environment.
    from harness import accuracy, databases, features, fit, machine, optimism, read_score
    from harness.regimes import REGIMES

    only = [name for name in arguments.only.split(",") if name]
    fits = {"fit", "growth", "many-fits"} & set(arguments.tables)
    machine.print_machine(binary("fit") if fits else None)
    rest = (arguments.work, binary("fit"), arguments.repeats, arguments.quick)
    rows = arguments.rows // (20 if arguments.quick else 1)
    for table in arguments.tables:
        if table == "fit":
            for name in only or REGIMES:
                fit.fit_benchmark(name, *rest)
        elif table == "growth":
            fit.growth_benchmark(*rest)
        elif table == "many-fits":
            for name in only or ["A"]:
                fit.many_fits_benchmark(name, *rest)
        elif table == "read":
            read_score.read_benchmark(arguments.work, binary("read-csv"), rows, arguments.repeats)
        elif table == "features":
            features.features_benchmark(
                arguments.work, binary("leadscore"), rows, 20 * rows, arguments.repeats)
            features.one_by_one_benchmark(
                arguments.work, binary("leadscore"), rows // 20, 20 * rows, arguments.repeats)
            features.accounts_benchmark(
                arguments.work, binary("leadscore"), rows // 5, 4 * rows, arguments.repeats)
        elif table == "score":
            read_score.score_benchmark(arguments.work, binary("leadscore"), rows, arguments.repeats)
        elif table == "databases":
            databases.databases_benchmark(arguments.work, binary("leadscore"), rows)
        elif table == "optimism":
            optimism.optimism_benchmark(
                arguments.work, binary("leadscore"), optimism.LEADS // (6 if arguments.quick else 1))
        else:
            accuracy.accuracy_benchmark(arguments, binary("leadscore"), only)


if __name__ == "__main__":
    main()
