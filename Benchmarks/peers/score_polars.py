"""Scores a CSV file with Polars and NumPy as `leadscore score` does, CSV to CSV.

Reads the same model file, and writes probability with interval, score, percentile, rank, tier, base
and five reasons for every lead. The reasons of categories are prepared per level, those of numbers
are formatted per lead, as in the command itself.
"""
import json
import sys

import numpy as np
import polars as pl

model_path, data_path, separator, out_path = sys.argv[1:5]
with open(model_path) as file:
    model = json.load(file)

coefficients = [c["log_odds"] for c in model["coefficients"]]
covariance = np.zeros((len(coefficients),) * 2)
for i, row in enumerate(model["covariance"]):
    covariance[i, : len(row)] = row
    covariance[: len(row), i] = row
base = coefficients[0]
features = model["features"]
frame = pl.read_csv(
    data_path, separator=separator, columns=[f["column"] for f in features],
    schema_overrides={f["column"]: pl.Float64 if "numeric" in f else pl.String for f in features})
rows = frame.height

# Parameters stand in the order: intercept, numbers, then the levels of each category.
parameter = 1
starts = {}
for feature in sorted(features, key=lambda f: "numeric" not in f):
    starts[feature["name"]] = parameter
    if "numeric" in feature:
        parameter += 2 if feature["numeric"]["missing_share"] > 0 else 1
    else:
        categorical = feature["categorical"]
        parameter += len(categorical["levels"]) + categorical["other"] + categorical["missing"]

contributions = np.empty((len(features), rows))
phrases = []
dense, dense_at, codes_at = [np.ones(rows)], [0], []
for index, feature in enumerate(features):
    start = starts[feature["name"]]
    column = frame[feature["column"]]
    if "numeric" in feature:
        numeric = feature["numeric"]
        value = (column.to_numpy() - numeric["mean"]) / numeric["scale"]
        contributions[index] = value * coefficients[start]
        dense.append(value)
        dense_at.append(start)
        phrases.append(column)
    else:
        categorical = feature["categorical"]
        levels = categorical["levels"]
        effects = np.array(coefficients[start : start + len(categorical["shares"])])
        mean = float(effects @ np.array(categorical["shares"]))
        base += mean
        codes = column.cast(pl.Enum(levels)).to_physical().to_numpy()
        contributions[index] = (effects - mean)[codes]
        codes_at.append((start, codes))
        phrases.append((codes, pl.Series(
            [f"{e - mean:+.2f} {feature['name']} = {l} (×{np.exp(e - mean):.2g} odds)"
             for e, l in zip(effects, levels)])))

log_odds = base + contributions.sum(axis=0)
dense = np.stack(dense)
variance = np.einsum("ir,ij,jr->r", dense, covariance[np.ix_(dense_at, dense_at)], dense, optimize=True)
for number, (start, codes) in enumerate(codes_at):
    places = start + codes
    variance += covariance[places, places]
    for at, values in zip(dense_at, dense):
        variance += 2 * covariance[at, places] * values
    for other, more in codes_at[:number]:
        variance += 2 * covariance[other + more, places]
error = 1.959963984540054 * np.sqrt(np.maximum(variance, 0))


def logistic(x):
    return 1 / (1 + np.exp(-x))


quantiles = np.array(model["population"])
percentile = np.minimum(np.searchsorted(quantiles, log_odds, "left"), 1000) / 10
order = np.sort(-log_odds)
rank = np.searchsorted(order, -log_odds, "left") + 1
tiers = model["tiers"]
tier = np.full(rows, len(tiers) - 1)
for number in range(len(tiers) - 2, -1, -1):
    tier[log_odds >= tiers[number]["lowest_log_odds"]] = number

best = np.argpartition(-np.abs(contributions), 5, axis=0)[:5]
strength = np.take_along_axis(np.abs(contributions), best, axis=0)
best = np.take_along_axis(best, np.argsort(-strength, axis=0), axis=0)
columns = {
    "row": np.arange(1, rows + 1),
    "probability": logistic(log_odds),
    "probability_low": np.round(logistic(log_odds - error), 6),
    "probability_high": np.round(logistic(log_odds + error), 6),
    "score": np.round(percentile).astype(int),
    "percentile": percentile,
    "rank": rank,
    "tier": pl.Series([t["name"] for t in tiers])[tier],
    "base": np.full(rows, base),
}
for place in range(5):
    text = np.full(rows, None, dtype=object)
    for index, feature in enumerate(features):
        chosen = np.flatnonzero(best[place] == index)
        if not len(chosen):
            continue
        if "numeric" in feature:
            part = contributions[index][chosen]
            words = pl.select(pl.format(
                "{} " + feature["name"] + " = {} (×{} odds)", pl.Series(part).round(2),
                phrases[index][chosen].cast(pl.Int64), pl.Series(np.exp(part)).round(2))).to_series()
            text[chosen] = words.to_numpy()
        else:
            codes, sentences = phrases[index]
            text[chosen] = sentences.to_numpy()[codes[chosen]]
    columns[f"reason_{place + 1}"] = pl.Series(text, dtype=pl.String)
pl.DataFrame(columns).write_csv(out_path)
