"""Explicit, tacit, without an end or not at all: how a service renews, and who starts it.

What comes later in this order wins: the table of rules, and in it the last row that matches; the customer's switch; the
seller's word about one contract; the law, which in some countries lets silence renew only without an end. Tacit renewal
needs more than the agreement: on the day of the charge a usable instrument must be there, else the customer is asked as
in an explicit renewal.
"""

from datetime import date
from enum import Enum

from attrs import frozen

from ..catalog import Family
from ..decision import Decision, Finding, Reason, ReasonCode, Severity, warning
from ..demands import Instrument, Kind
from ..periods import Term, advance
from .law import Renewed, Rule
from .law.lookup import UNKNOWN, cited

BY_RULE = ReasonCode("renewal.by_rule", "{mode} by rule: {rule}.")
BY_CUSTOMER = ReasonCode("renewal.by_customer", "{mode}: the customer switched automatic renewal {switch}.")
BY_SELLER = ReasonCode("renewal.by_seller", "{mode}: the seller decided so for this contract.")
BY_LAW = ReasonCode("renewal.by_law", "indefinite by {rule}: {says}.")
CAPPED = ReasonCode("renewal.capped", "For {longest} at most, by {rule}: {says}.")
DOUBTFUL = ReasonCode("renewal.doubtful", "Silence should not renew for a fixed term: by {rule}, {says}.")
BY_DEFAULT = ReasonCode("renewal.by_default", "explicit: no rule makes it tacit.")
NO_INSTRUMENT = ReasonCode(
    "renewal.no_instrument", "explicit this time: no means of payment can be charged on {charge_on}."
)


class Mode(Enum):
    """Who starts a renewal."""

    EXPLICIT = "explicit"
    """Nothing renews unless the customer orders it: an unpaid call lapses and is never a debt."""
    TACIT = "tacit"
    """It renews for another term unless it is stopped in time."""
    INDEFINITE = "indefinite"
    """It goes on without an end after its first term, and the customer may end it at any time with a short notice."""
    FIXED_TERM = "fixed_term"
    """It ends with its term; there is nothing to renew."""

    @property
    def by_itself(self) -> bool:
        """Whether it goes on when the customer says nothing."""
        return self in (Mode.TACIT, Mode.INDEFINITE)


class Unpaid(Enum):
    """What becomes of a renewal that nobody paid, such as one whose charge failed."""

    LAPSES = "lapses"
    OWED = "owed"
    """The term was agreed on and is a debt, where the contract goes on by itself."""


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
    """The mode of one service and why, and how the customer keeps it from renewing.

    `longest` is for how long silence may renew at most, where the law says so. A finding names a row of law that is not
    known well enough to decide, or that an authority applies case by case.
    """

    mode: Mode
    stop: Stop
    longest: Term | None = None


def mode_of(
    family: Family,
    *,
    paid_by: str,
    switch: bool | None,
    rules: tuple[ModeRule, ...],
    override: Mode | None = None,
    law: tuple[Rule, ...] = (),
) -> ModeDecision:
    """Return the agreed mode of a service: `paid_by` is the method it was ordered with.

    `switch` is what the customer chose under "automatic renewal" (see `consent`), None if never touched; it wins over
    rules. `override` is the seller's word about this contract and wins over the switch. `law` are the rows that protect
    the customer (`renewal.law.rules`) and win over all: where silence may renew only without an end, it does so.

    >>> card = ModeRule(text="VPS paid by card", families=frozenset({Family.VPS}),
    ...                 methods=frozenset({"card"}), mode=Mode.TACIT)
    >>> print(mode_of(Family.VPS, paid_by="card", switch=None, rules=(card,)).explain())
    tacit by rule: VPS paid by card.
    >>> from hostbilling.renewal.law import CustomerClass, rules
    >>> german = rules("DE", customer=CustomerClass.CONSUMER, on=date(2026, 11, 21))
    >>> mode_of(Family.VPS, paid_by="card", switch=None, rules=(card,), law=german).mode.value
    'indefinite'
    """
    agreed = _agreed(family, paid_by=paid_by, switch=switch, rules=rules)
    if override is not None:
        stop = agreed.stop if agreed.mode.by_itself else Stop.SWITCH
        why = BY_SELLER(mode=override)
        agreed = ModeDecision(mode=override, stop=stop if override.by_itself else Stop.LAPSE, reasons=(why,))
    return _within(law, agreed) if agreed.mode is Mode.TACIT else agreed


