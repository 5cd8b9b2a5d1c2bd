"""Explicit or tacit: who starts a renewal.

The mode follows from a table of rules, the last that matches wins. Tacit renewal needs more than the
agreement: on the day of the charge a usable instrument must be there, else the customer is asked as in an
explicit renewal.
"""

from datetime import date
from enum import Enum

from attrs import frozen

from ..catalog import Family
from ..decision import Decision, ReasonCode
from ..demands import Instrument
from ..periods import Term, advance

BY_RULE = ReasonCode("renewal.by_rule", "{mode} by rule: {rule}.")
BY_CUSTOMER = ReasonCode("renewal.by_customer", "{mode}: the customer switched automatic renewal {switch}.")
BY_DEFAULT = ReasonCode("renewal.by_default", "explicit: no rule makes it tacit.")
NO_INSTRUMENT = ReasonCode(
    "renewal.no_instrument", "explicit this time: no means of payment can be charged on {charge_on}."
)


class Mode(Enum):
    """Who starts a renewal."""

    EXPLICIT = "explicit"
    """Nothing renews unless the customer orders it: an unpaid call lapses and is never a debt."""
    TACIT = "tacit"
    """It renews unless it is stopped in time."""


class Stop(Enum):
    """How a customer keeps a service from renewing."""

    LAPSE = "lapse"
    """By doing nothing."""
    SWITCH = "switch"
    """By switching automatic renewal off in the customer area."""
    ONLINE = "online"
    """By a function that needs no account."""
    TICKET = "ticket"
    POST = "post"
    """By a letter, with a form."""


@frozen(kw_only=True)
class ModeRule:
    """A row of the table: services of `families` paid by one of `methods` when ordered get `mode`.

    `stop` is how a tacit renewal under this rule is cancelled; `renewal.law.check` tells where that is not enough.
    """

    text: str
    families: frozenset[Family]
    methods: frozenset[str]
    mode: Mode
    stop: Stop = Stop.SWITCH


@frozen(kw_only=True)
class ModeDecision(Decision):
    """The mode of one service and why, and how the customer keeps it from renewing."""

    mode: Mode
    stop: Stop


def mode_of(family: Family, *, paid_by: str, switch: bool | None, rules: tuple[ModeRule, ...]) -> ModeDecision:
    """Return the agreed mode of a service: `paid_by` is the method it was ordered with.

    `switch` is what the customer chose under "automatic renewal", None if never touched; it wins over rules.

    >>> card = ModeRule(text="VPS paid by card", families=frozenset({Family.VPS}),
    ...                 methods=frozenset({"card"}), mode=Mode.TACIT)
    >>> print(mode_of(Family.VPS, paid_by="card", switch=None, rules=(card,)).explain())
    tacit by rule: VPS paid by card.
    """
    if switch is not None:
        mode = Mode.TACIT if switch else Mode.EXPLICIT
        why = BY_CUSTOMER(mode=mode.value, switch="on" if switch else "off")
        return ModeDecision(mode=mode, stop=_stop(mode), reasons=(why,))
    for rule in reversed(rules):
        if family in rule.families and paid_by in rule.methods:
            why = BY_RULE(mode=rule.mode.value, rule=rule.text)
            return ModeDecision(mode=rule.mode, stop=_stop(rule.mode, rule.stop), reasons=(why,))
    return ModeDecision(mode=Mode.EXPLICIT, stop=Stop.LAPSE, reasons=(BY_DEFAULT(),))


def _stop(mode: Mode, tacit: Stop = Stop.SWITCH) -> Stop:
    return tacit if mode is Mode.TACIT else Stop.LAPSE


def effective_mode(agreed: Mode, *, instruments: tuple[Instrument, ...], charge_on: date) -> ModeDecision:
    """Return the mode this renewal will really take: tacit needs an instrument usable on the day of the charge."""
    if agreed is Mode.TACIT and not any(instrument.usable(charge_on) for instrument in instruments):
        return ModeDecision(mode=Mode.EXPLICIT, stop=Stop.LAPSE, reasons=(NO_INSTRUMENT(charge_on=charge_on),))
    return ModeDecision(mode=agreed, stop=_stop(agreed), reasons=())


def charge_day(end: date, *, offset_days: int, renewed_by_hand: bool = False) -> date | None:
    """Return the day a tacit renewal is charged, None when a renewal by hand has taken its place.

    `offset_days` counts from the end of validity, negative for before.

    >>> charge_day(date(2026, 12, 31), offset_days=-7)
    datetime.date(2026, 12, 24)
    """
    return None if renewed_by_hand else advance(end, Term.days(1), times=offset_days)
