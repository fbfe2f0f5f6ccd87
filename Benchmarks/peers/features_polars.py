"""The features of `leadscore features` as of each lead's moment with Polars: folder in, CSV out."""
import sys

import polars as pl

folder, out = sys.argv[1:]
EVENTS = ("page_view", "email_open", "login", "session", "pricing_view")
DAY = 86_400_000_000
FORMAT = "%Y-%m-%dT%H:%M:%SZ"

moment = pl.col("created_at").str.to_datetime(FORMAT, time_unit="us") + pl.duration(days=30)
leads = pl.scan_csv(f"{folder}/leads.csv", schema_overrides={"created_at": pl.String}).select("lead_id", moment=moment)
events = pl.scan_csv(
    f"{folder}/events.csv",
    schema={"lead_id": pl.String, "occurred_at": pl.String, "event": pl.String, "duration_s": pl.Float64},
).with_columns(time=pl.col("occurred_at").str.to_datetime(FORMAT, time_unit="us"))
age = (pl.col("moment") - pl.col("time")).dt.total_microseconds()
known = events.join(leads, on="lead_id").with_columns(age=age).filter(pl.col("age") >= 0)
measures = [
    ((pl.col("event") == name) & (pl.col("age") < days * DAY)).sum().alias(f"{name} {days}")
    for name in EVENTS for days in (1, 7, 30)
] + [
    pl.col("time").filter(pl.col("age") < 30 * DAY).dt.date().n_unique().alias("days"),
    (pl.col("age").min() / DAY).alias("recency"),
    pl.col("duration_s").filter((pl.col("event") == "session") & (pl.col("age") < 30 * DAY)).sum().alias("sum"),
    (2.0 ** (-pl.col("age") / (14.0 * DAY))).sum().alias("decayed"),
]
found = known.group_by("lead_id").agg(measures)
zeros = [pl.col(name).fill_null(0) for name in found.collect_schema().names() if name not in ("lead_id", "recency")]
table = leads.select("lead_id").join(found, on="lead_id", how="left", maintain_order="left").with_columns(zeros)
table.collect(engine="streaming").write_csv(out)
