"""The real data of the accuracy table, as one flat table each; datasets/README.md says where they are from."""
import dataclasses

import pandas as pd

RELAX_SNAPSHOT = 14
"""Days of log-ins that are known when a user is scored."""


@dataclasses.dataclass(frozen=True)
class Dataset:
    """A flat table with the outcome in `target`; rows stand in time order where `splits` has `time`."""
    name: str
    table: pd.DataFrame
    target: str
    splits: tuple


def bank(folder, file):
    """The UCI bank marketing data without the length of the call, which is known too late."""
    path = folder / "bank-marketing" / f"{file}.csv"
    table = pd.read_csv(path, sep=";", keep_default_na=False).drop(columns="duration")
    table["y"] = (table["y"] == "yes").astype(int)
    return Dataset(file, table, "y", ("random", "time"))


def relax(folder):
    """Sign-ups with the log-ins of their first days; who adopted within them is left out.

    A user has adopted after log-ins on three different days within seven.
    """
    source = folder / "relax-adoption"
    users = pd.read_csv(source / "takehome_users.csv", encoding="latin-1")
    visits = pd.read_csv(source / "takehome_user_engagement.csv", parse_dates=["time_stamp"])
    users["created"] = pd.to_datetime(users["creation_time"], format="%d-%m-%Y %H:%M").dt.normalize()
    days = visits.assign(day=visits["time_stamp"].dt.normalize())
    days = days[["user_id", "day"]].drop_duplicates().sort_values(["user_id", "day"])
    span = days["day"] - days.groupby("user_id")["day"].shift(2)
    adopted = days[span < pd.Timedelta(days=7)].groupby("user_id")["day"].min()
    users["adopted"] = (users["object_id"].map(adopted) - users["created"]).dt.days
    known = days.join(users.set_index("object_id")["created"], on="user_id")
    known["age"] = (known["day"] - known["created"]).dt.days
    known = known[known["age"] < RELAX_SNAPSHOT]
    users = users[~(users["adopted"] < RELAX_SNAPSHOT)].sort_values("created", kind="stable")

    def count(visits):
        return users["object_id"].map(visits.groupby("user_id").size()).fillna(0).astype(int)

    table = pd.DataFrame({
        "creation_source": users["creation_source"],
        "mailing_list": users["opted_in_to_mailing_list"],
        "marketing_drip": users["enabled_for_marketing_drip"],
        "email_domain": frequent(users["email"].str.split("@").str[-1], 50),
        "org_id": frequent(users["org_id"].astype(str).radd("org "), 20),
        "logins_7d": count(known[known["age"] < 7]),
        "logins_14d": count(known),
        "last_login_age": users["object_id"].map(known.groupby("user_id")["age"].max()),
        "adopted": users["adopted"].notna().astype(int),
    })
    return Dataset("relax-adoption", table, "adopted", ("random",))


def frequent(column, least):
    """The column with its rarer values called `other`."""
    counts = column.map(column.value_counts())
    return column.where(counts >= least, "other")


def olist(folder):
    """Marketing-qualified leads of a marketplace by their first contact; won is what closed."""
    source = folder / "olist-funnel"
    leads = pd.read_csv(source / "olist_marketing_qualified_leads_dataset.csv")
    deals = pd.read_csv(source / "olist_closed_deals_dataset.csv")
    leads = leads.sort_values("first_contact_date", kind="stable")
    table = leads[["landing_page_id", "origin"]].assign(
        won=leads["mql_id"].isin(deals["mql_id"]).astype(int))
    return Dataset("olist-funnel", table, "won", ("time",))


def maven(folder):
    """Closed opportunities of an invented company, without what the outcome fills: pure noise."""
    source = folder / "maven-crm"
    table = pd.read_csv(source / "sales_pipeline_iso.csv")
    table = table[table["deal_stage"].isin(["Won", "Lost"])]
    table = table.merge(pd.read_csv(source / "accounts.csv"), on="account", how="left")
    table = table.merge(pd.read_csv(source / "sales_teams.csv"), on="sales_agent", how="left")
    table["won"] = (table["deal_stage"] == "Won").astype(int)
    table = table.drop(columns=[
        "opportunity_id", "deal_stage", "engage_date", "close_date", "close_value", "account"])
    return Dataset("maven-crm", table, "won", ("random",))


DATASETS = {
    "bank-full": lambda folder: bank(folder, "bank-full"),
    "bank-additional-full": lambda folder: bank(folder, "bank-additional-full"),
    "relax-adoption": relax,
    "olist-funnel": olist,
    "maven-crm": maven,
}
