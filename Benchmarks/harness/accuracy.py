"""How well models rank leads they have not seen: ours against plain logistic regression and boosting.

Every side gets the same training and test rows. Ours is the command as it comes: it reads the training
file, holds nothing out, and scores the test file. Results are kept in `accuracy.json` after every fit,
so that a run that was stopped goes on where it was.
"""
import hashlib
import json
import pathlib
import statistics
import time

import numpy as np
import pandas as pd

from harness.datasets import DATASETS
from harness.machine import header, line
from harness.models import PEERS, auc, log_loss
from harness.process import PROJECT, Failure, measure

SEEDS = (1, 2, 3, 4, 5)
TEST_SHARE = 0.3
TITLES = {
    "leadscore": "leadscore", "logistic": "scikit-learn logistic", "ebm": "EBM, 10 pairs",
    "ebm2": "EBM, 10 pairs, 2 bags", "lightgbm": "LightGBM"}
SLOW = {"ebm"}
"""Sides that are fitted to the first draw only."""


def split(dataset, kind, seed):
    """Training and test rows: drawn at random, or the newest for the test."""
    rows = len(dataset.table)
    order = np.arange(rows) if kind == "time" else np.random.default_rng(seed).permutation(rows)
    cut = round(rows * (1 - TEST_SHARE))
    # Rows stay in the order of the file, which may be that of time.
    return (dataset.table.iloc[np.sort(part)] for part in (order[:cut], order[cut:]))


def ours(leadscore, folder, dataset, kind):
    """Trains on the training file and scores the test file; returns probabilities and details."""
    options = ["--in-time-order"] if kind == "time" else []
    models, scores = folder / "models", folder / "scores.csv"
    seconds, output = measure(
        [leadscore, "train", folder / "train.csv", "--target", dataset.target, "--holdout", "0",
         "--name", "accuracy", "--models", models, "--quiet", "--json", "-", *options])
    result = json.loads(output)
    measure([leadscore, "score", folder / "test.csv", "--model", "accuracy", "--models", models,
             "--out", scores, "--quiet"])
    details = {"fit_seconds": result["timing"]["fit"], "parameters": result["fit"]["parameters"],
               "dropped": [d["column"] for d in result["dropped"]]}
    return pd.read_csv(scores)["probability"].to_numpy(), seconds, details


def run_once(side, leadscore, work, dataset, kind, seed):
    """Fits one side on one split; returns AUC, log loss and seconds, or why it failed."""
    train, test = split(dataset, kind, seed)
    outcomes = test[dataset.target]
    details = {}
    try:
        if side == "leadscore":
            folder = work / "accuracy" / f"{dataset.name}-{kind}-{seed}"
            folder.mkdir(parents=True, exist_ok=True)
            train.to_csv(folder / "train.csv", index=False)
            test.to_csv(folder / "test.csv", index=False)
            probabilities, seconds, details = ours(leadscore, folder, dataset, kind)
        else:
            inputs = [part.drop(columns=dataset.target) for part in (train, test)]
            fit = PEERS[side](seed)  # imports the peer
            start = time.perf_counter()
            probabilities = fit(inputs[0], train[dataset.target], inputs[1])
            seconds = time.perf_counter() - start
    except (Failure, ValueError) as error:
        return {"failed": str(error)}
    return {"auc": auc(probabilities, outcomes), "log_loss": log_loss(probabilities, outcomes),
            "seconds": seconds, **details}


def accuracy_benchmark(arguments, leadscore, only):
    """Fills `accuracy.json` in the working folder and prints the table."""
    data = pathlib.Path(arguments.data or PROJECT / "../shared/data").resolve()
    if not data.is_dir():
        print(f"SKIPPED: no real data in {data}; datasets/README.md says where to get them")
        return
    store = arguments.work / "accuracy.json"
    results = json.loads(store.read_text()) if store.exists() else {}
    sides = [side for side in arguments.sides.split(",") if side] or list(TITLES)
    version = hashlib.sha256(leadscore.read_bytes()).hexdigest()[:8]
    for name in only or DATASETS:
        dataset = DATASETS[name](data)
        for kind in dataset.splits:
            # Without a draw of rows seeds would only repeat the fit.
            for seed in SEEDS[: 1 if arguments.quick or kind == "time" else None]:
                for side in sides:
                    if side in SLOW and seed != SEEDS[0]:
                        continue
                    # Ours is measured anew for every binary, peers once.
                    mark = f" {version}" if side == "leadscore" else ""
                    key = f"{dataset.name}, {kind}, {seed}, {side}{mark}"
                    if key not in results:
                        results[key] = run_once(side, leadscore, arguments.work, dataset, kind, seed)
                        store.write_text(json.dumps(results, indent=1))
    print_table(results, version)


def print_table(results, version):
    """AUC with the spread over seeds, log loss and seconds, by data set and split."""
    groups = {}
    for key, result in results.items():
        name, kind, _, side = key.split(", ")
        side, _, of = side.partition(" ")
        if not of or of == version:
            groups.setdefault((name, kind), {}).setdefault(side, []).append(result)
    print("\n### AUC on leads not seen in training (seconds to fit)\n")
    header("data, split", *TITLES.values())
    for (name, kind), sides in groups.items():
        line(f"{name}, {kind}", *(cell(sides.get(side, []), "auc") for side in TITLES))
    print("\n### Log loss on the same leads\n")
    header("data, split", *TITLES.values())
    for (name, kind), sides in groups.items():
        line(f"{name}, {kind}", *(cell(sides.get(side, []), "log_loss", False) for side in TITLES))


def cell(results, key, timed=True):
    """The mean over seeds, with standard deviation where there are several, and median seconds."""
    good = [result for result in results if key in result]
    if not good:
        return results[0]["failed"] if results else ""
    values = [result[key] for result in good]
    spread = f" ± {statistics.stdev(values):.3f}" if len(values) > 1 else ""
    seconds = f" ({statistics.median(r['seconds'] for r in good):.1f} s)" if timed else ""
    failed = f", {len(results) - len(good)} failed" if len(good) < len(results) else ""
    return f"{statistics.fmean(values):.4f}{spread}{seconds}{failed}"