def _agreed(family: Family, *, paid_by: str, switch: bool | None, rules: tuple[ModeRule, ...]) -> ModeDecision:
    if switch is not None:
        mode = Mode.TACIT if switch else Mode.EXPLICIT
        why = BY_CUSTOMER(mode=mode, switch="on" if switch else "off")
        return ModeDecision(mode=mode, stop=_stop(mode), reasons=(why,))
    for rule in reversed(rules):
        if family in rule.families and paid_by in rule.methods:
            why = BY_RULE(mode=rule.mode, rule=rule.text)
            return ModeDecision(mode=rule.mode, stop=_stop(rule.mode, rule.stop), reasons=(why,))
    return ModeDecision(mode=Mode.EXPLICIT, stop=Stop.LAPSE, reasons=(BY_DEFAULT(),))


def _within(law: tuple[Rule, ...], agreed: ModeDecision) -> ModeDecision:
    mode, longest = agreed.mode, agreed.longest
    reasons, findings = list[Reason](), list[Finding]()
    for row in law:
        if not isinstance(row, Renewed):
            continue
        if not row.known:
            findings.append(warning(cited(UNKNOWN, row)))
        elif row.severity is not Severity.VIOLATION:
            findings.append(warning(cited(DOUBTFUL, row)))
        elif row.fixed_up_to is None:
            mode, longest = Mode.INDEFINITE, None
            reasons.append(cited(BY_LAW, row))
        else:
            longest = row.fixed_up_to
            reasons.append(cited(CAPPED, row, longest=longest))
    return ModeDecision(
        mode=mode, stop=agreed.stop, longest=longest, reasons=(*agreed.reasons, *reasons), findings=tuple(findings)
    )


def _stop(mode: Mode, tacit: Stop = Stop.SWITCH) -> Stop:
    return tacit if mode.by_itself else Stop.LAPSE


def effective_mode(agreed: Mode, *, instruments: tuple[Instrument, ...], charge_on: date) -> ModeDecision:
    """Return the mode this renewal will really take: tacit needs an instrument usable on the day of the charge.

    Ask it as early as the customer should be told: who learns of an expired card on its last day cannot mend it.
    """
    if agreed is Mode.TACIT and not any(instrument.usable(charge_on) for instrument in instruments):
        return ModeDecision(mode=Mode.EXPLICIT, stop=Stop.LAPSE, reasons=(NO_INSTRUMENT(charge_on=charge_on),))
    return ModeDecision(mode=agreed, stop=_stop(agreed), reasons=())


def kind_of(mode: Mode, *, unpaid: Unpaid = Unpaid.LAPSES) -> Kind:
    """Return what is asked for a renewal: a call that lapses, or a debt where that was agreed and it goes on by itself.

    An explicit renewal is never owed, whatever the policy: the customer did not order it.

    >>> kind_of(Mode.TACIT, unpaid=Unpaid.OWED).value, kind_of(Mode.EXPLICIT, unpaid=Unpaid.OWED).value
    ('debt', 'call')
    """
    return Kind.DEBT if mode.by_itself and unpaid is Unpaid.OWED else Kind.CALL


def charge_day(end: date, *, offset_days: int, renewed_by_hand: bool = False) -> date | None:
    """Return the day a tacit renewal is charged, None when a renewal by hand has taken its place.

    `offset_days` counts from the end of validity, negative for before.

    >>> charge_day(date(2026, 12, 31), offset_days=-7)
    datetime.date(2026, 12, 24)
    """
    return None if renewed_by_hand else advance(end, Term.days(1), times=offset_days)
