"""The standard rate of a place on a day.

The rows are in `rate_table`. A host may lay rows of its own over them, naming its source, for a rate announced
after our release. Law: Directive 2006/112/EC, articles 93, 96 to 98 and 105.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from attrs import field, frozen

from ..decision import Certainty, Source
from ..errors import Fault, check_date, check_text, each_of, not_found, refuse
from .checks import check_percent, tidy_number
from .places import CODES, code_of
from .rate_table import RATES, REVIEWED_ON, RateRow

__all__ = ["SOURCE", "OverlayRate", "RateRow", "find_rate", "standard_rate"]

SOURCE = Source(title="The table of standard VAT rates", certainty=Certainty.SECONDARY, seen_on=REVIEWED_ON)


@frozen(kw_only=True)
class OverlayRate:
    """A host's own row: `place` is a member state or a region such as PT-20, `rate` a percentage."""

    place: str = field(converter=code_of)
    since: date
    rate: Decimal = field(converter=tidy_number)
    source: str

    def __attrs_post_init__(self) -> None:
        refuse(
            check_place("rates.place", self.place),
            check_date("rates.since", self.since),
            check_percent("rates.rate", self.rate),
            check_text("rates.source", self.source),
        )


def check_place(field: str, place: object) -> Fault | None:
    """Fault unless `place` is a country, or a region with rates of its own."""
    if isinstance(place, str) and (place in RATES or place in CODES):
        return None
    return Fault("rates.place", field, place, "is no country and no region with rates", "pass 'SK' or 'PT-20'")


def known_place(place: str) -> str:
    """Return the code of a country, or of a region with rates of its own; raises `InvalidInput` for anything else."""
    refuse(check_text("place", place))
    code = code_of(place)
    refuse(check_place("place", code))
    return code


def check_region(region: object) -> Fault | None:
    """Fault unless `region` is a code or None."""
    return check_text("region", region) if region is not None else None


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
    refuse(check_date("on", on), check_text("place", place), check_region(region))
    row = find_rate(code_of(place), on=on, region=region, overlay=each_of("overlay", overlay, OverlayRate))
    if row is None or row.rate is None:
        raise not_found("rate", f"{region or place} on {on}", "lay a row over the table with its source")
    return row.rate
