"""The facts that renewal law asks for: about one contract, and about what a seller does in general."""

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import field, frozen

from ...errors import check_count, check_date, refuse
from ...money import Money
from ...periods import Term, advance
from .model import Channel, Moment, Safeguard, channels

_DATES = ("concluded", "ends", "refuse_by", "charge_on", "decision_opens", "trial_ends", "fee_change_on")


@frozen(kw_only=True)
class Contract:
    """One contract; leave out what nobody knows.

    `ends` is X, the end of the running term; `notice` what the customer must give before it; `refuse_by` is N where
    the contract names that day itself. `charge_on` is the day the renewal is charged (X when left out),
    `notice_after` the notice the customer may give once it was renewed, `decision_opens` the first day of a decision
    period that the contract grants. `total_price` is what the whole term costs, paid at once.
    """

    tacit: bool = True
    concluded: date | None = None
    term: Term | None = None
    ends: date | None = None
    notice: Term | None = None
    refuse_by: date | None = None
    charge_on: date | None = None
    decision_opens: date | None = None
    notice_after: Term | None = None
    trial: Term | None = None
    trial_ends: date | None = None
    fee_change_on: date | None = None
    renewals: int = 0
    total_price: Money | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            *(check_date(name, getattr(self, name)) for name in _DATES if getattr(self, name) is not None),
            check_count("renewals", self.renewals),
        )

    @property
    def last_day_to_refuse(self) -> date | None:
        """N: the last day on which the customer may refuse the renewal, None when no date was given.

        >>> Contract(ends=date(2027, 3, 31), notice=Term.months(1)).last_day_to_refuse
        datetime.date(2027, 2, 28)
        """
        if self.refuse_by is not None or self.ends is None or self.notice is None:
            return self.refuse_by or self.ends
        return advance(self.ends, self.notice, times=-1)

    def stopped_by(self, received_on: date) -> bool | None:
        """Tell whether a refusal received that day stops the renewal; None when the last day is not known.

        >>> contract = Contract(ends=date(2027, 3, 31), notice=Term.months(1))
        >>> contract.stopped_by(date(2027, 2, 28)), contract.stopped_by(date(2027, 3, 1))
        (True, False)
        """
        refuse(check_date("received_on", received_on))
        last = self.last_day_to_refuse
        return None if last is None else received_on <= last

    def day(self, moment: Moment) -> date | None:
        """Return the date of a moment in this contract, None when nobody knows it or it does not come."""
        return {
            Moment.END: self.ends,
            Moment.REFUSE_BY: self.last_day_to_refuse,
            Moment.CHARGE: self.charge_on or self.ends,
            Moment.DECISION_OPENS: self.decision_opens,
            Moment.TRIAL_END: self.trial_ends,
            Moment.FEE_CHANGE: self.fee_change_on,
            Moment.CONCLUSION: self.concluded,
        }[moment]


def _channels(value: Iterable[Channel] | None) -> frozenset[Channel] | None:
    return None if value is None else channels(value)


def _safeguards(
    value: Mapping[Safeguard, bool] | Iterable[tuple[Safeguard, bool]],
) -> frozenset[tuple[Safeguard, bool]]:
    return frozenset(dict(value).items())


@frozen(kw_only=True)
class Practice:
    """What a seller does with one class of customers and products; None is "not told", and never a yes.

    `tacit`: it renews on silence; `renewal_term` the fixed term it renews for, `indefinite` that it has no end then.
    `notice` is what the customer must give before the end of the first term, `notice_after` after a renewal.
    `informs`: a message goes out before each renewal, `informs_before` how long before the end of the term.
    `channels` are the ways to end the contract, `sold_online` whether it can be made online. `safeguards` says of
    each safeguard whether it is in place.
    """

    tacit: bool = True
    first_term: Term | None = None
    renewal_term: Term | None = None
    indefinite: bool = False
    notice: Term | None = None
    notice_after: Term | None = None
    informs: bool | None = None
    informs_before: Term | None = None
    channels: frozenset[Channel] | None = field(default=None, converter=_channels)
    sold_online: bool | None = None
    safeguards: frozenset[tuple[Safeguard, bool]] = field(
        default=frozenset[tuple[Safeguard, bool]](), converter=_safeguards
    )

    def has(self, safeguard: Safeguard) -> bool | None:
        """Tell whether a safeguard is in place; None when not told."""
        return dict(self.safeguards).get(safeguard)
