"""Fills an SQLite database from the files of the bundled project: crm.py DATABASE."""
import csv
import sqlite3
import sys

NUMBERS = {"budget": "REAL", "amount": "REAL", "employees": "INTEGER", "duration_s": "REAL"}

database = sqlite3.connect(sys.argv[1])
for table in ("leads", "accounts", "events"):
    with open(f"{table}.csv", newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        names = next(rows)
        columns = ", ".join(f'"{name}" {NUMBERS.get(name, "TEXT")}' for name in names)
        database.execute(f"CREATE TABLE {table} ({columns})")
        marks = ", ".join("?" for _ in names)
        database.executemany(
            f"INSERT INTO {table} VALUES ({marks})",
            ([value or None for value in row] for row in rows),
        )
database.commit()
