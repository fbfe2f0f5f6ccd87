"""A side of a fit benchmark: ours or a peer, at every thread setting."""
import dataclasses
import json
import statistics
import sys

from harness.process import ROOT, Failure, measure, threads


@dataclasses.dataclass(frozen=True)
class Problem:
    """The first rows of a regime, and how they are to be fitted."""
    regime: object
    folder: object
    rows: int
    timeout: float
    memory: int

    @property
    def coding(self):
        """Whether the first level of every factor has a parameter."""
        return "reference" if self.regime.reference else "full"


class Side:
    """One side on one problem, with one job: its runs so far, by thread setting."""
    SETTINGS = (1, 2)
    FAST = 3.0
    """Seconds of a fit below which a process fits several times."""

    def __init__(self, name, title, problem, fit, job="fit"):
        self.name = name
        self.title = title
        self.problem = problem
        self.fit = fit
        self.job = job
        self.runs = {}
        self.failure = None
        self.best = None

    @property
    def coefficients(self):
        """Where the side leaves its coefficients."""
        return self.problem.folder / f"coefficients-{self.name}.f64"

    def command(self, setting, fits):
        """The command line of one process."""
        problem = self.problem
        rest = [problem.folder, problem.rows, problem.regime.ridge, problem.coding, fits,
                self.coefficients]
        if self.name == "ours":
            return [self.fit, self.job, *rest, setting]
        return [sys.executable, ROOT / "peers/fit_peer.py", self.name, *rest]

    def run(self, setting, fits=1):
        """Runs a process; returns what it printed, or None after noting why it failed."""
        try:
            _, output = measure(
                self.command(setting, fits), self.problem.timeout, self.problem.memory,
                **({} if self.name == "ours" else threads(setting)))
        except Failure as failure:
            self.failure = str(failure)
            return None
        return json.loads(output)

    def survey(self):
        """Runs every setting once and settles on the faster one."""
        for setting in self.SETTINGS:
            result = self.run(setting)
            if result is None:
                break  # another setting fails like this one
            self.runs[setting] = [result]
        if self.runs:
            self.best = min(self.runs, key=lambda setting: min(self.runs[setting][0]["fit"]))

    def repeat(self):
        """Runs the best setting once more, with several fits where they are fast."""
        first = min(self.runs[self.best][0]["fit"])
        result = self.run(self.best, fits=3 if first < self.FAST else 1)
        if result:
            self.runs[self.best].append(result)

    def seconds(self, key="fit"):
        """All seconds of a phase at the best setting."""
        values = [run[key] for run in self.runs[self.best]]
        return [s for v in values for s in (v if isinstance(v, list) else [v])]

    def last(self, key):
        """A number of the last run at the best setting."""
        return self.runs[self.best][-1].get(key)

    def median(self, key="fit"):
        """The median seconds of a phase at the best setting."""
        return statistics.median(self.seconds(key))
