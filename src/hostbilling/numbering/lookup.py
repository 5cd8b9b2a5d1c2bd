"""Finding the row of a country."""

from datetime import date

from ..errors import Fault, check_date, each_of, not_found, refuse
from ..parties import country_code
from .countries import EU, EU_WITHOUT_ROW, ROWS
from .policies import Policy


def policy(country: str, *, on: date, rows: tuple[Policy, ...] = ()) -> Policy:
    """Return what a country asks of invoice numbers on a day.

    `rows` are the host's own and come before the shipped ones of the same day. Member states of the EU without a row
    of their own follow the directive, which is also found as EU. Raises `NotFound` for other countries, and for a day
    before the first row.

    >>> policy("fr", on=date(2026, 1, 1)).max_length
    35
    """
    refuse(check_date("on", on), *(_check_row(row) for row in each_of("rows", rows, Policy)))
    code = "EU" if country == "EU" else country_code(country)
    shipped = (EU,) if code in {EU.country, *EU_WITHOUT_ROW} else tuple(row for row in ROWS if row.country == code)
    own = tuple(row for row in rows if row.country == code)
    valid = [row for row in (*shipped, *own) if row.since <= on]
    if not valid:
        raise not_found("policy", f"{code} on {on}", "use numbering.STRICT, or pass a Policy of your own in rows")
    return max(valid, key=lambda row: (row.since, row in own))


def _check_row(row: Policy) -> Fault | None:
    if row.source.title.strip():
        return None
    return Fault("policy.source", "rows", row.country, "names no source", "say where the rule was read")
