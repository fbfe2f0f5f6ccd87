"""Compares coefficient files on one regime: objectives by one function, and largest differences.

    python3 peers/agreement.py FOLDER ROWS RIDGE CODING OURS THEIRS…
"""
import json
import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from harness.regimes import Columns  # noqa: E402


def main():
    folder, rows, ridge, coding, ours, *theirs = sys.argv[1:]
    data = Columns(folder, int(rows))
    reference = np.fromfile(ours, "<f8")
    base = data.objective(reference, float(ridge), coding == "reference")
    results = [{"objective": base, "excess": 0.0, "difference": 0.0}]
    for path in theirs:
        coefficients = np.fromfile(path, "<f8")
        value = data.objective(coefficients, float(ridge), coding == "reference")
        difference = np.abs(coefficients - reference) / np.maximum(1, np.abs(reference))
        results.append(
            {"objective": value, "excess": value - base, "difference": float(difference.max())})
    print(json.dumps(results))


if __name__ == "__main__":
    main()
