"""Running commands and measuring them."""
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROJECT = ROOT.parent

# Both sides choose their BLAS kernels by the processor, not by what this variable says.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "OPENBLAS_CORETYPE"}
THREAD_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


class Failure(Exception):
    """A measured command ended badly; the message is what it said last."""


def threads(count):
    """The variables that hold a Python peer to so many threads."""
    return {name: str(count) for name in THREAD_VARIABLES}


def measure(command, timeout=None, memory=None, **variables):
    """Runs a command; returns wall seconds and what it printed.

    Raises Failure if it fails, needs more than `timeout` seconds or allocates more than `memory`
    bytes.
    """
    def limit():
        if memory:
            resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))

    start = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command], env=ENVIRONMENT | variables, cwd=ROOT, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=limit if memory else None)
    try:
        output, errors = process.communicate(timeout=timeout)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise Failure(f"more than {timeout:.0f} s") from None
    seconds = time.perf_counter() - start
    if process.returncode:
        last = [line for line in errors.strip().splitlines() if line.strip()][-1:]
        raise Failure(last[0] if last else f"ended with status {process.returncode}")
    return seconds, output


def measure_resident(command, **variables):
    """Like `measure` without limits, with the largest resident set of the process in megabytes."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command], env=ENVIRONMENT | variables, stdout=subprocess.PIPE, text=True)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024, output


def interleaved(sides, repeats):
    """Runs sides in turn; returns the median seconds and megabytes of each and the first two's ratio."""
    runs = [[] for _ in sides]
    for repeat in range(repeats + 1):
        for side, results in zip(sides, runs):
            result = side()
            if repeat:  # the first round warms the page cache
                results.append(result)
    medians = [[statistics.median(r[i] for r in results) for i in (0, 1)] for results in runs]
    ratios = [b[0] / a[0] for a, b, *_ in zip(*runs)]
    return medians, statistics.median(ratios)
