"""The standard rate of a place on a day.

The rows are in `rate_table`. A host may lay rows of its own over them, naming its source, for a rate announced
after our release. Law: Directive 2006/112/EC, articles 93, 96 to 98 and 105.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from attrs import field, frozen

from ..decision import Certainty, Source
from ..errors import check_date, not_found, refuse
from .rate_table import RATES, REVIEWED_ON, RateRow

__all__ = ["SOURCE", "OverlayRate", "RateRow", "find_rate", "standard_rate"]

SOURCE = Source(title="The table of standard VAT rates", certainty=Certainty.SECONDARY, seen_on=REVIEWED_ON)


@frozen(kw_only=True)
class OverlayRate:
    """A host's own row: `place` is a member state or a region such as PT-20, `rate` a percentage."""

    place: str
    since: date
    rate: Decimal = field(converter=Decimal)
    source: str

    def __attrs_post_init__(self) -> None:
        refuse(check_date("since", self.since))


def find_rate(
    place: str, *, on: date, region: str | None = None, overlay: Iterable[OverlayRate] = ()
) -> RateRow | OverlayRate | None:
    """Return the row in force, or None where no row begins so early.

    A region without rows of its own has those of its state. Of two rows the later one counts, and of two that
    begin together the overlay.
    """
    key = region if region in RATES else place
    found: RateRow | OverlayRate | None = None
    for row in reversed(RATES.get(key, ())):
        if row.since <= on:
            found = row
            break
    for own in overlay:
        if own.place == key and own.since <= on and (found is None or own.since >= found.since):
            found = own
    return found


def standard_rate(place: str, *, on: date, region: str | None = None, overlay: Iterable[OverlayRate] = ()) -> Decimal:
    """Return the standard rate in percent of a member state, or of its `region`, on a day.

    Raises `NotFound` for a place without VAT rows and for a day before its first row.

    >>> standard_rate("DE", on=date(2020, 12, 31)), standard_rate("PT", region="PT-20", on=date(2026, 1, 1))
    (Decimal('16'), Decimal('16'))
    """
    refuse(check_date("on", on))
    row = find_rate(place, on=on, region=region, overlay=overlay)
    if row is None or row.rate is None:
        raise not_found("rate", f"{region or place} on {on}", "lay a row over the table with its source")
    return row.rate
