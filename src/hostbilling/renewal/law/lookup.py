"""Finding the rows of a country: its own, and those of the union or federation it belongs to."""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import frozen

from ...decision import Finding, Reason, ReasonCode, unreviewed, warning
from ...errors import Fault, check_date, check_type, refuse
from ...parties import country_code
from ...union import is_member
from . import at, be, ch, cz, de, dk, es, eu, fi, fr, gb, ie, it, lu, nl, pl, pt, se, sk, us, us_ca
from .model import TABLES_BEGIN, CustomerClass, InForceBy, Rule

NO_TABLE = ReasonCode("law.unread", "The law of renewal of {country} was not read: what it asks is unknown.")
TOO_EARLY = ReasonCode("law.before_tables", "{on} is before {begin}: older law of renewal is not in the tables.")
UNKNOWN = ReasonCode("law.unknown", "{rule} is not known well enough to act on: {says}.")

TABLES: dict[str, tuple[Rule, ...]] = {
    "AT": at.ROWS, "BE": be.ROWS, "CH": ch.ROWS, "CZ": cz.ROWS, "DE": de.ROWS, "DK": dk.ROWS, "ES": es.ROWS,
    "EU": eu.ROWS, "FI": fi.ROWS, "FR": fr.ROWS, "GB": gb.ROWS, "IE": ie.ROWS, "IT": it.ROWS, "LU": lu.ROWS,
    "NL": nl.ROWS, "PL": pl.ROWS, "PT": pt.ROWS, "SE": se.ROWS, "SK": sk.ROWS, "US": us.ROWS, "US-CA": us_ca.ROWS,
}  # fmt: skip
"""Every row, by jurisdiction; the rows of one id in order of date, the announced ones last."""

_STATES = frozenset({"US-CA"})


@frozen(kw_only=True)
class Asked:
    """Whose law is asked for, of which days, and what the host adds to the tables.

    `concluded` and `charged` decide about rows that go by them; without them `on` does. `announced` takes rows that
    have no date yet as in force. `overlay` holds rows of the host's own.
    """

    country: str
    customer: CustomerClass
    on: date
    concluded: date | None = None
    charged: date | None = None
    announced: bool = False
    overlay: tuple[Rule, ...] = ()

    def day(self, by: InForceBy) -> date:
        """Return the day that decides whether a row applies."""
        match by:
            case InForceBy.ASKED:
                return self.on
            case InForceBy.CONCLUDED:
                return self.concluded or self.on
            case InForceBy.CHARGED:
                return self.charged or self.on


def jurisdiction(code: str) -> str:
    """Return the key of a jurisdiction: an ISO country, or `US-CA`.

    >>> jurisdiction("uk"), jurisdiction("us-ca")
    ('GB', 'US-CA')
    """
    wanted = str(code).strip().upper()
    return wanted if wanted in _STATES else country_code(code)


def rules(
    country: str,
    *,
    customer: CustomerClass,
    on: date,
    concluded: date | None = None,
    charged: date | None = None,
    announced: bool = False,
    overlay: tuple[Rule, ...] = (),
) -> tuple[Rule, ...]:
    """Return the rows that apply to a customer on a day, those of the union or federation first.

    See `Asked` for the other days and `overlay`. Raises `InvalidInput` for what is no country, and for an overlay row
    that names no source.

    >>> from hostbilling.renewal.law import CustomerClass
    >>> [row.id for row in rules("FR", customer=CustomerClass.NON_PROFESSIONAL, on=date(2026, 11, 21))]
    ['FR-L215-1', 'FR-L215-1-1']
    """
    return applicable(
        Asked(
            country=country,
            customer=customer,
            on=on,
            concluded=concluded,
            charged=charged,
            announced=announced,
            overlay=overlay,
        )
    )


def applicable(asked: Asked) -> tuple[Rule, ...]:
    """Return the rows that apply; an overlay row takes the place of the shipped rows of its id."""
    refuse(
        check_type("customer", asked.customer, CustomerClass),
        check_date("on", asked.on),
        *(check_date(name, day) for name, day in (("concluded", asked.concluded), ("charged", asked.charged)) if day),
        *(_check_row(row) for row in asked.overlay),
    )
    replaced = {row.id for row in asked.overlay}
    shipped = (row for key in _keys(asked.country, asked.on) for row in TABLES.get(key, ()) if row.id not in replaced)
    return tuple(
        row
        for row in (*shipped, *asked.overlay)
        if asked.customer in row.customers and row.in_force(asked.day(row.by), announced=asked.announced)
    )


def _keys(country: str, on: date) -> Iterator[str]:
    key = jurisdiction(country)
    if is_member(key, on=on):
        yield "EU"
    if key in _STATES:
        yield key.partition("-")[0]
    yield key


def _check_row(row: Rule) -> Fault | None:
    if row.source.title.strip():
        return None
    return Fault("law.source", "overlay", row.id, "names no source", "say where the rule was read")


def doubts(asked: Asked, rows: Iterable[Rule]) -> Iterator[Finding]:
    """Yield what makes an answer from `rows` uncertain: law not read, too old, known from hearsay, not reviewed."""
    key = jurisdiction(asked.country)
    rows = tuple(rows)
    if key not in TABLES and not asked.overlay:
        yield warning(NO_TABLE(country=key))
    if asked.on < TABLES_BEGIN:
        yield warning(TOO_EARLY(on=asked.on, begin=TABLES_BEGIN))
    for row in rows:
        if not row.known:
            yield warning(cited(UNKNOWN, row))
    for source in dict.fromkeys(row.source for row in rows):
        stale = unreviewed(source, on=asked.on)
        if stale:
            yield stale


def cited(kind: ReasonCode, row: Rule, **facts: object) -> Reason:
    """Return a reason that names a row, with the law of the row behind it."""
    return row.cited(kind, rule=row.id, says=row.says, **facts)
