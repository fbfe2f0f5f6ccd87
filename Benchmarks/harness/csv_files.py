"""The CSV files of the reading and scoring benchmarks, drawn from seeds."""
import csv
import random


def make_wide(path, rows):
    """A file of 25 columns: numbers, dates, few and many levels, quotes and line feeds in fields."""
    rng = random.Random(1)
    words = ["organic", "paid search", "referral", "webinar, live", 'the "best" one', "événement"]
    with open(path, "w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["id"] + [f"n{i}" for i in range(12)] + [f"c{i}" for i in range(8)]
                     + ["created", "company", "note", "email"])
        for row in range(rows):
            out.writerow(
                [f"L{row:07d}"] + [rng.randrange(1000) for _ in range(6)]
                + [round(rng.gauss(0, 100), 3) for _ in range(5)] + [rng.choice(["", 1, 2])]
                + [rng.choice(words) for _ in range(7)] + [f"level {rng.randrange(500)}"]
                + [f"2026-{rng.randrange(1, 13):02d}-{rng.randrange(1, 29):02d}",
                   f"Company {rng.randrange(100000)}",
                   "two\nlines" if rng.random() < 0.125 else "one line", f"p{row}@example.com"])


def make_leads(path, rows):
    """Leads with the columns and levels of the UCI bank marketing file, drawn at random."""
    rng = random.Random(2)
    jobs = ["admin.", "blue-collar", "entrepreneur", "housemaid", "management", "retired",
            "self-employed", "services", "student", "technician", "unemployed", "unknown"]
    months = "jan feb mar apr may jun jul aug sep oct nov dec".split()
    with open(path, "w", newline="") as file:
        file.write('"age";"job";"marital";"education";"default";"balance";"housing";"loan";"contact";'
                   '"day";"month";"duration";"campaign";"pdays";"previous";"poutcome";"y"\n')
        for _ in range(rows):
            age, duration = rng.randrange(18, 90), int(rng.expovariate(1 / 260))
            outcome = rng.choices(["unknown", "failure", "other", "success"], [82, 11, 4, 3])[0]
            odds = -3.2 + 0.003 * duration + (2 if outcome == "success" else 0) + 0.01 * (age - 40)
            won = rng.random() < 1 / (1 + 2.718281828 ** -odds)
            file.write(
                f'{age};"{rng.choice(jobs)}";"{rng.choice(["married", "single", "divorced"])}";'
                f'"{rng.choice(["primary", "secondary", "tertiary", "unknown"])}";"no";'
                f'{int(rng.gauss(1300, 2000))};"{rng.choice(["yes", "no"])}";'
                f'"{rng.choice(["yes", "no"])}";"{rng.choice(["cellular", "telephone", "unknown"])}";'
                f'{rng.randrange(1, 32)};"{rng.choice(months)}";{duration};{rng.randrange(1, 8)};-1;0;'
                f'"{outcome}";"{"yes" if won else "no"}"\n')
