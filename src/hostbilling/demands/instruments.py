"""Means of payment on file, and why a charge of one was refused."""

from datetime import date
from enum import Enum

from attrs import evolve, frozen

from ..errors import Fault, check_count, check_date, check_text, refuse
from ..periods import Term, advance


class DeclineClass(Enum):
    """Why a charge brought no money, as far as it decides what to do next; `dunning.retries` says what that is."""

    INSUFFICIENT_FUNDS = "insufficient_funds"
    """Trying again later may work."""
    DATA_ERROR = "data_error"
    """Wrong number or expiry: ask the customer, never retry unchanged."""
    ADDRESS = "address"
    """Address verification refused a card that may be good: offer another method."""
    STOLEN = "stolen"
    """Lost, stolen or blocked: never retry."""
    OTHER = "other"
    """Refused without a reason that helps: trying again later may work."""
    UNKNOWN_CODE = "unknown_code"
    """The processor gave a code that nobody has classed yet: a person looks at it."""
    GATEWAY_DOWN = "gateway_down"
    """Never reached the issuer, and that is certain: no refusal, and nothing was charged."""
    NO_ANSWER = "no_answer"
    """Sent, and what came of it is unknown: it may have been charged."""


@frozen(kw_only=True)
class Instrument:
    """A means of payment on file that can be charged without the customer: a card, a mandate.

    `usable_until` is the last day it can be charged on; a card's is the last day of the month printed on it. `method`
    is the seller's way to pay that it belongs to. A mandate that is not used lapses: `lapses_after` months from
    `last_used_on`. For SEPA direct debit they are 36, from the due day of the latest collection that was sent to the
    bank, even if it came back (Banque de France, "Le prélèvement SEPA"; the rulebook EPC016-06 was not read).
    """

    id: str
    label: str
    usable_until: date
    revoked_on: date | None = None
    method: str = "card"
    last_used_on: date | None = None
    lapses_after: int | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("instrument.id", self.id),
            check_text("instrument.label", self.label),
            check_date("instrument.usable_until", self.usable_until),
            check_date("instrument.revoked_on", self.revoked_on) if self.revoked_on is not None else None,
            check_text("instrument.method", self.method),
            check_date("instrument.last_used_on", self.last_used_on) if self.last_used_on is not None else None,
            check_count("instrument.lapses_after", self.lapses_after, least=1)
            if self.lapses_after is not None
            else None,
            Fault(
                "instrument.unused",
                "instrument.last_used_on",
                None,
                "is missing for a mandate that lapses",
                "give the day it was signed or last used",
            )
            if self.lapses_after is not None and self.last_used_on is None
            else None,
        )

    @property
    def charged_until(self) -> date:
        """The last day it can be charged on: as printed, or as long as it does not lapse for want of use."""
        if self.lapses_after is None or self.last_used_on is None:
            return self.usable_until
        return min(self.usable_until, advance(self.last_used_on, Term.months(self.lapses_after)))

    def charged(self, on: date) -> "Instrument":
        """Return it as it is once a charge was sent on a day, whatever came of it: a mandate lapses later then.

        >>> mandate = Instrument(id="m", label="SEPA", usable_until=date(2099, 12, 31), last_used_on=date(2023, 4, 1),
        ...     lapses_after=36)
        >>> str(mandate.charged(date(2024, 4, 1)).charged_until)
        '2027-04-01'
        """
        if self.last_used_on is None or on <= self.last_used_on:
            return self
        return evolve(self, last_used_on=on)

    def usable(self, on: date) -> bool:
        """Tell whether it can be charged on a day."""
        return on <= self.charged_until and (self.revoked_on is None or on < self.revoked_on)
