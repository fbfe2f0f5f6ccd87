"""Draws a history of leads and their events for the benchmark of features."""
import numpy as np

EVENTS = ("page_view", "email_open", "login", "session", "pricing_view")
START = 1_767_225_600  # 2026-01-01T00:00:00Z
DAYS = 90


def stamps(seconds):
    """Seconds since 1970 as RFC 3339 bytes."""
    texts = np.datetime_as_string(seconds.astype("datetime64[s]"), unit="s")
    return np.char.add(texts.astype("S19"), b"Z")


def make_history(folder, leads, events, account=None, seed=7):
    """Writes leads.csv, events.csv (about 43 bytes an event) and leadscore.yaml to a folder.

    With `account`, so many leads in a row are of one account, named in a last column of leads.csv.
    """
    random = np.random.default_rng(seed)
    folder.mkdir(parents=True, exist_ok=True)
    ids = np.char.add(b"L", np.char.zfill(np.arange(leads).astype("S7"), 7))
    created = START + random.integers(0, 60 * 86_400, leads)
    with open(folder / "leads.csv", "wb") as file:
        file.write(b"lead_id,created_at,source,closed_won_at" + (b",account_id\n" if account else b"\n"))
        sources = np.array([b"organic", b"webinar", b"ads"])[random.integers(0, 3, leads)]
        lines = ids
        for part in (stamps(created), sources):
            lines = np.char.add(np.char.add(lines, b","), part)
        lines = np.char.add(lines, b",")
        if account:
            lines = np.char.add(np.char.add(lines, b",A"), (np.arange(leads) // account).astype("S7"))
        file.write(b"\n".join(lines.tolist()) + b"\n")
    names = np.array([name.encode() for name in EVENTS])
    # Few leads do much, most do little; the log is in order of delivery, not by lead.
    shares = np.cumsum(random.pareto(2, leads) + 0.2)
    shares /= shares[-1]
    with open(folder / "events.csv", "wb") as file:
        file.write(b"lead_id,occurred_at,event,duration_s\n")
        for start in range(0, events, 500_000):
            count = min(500_000, events - start)
            lead = np.searchsorted(shares, random.random(count))
            times = START + random.integers(0, DAYS * 86_400, count)
            values = random.integers(1, 1000, count).astype("S3")
            lines = ids[lead]
            for part in (stamps(times), names[random.integers(0, len(EVENTS), count)], values):
                lines = np.char.add(np.char.add(lines, b","), part)
            file.write(b"\n".join(lines.tolist()) + b"\n")
    counts = "".join(f"  - {{event: {name}, count: [1d, 7d, 30d]}}\n" for name in EVENTS)
    (folder / "leadscore.yaml").write_text(f"""leads: {{from: leads.csv, id: lead_id, created: created_at}}
events: {{from: events.csv, lead: lead_id, time: occurred_at, name: event, value: duration_s}}
outcome: {{won_at: closed_won_at}}
snapshot: {{after: 30d}}
features:
  behavioural:
{counts}  - {{event: "*", recency: true, days: 30d}}
  - {{event: session, sum: value, window: 30d}}
  - {{event: "*", half_life: 14d}}
""")
