"""Writes the current scores of an SQLite database as PostgreSQL's COPY does: stored.py DATABASE."""
import csv
import json
import sqlite3
import sys

database = sqlite3.connect(sys.argv[1])
writer = csv.writer(sys.stdout, lineterminator="\n")
for row in database.execute(
    "SELECT lead_id, probability, low, high, score, percentile, rank, tier, base, reasons"
    " FROM lead_scores_current ORDER BY lead_id"
):
    *values, reasons = row
    # Whole numbers of a double precision column have no point there.
    texts = [repr(v).removesuffix(".0") if isinstance(v, float) else v for v in values]
    writer.writerow([*texts, (json.loads(reasons) or [None])[0]])
