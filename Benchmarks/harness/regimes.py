"""The data of the fit benchmarks: drawn from seeds, written as raw columns that both sides read.

A regime is a folder with `description.json`, one little-endian file per column (`numeric-NN.f64`,
`factor-NN.u16`) and the outcomes (`outcomes.u8`). A run may read the first rows only, so that one
folder serves a growth curve.

    python3 -m harness.regimes NAME ROWS FOLDER
"""
import dataclasses
import json
import pathlib
import sys

import numpy as np


@dataclasses.dataclass(frozen=True)
class Regime:
    """The shape of a problem and the penalty it is fitted with."""
    title: str
    rows: int
    numerics: int
    levels: tuple
    ridge: float = 1e-5
    reference: bool = False
    data: str = ""
    """The regime whose files serve, where it is not the regime's own."""

    @property
    def parameters(self):
        """The number of parameters, the intercept included."""
        return 1 + self.numerics + sum(n - 1 if self.reference else n for n in self.levels)


MIXED = (5, 8, 10, 12, 20, 30, 50, 100)
WIDE = (2, 4, 8, 16, 32, 64, 128, 256, 512, 1000)
BINNED = (4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 10, 10)
REGIMES = {
    "A": Regime("mixed: 20 numbers, 8 factors of 5 to 100 levels", 500_000, 20, MIXED),
    "A0": Regime("A without a penalty, reference levels left out", 500_000, 20, MIXED, 0, True, "A"),
    "B": Regime("wide: 10 numbers, 10 factors of 2 to 1,000 levels", 200_000, 10, WIDE),
    "C": Regime("scorecard: 12 binned factors", 1_000_000, 0, BINNED),
    "D": Regime("one factor of 20,000 levels, 10 numbers", 500_000, 10, (20_000,)),
    "E": Regime("long: 10 numbers, 6 factors", 10_000_000, 10, (5, 8, 10, 20, 30, 50)),
}
GROWTH = (250_000, 500_000, 1_000_000, 2_000_000, 4_000_000)


def generate(name, rows, folder):
    """Draws and writes the columns of a regime, and its description last."""
    regime = REGIMES[name]
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng([20, ord(name[0])])
    log_odds = np.full(rows, -2.0)
    shared = rng.standard_normal(rows)  # makes the numbers dependent on one another
    for index in range(regime.numerics):
        column = 0.3 * shared + rng.standard_normal(rows)
        if index % 4 == 3:  # skewed, as counts and amounts are
            column = np.exp(0.5 * column)
        column.astype("<f8").tofile(folder / f"numeric-{index:02d}.f64")
        log_odds += rng.normal(0, 0.25) * column
    for index, count in enumerate(regime.levels):
        shares = 1 / np.arange(1, count + 1) ** 0.6  # some levels are far more common
        cumulative = np.cumsum(shares) / shares.sum()
        codes = np.searchsorted(cumulative, rng.random(rows), "right").clip(max=count - 1)
        codes.astype("<u2").tofile(folder / f"factor-{index:02d}.u16")
        log_odds += rng.normal(0, 0.5, count)[codes]
    outcomes = rng.random(rows) < 1 / (1 + np.exp(-log_odds))
    outcomes.astype(np.uint8).tofile(folder / "outcomes.u8")
    (folder / "description.json").write_text(json.dumps(
        {"rows": rows, "numerics": regime.numerics, "levels": regime.levels,
         "conversions": int(outcomes.sum())}))


class Columns:
    """The first rows of a regime's columns."""

    def __init__(self, folder, rows):
        folder = pathlib.Path(folder)
        description = json.loads((folder / "description.json").read_text())
        self.levels = description["levels"]
        self.rows = rows
        self.numerics = [
            np.fromfile(folder / f"numeric-{i:02d}.f64", "<f8", rows)
            for i in range(description["numerics"])]
        self.codes = [
            np.fromfile(folder / f"factor-{i:02d}.u16", "<u2", rows) for i in range(len(self.levels))]
        self.outcomes = np.fromfile(folder / "outcomes.u8", np.uint8, rows).astype(float)

    def log_odds(self, coefficients, reference):
        """The linear predictor of coefficients in the order intercept, numbers, levels."""
        values = np.full(self.rows, coefficients[0])
        place = 1
        for column in self.numerics:
            values += coefficients[place] * column
            place += 1
        for codes, count in zip(self.codes, self.levels):
            kept = count - 1 if reference else count
            effects = coefficients[place : place + kept]
            values += (np.concatenate([[0], effects]) if reference else effects)[codes]
            place += kept
        return values

    def objective(self, coefficients, ridge, reference):
        """The mean log loss plus λ/2 · Σ b² without the intercept."""
        values = self.log_odds(coefficients, reference)
        loss = np.logaddexp(0, values) - self.outcomes * values
        return loss.mean() + ridge / 2 * np.square(coefficients[1:]).sum()


if __name__ == "__main__":
    generate(sys.argv[1], int(sys.argv[2]), pathlib.Path(sys.argv[3]))
