"""What a random split claims of a history that moves, beside what comes true forward in time.

Histories are drawn in three worlds: one that stays as it is, one in which the effects of two columns
turn round in the course of it, and one in which every month has campaigns of its own, half of which work.
`leadscore evaluate` goes forward through each and beside it fits random parts of the same leads.
"""
import csv
import datetime
import json
import math
import random

from harness.machine import header, line
from harness.process import measure

SEEDS = (1, 2, 3, 4, 5)
LEADS = 6_000
MONTHS = 12
START = datetime.date(2025, 1, 1)


def steady(progress, month, stream):
    """The same effects from the first lead to the last."""
    return stream.gauss(0, 1), stream.choice("abcd"), lambda number, level: 0.9 * number + 0.4 * "abcd".index(level)


def turning(progress, month, stream):
    """Effects that move from one sign to the other in a straight line."""
    way = 1 - 2 * progress
    return stream.gauss(0, 1), stream.choice("abcd"), (
        lambda number, level: 0.5 * number + way * (0.9 * number + 0.6 * ("abcd".index(level) - 1.5)))


def campaigns(progress, month, stream):
    """Campaigns that come and go with the months; one of the two of a month works, one deters."""
    level = f"{month + 1}{stream.choice('ab')}"
    sign = 1 if (hash_of(month) % 2 == 0) == level.endswith("a") else -1
    return stream.gauss(0, 1), level, lambda number, level: 0.7 * number + 1.0 * sign


def hash_of(month):
    """A number that looks like chance and is the same on every machine."""
    return (month * 2_654_435_761 >> 7) & 0xFF


WORLDS = {"stays as it is": steady, "effects turn round": turning, "campaigns of the month": campaigns}


def write(path, world, seed, leads):
    """A flat file of leads in the order of time, about a fifth converted."""
    stream = random.Random(seed)
    with open(path, "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["id", "created", "quality", "campaign", "won"])
        for lead in range(leads):
            progress = lead / leads
            day = START + datetime.timedelta(days=int(365 * progress))
            number, level, effect = world(progress, int(MONTHS * progress), stream)
            chance = 1 / (1 + math.exp(1.6 - effect(number, level)))
            rows.writerow([f"L{lead}", day.isoformat(), f"{number:.4f}", level,
                           "yes" if stream.random() < chance else "no"])


def evaluate(leadscore, path):
    """AUC forward in time, that of random splits, their difference with its interval."""
    _, output = measure(
        [leadscore, "evaluate", path, "--target", "won", "--id", "id", "--time", "created",
         "--quiet", "--json", "-"])
    result = json.loads(output)
    split = result["random_split"]
    return (result["pooled"]["auc"], split["auc"], split["optimism"], split["optimism_lower"],
            split["optimism_upper"], split["suspect"])


def optimism_benchmark(work, leadscore, leads=LEADS):
    """Prints the table."""
    print("\n### What a random split claims\n")
    header("world", "seed", "AUC forward in time", "AUC of random splits", "flatters by", "called suspect")
    for name, world in WORLDS.items():
        differences = []
        for seed in SEEDS:
            path = work / "optimism.csv"
            write(path, world, seed, leads)
            forward, chance, difference, lower, upper, suspect = evaluate(leadscore, path)
            differences.append(difference)
            line(name, seed, f"{forward:.3f}", f"{chance:.3f}",
                 f"{difference:+.3f} ({lower:+.3f} … {upper:+.3f})", "yes" if suspect else "no")
        line(name, "mean", "", "", f"**{sum(differences) / len(differences):+.3f}**", "")
