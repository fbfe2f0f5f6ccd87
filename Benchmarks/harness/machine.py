"""The machine, the commit and the table's frame: what every result is printed with."""
import os
import platform
import subprocess
import sys

from harness.process import ENVIRONMENT, PROJECT, ROOT


def line(*cells):
    """Prints a row of a Markdown table."""
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def header(*cells):
    """Prints the head of a Markdown table."""
    line(*cells)
    line(*["---"] * len(cells))


def processor():
    """The processor's name with family and model: clouds hide the rest."""
    facts = {}
    with open("/proc/cpuinfo") as file:
        for row in file:
            key, _, value = row.partition(":")
            facts.setdefault(key.strip(), value.strip())
    numbers = f"family {facts.get('cpu family', '?')} model {facts.get('model', '?')}"
    return f"{facts.get('model name', '?')} ({numbers})"


def commit():
    """The project's commit, with a mark if the working tree differs from it."""
    def git(*arguments):
        return subprocess.run(
            ["git", *arguments], cwd=PROJECT, capture_output=True, text=True).stdout.strip()

    changed = git("status", "--porcelain", "--", "Sources", "Benchmarks/Sources", "Package.swift")
    return git("rev-parse", "--short", "HEAD") + (" with changes" if changed else "")


def peer_libraries():
    """The OpenBLAS of NumPy and SciPy with the kernels it chose, and the peers' versions."""
    code = (
        "import threadpoolctl, numpy, scipy.linalg, sklearn, glum, tabmat, statsmodels\n"
        "pools = {(p['version'], p['architecture']) for p in threadpoolctl.threadpool_info()"
        " if p['internal_api'] == 'openblas'}\n"
        "print('; '.join(f'OpenBLAS {v} {a}' for v, a in sorted(pools)))\n"
        "print(', '.join(f'{m.__name__} {m.__version__}' for m in"
        " (glum, tabmat, sklearn, statsmodels, numpy)))")
    output = subprocess.run(
        [sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    return output.stdout.splitlines()


def our_openblas(fit):
    """The version of our OpenBLAS and the kernels it chose."""
    output = subprocess.run([fit, "--openblas"], env=ENVIRONMENT, capture_output=True, text=True)
    return output.stdout.strip()


def load():
    """The load average when a table begins: another job on the machine spoils its numbers."""
    return f"load average {os.getloadavg()[0]:.1f}"


def print_machine(fit=None):
    """Prints processor, system, commit and libraries."""
    print(f"{processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()};"
          f" commit {commit()}; {load()}.")
    if fit:
        blas, versions = peer_libraries()
        print(f"Ours: {our_openblas(fit)}. Peers: {blas}; {versions}. OPENBLAS_CORETYPE unset for both.")
