"""What customers chose about automatic renewal, kept as the proof of it.

A choice is about one service, or about all of a customer's: whoever declines direct debit puts every service into
explicit renewal at once, and may switch single ones on again.
"""

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from ..errors import check_date, check_text, check_type, refuse
from .law import Channel


@frozen(kw_only=True)
class Consent:
    """One choice: automatic renewal on (`tacit`) or off, on a day, through a channel.

    `service_id` is None for every service of the customer. `shown` is what the customer read when choosing, such as the
    price, the next charge and how to stop it; without it a consent proves little.
    """

    tacit: bool
    on: date
    channel: Channel
    service_id: str | None = None
    shown: str = ""

    def __attrs_post_init__(self) -> None:
        refuse(
            check_type("consent.tacit", self.tacit, bool),
            check_date("consent.on", self.on),
            check_type("consent.channel", self.channel, Channel),
            check_text("consent.service_id", self.service_id) if self.service_id is not None else None,
            check_type("consent.shown", self.shown, str),
        )


def consent(choices: Iterable[Consent], *, service_id: str, on: date) -> Consent | None:
    """Return the choice that holds for a service on a day: the latest about it or about all; None for none.

    Of two on one day "off" holds, in whatever order they were told: silence renews only where nobody objected.

    >>> declined = Consent(tacit=False, on=date(2026, 3, 1), channel=Channel.CUSTOMER_AREA)
    >>> again = Consent(tacit=True, on=date(2026, 5, 1), channel=Channel.CUSTOMER_AREA, service_id="vps-1")
    >>> [consent([declined, again], service_id=id_, on=date(2026, 6, 1)).tacit for id_ in ("vps-1", "vps-2")]
    [True, False]
    """
    refuse(check_date("on", on))
    known = [each for each in choices if each.service_id in (None, service_id) and each.on <= on]
    return max(
        known,
        key=lambda each: (each.on, not each.tacit, each.service_id or "", each.channel.value, each.shown),
        default=None,
    )
