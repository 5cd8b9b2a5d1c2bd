"""Charges that brought no money, and how many of them there may be."""

from datetime import date

from attrs import frozen

from ..errors import check_count, check_date, check_text, check_type, refuse
from .instruments import DeclineClass


@frozen(kw_only=True)
class Caps:
    """When a series of charges ends, whatever slots are left: the first cap reached ends it, None is no cap.

    `declines` counts refusals, `attempts` every charge that was sent, `days` runs from the first of them.
    """

    declines: int | None = None
    attempts: int | None = None
    days: int | None = None

    def __attrs_post_init__(self) -> None:
        limits = (("declines", self.declines), ("attempts", self.attempts), ("days", self.days))
        refuse(*(check_count(f"caps.{name}", cap, least=1) for name, cap in limits if cap is not None))


UNCAPPED = Caps()


@frozen(kw_only=True)
class Attempt:
    """A charge that was claimed for a slot; `failed` is why it brought no money, None as long as nobody knows.

    `instrument` is the id of what was charged, None stands for any. Once its data were `corrected` the attempt still
    counts, but stops nothing any more.
    """

    slot: date
    on: date
    instrument: str | None
    failed: DeclineClass | None = None
    corrected: bool = False

    def __attrs_post_init__(self) -> None:
        refuse(
            check_date("attempt.slot", self.slot),
            check_date("attempt.on", self.on),
            check_text("attempt.instrument", self.instrument) if self.instrument is not None else None,
            check_type("attempt.failed", self.failed, DeclineClass) if self.failed is not None else None,
        )
