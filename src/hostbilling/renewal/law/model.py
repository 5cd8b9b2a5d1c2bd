"""What a row of renewal law can say.

One row is one rule of one country for some customers, from a day on: a duty to inform, a limit on terms or notice, a
channel that must be offered, a safeguard, or a fairness test that no table can decide. Each has a permanent id, which
is also the code of the finding against it, and the source it was read in.

Two dates differ, and laws count from either: X, the end of the running term, and N, the last day on which the
customer may refuse its renewal.
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum

from attrs import field, frozen

from ...decision import Certainty, Severity, Source
from ...law_rows import LawRow
from ...money import Money
from ...parties import CustomerKind
from ...periods import Term


class CustomerClass(Enum):
    """What the customer is in the law of renewal."""

    CONSUMER = "consumer"
    NON_PROFESSIONAL = "non_professional"
    """A legal person acting outside any business, such as an association."""
    BUSINESS = "business"


def customer_class(kind: CustomerKind) -> CustomerClass:
    """Return the class of a customer; a legal person that is no business counts as non-professional.

    A public body is put there too: it gains protection where the law leaves it open.

    >>> customer_class(CustomerKind.OTHER_LEGAL_PERSON).value
    'non_professional'
    """
    match kind:
        case CustomerKind.CONSUMER:
            return CustomerClass.CONSUMER
        case CustomerKind.BUSINESS:
            return CustomerClass.BUSINESS
        case CustomerKind.PUBLIC_BODY | CustomerKind.OTHER_LEGAL_PERSON:
            return CustomerClass.NON_PROFESSIONAL


class InForceBy(Enum):
    """Which day decides whether a row applies."""

    ASKED = "asked"
    """The day the question is about."""
    CONCLUDED = "concluded"
    """The day the contract was made; the day asked about when nobody knows it."""
    CHARGED = "charged"
    """The day the renewal is charged."""


class Moment(Enum):
    """What a window is counted back from."""

    END = "end of the running term"
    REFUSE_BY = "last day to refuse"
    CHARGE = "day of the charge"
    DECISION_OPENS = "start of the decision period"
    TRIAL_END = "end of the trial"
    FEE_CHANGE = "day of the new price"
    CONCLUSION = "conclusion"


class Message(Enum):
    """What the customer must be told."""

    RENEWAL = "renewal"
    """That it renews unless refused, and until when that is possible."""
    TRIAL_END = "trial_end"
    FEE_CHANGE = "fee_change"
    REMINDER = "reminder"
    """That the subscription still runs, and how to leave; comes again and again."""


class WayOut(Enum):
    """What a customer who was not told may do, or what else follows."""

    ANY_TIME = "free exit at any time"
    IMMEDIATELY = "exit with immediate effect"
    UNTIL_NEXT_EXPIRY = "free exit until next expiry"
    NO_RENEWAL = "no renewal"
    OFFENCE = "administrative offence"
    GIFT = "goods and services count as a gift"


class Phase(Enum):
    """Where a contract stands when notice is given."""

    FIRST_TERM = "first_term"
    RENEWED = "renewed"
    INDEFINITE = "indefinite"


class Count(Enum):
    """Which day is the last bound one when a notice of n months is given on day d."""

    BOUND_DAY = "bound_day"
    """The same-numbered day n months on (Regulation 1182/71; BGB 187, 188)."""
    FREE_DAY = "free_day"
    """The day before it: the same-numbered day is free."""
    MONTH_END = "month_end"
    """The last day of the calendar month in which the same-numbered day falls."""


class NextTerm(Enum):
    """Into what a contract may renew by silence."""

    SAME = "same"
    CAPPED = "capped"
    INDEFINITE = "none_or_indefinite"


class Channel(Enum):
    """How a customer can end the contract."""

    CUSTOMER_AREA = "customer_area"
    ONLINE_FUNCTION = "online_function"
    """A button or form that needs no account."""
    EMAIL = "email"
    TICKET = "ticket"
    PHONE = "phone"
    POST = "post"


ONLINE = frozenset({Channel.CUSTOMER_AREA, Channel.ONLINE_FUNCTION})


class Safeguard(Enum):
    """Something the seller either does or does not do."""

    CLAUSE_IN_BOX = "renewal clause in bold, in its own box on the first page"
    CLAUSE_BINDS_TO_REMIND = "renewal clause that binds the seller to point out what silence means"
    EXPRESS_CONSENT = "express informed consent to automatic renewal"
    CONSENT_RECORD = "record of the consent, kept for 3 years or 1 year after the end"
    WITHDRAWAL_FUNCTION = "online withdrawal function with acknowledgement"


@frozen(kw_only=True)
class Remedy:
    """What follows when a duty was missed; `refund_days` is how long the seller has to pay prepaid time back."""

    way_out: WayOut
    refund_days: int | None = None


def classes(value: Iterable[CustomerClass]) -> frozenset[CustomerClass]:
    """Return customer classes as a set."""
    return frozenset(value)


def phases(value: Iterable[Phase]) -> frozenset[Phase]:
    """Return phases as a set."""
    return frozenset(value)


def channels(value: Iterable[Channel]) -> frozenset[Channel]:
    """Return channels as a set."""
    return frozenset(value)


@frozen(kw_only=True)
class Row(LawRow):
    """One rule; `by` is the day that decides whether it applies, `severity` that of a finding against it."""

    customers: frozenset[CustomerClass] = field(default=frozenset({CustomerClass.CONSUMER}), converter=classes)
    by: InForceBy = InForceBy.ASKED
    severity: Severity = Severity.VIOLATION


@frozen(kw_only=True)
class Inform(Row):
    """A message that must reach the customer in a window counted back from a moment, both ends included.

    `earliest` and `latest` are how long before; None is no limit, and the moment itself. With `every` the window is
    the running one of equal periods from the day after the conclusion. Conditions: `term_at_least`, `trial_over`; no
    duty where the customer can leave after the renewal with a notice of at most `spared_by_notice`.
    """

    message: Message
    counts_from: Moment
    earliest: Term | None = None
    latest: Term | None = None
    every: Term | None = None
    term_at_least: Term | None = None
    trial_over: Term | None = None
    spared_by_notice: Term | None = None
    medium: str = ""
    if_missed: Remedy


@frozen(kw_only=True)
class FirstTerm(Row):
    """How long a first term may bind."""

    longest: Term


@frozen(kw_only=True)
class Renewed(Row):
    """For how long silence may renew: up to a fixed term of `fixed_up_to`, or indefinitely only when None."""

    fixed_up_to: Term | None


@frozen(kw_only=True)
class Notice(Row):
    """How long a notice the customer may be asked for, in which phases, and how it is counted.

    With `bound_for` the customer may leave once that time has passed since the conclusion, whatever was agreed;
    not so for a contract within a year whose total price is at most `spared_up_to` and paid at once.
    """

    phases: frozenset[Phase] = field(converter=phases)
    longest: Term
    count: Count
    bound_for: Term | None = None
    spared_up_to: Money | None = None

    def caps(self, phase: Phase) -> bool:
        """Tell whether it limits a notice in a phase; a right to leave a first term says nothing about its end."""
        return phase in self.phases and (self.bound_for is None or phase is not Phase.FIRST_TERM)


@frozen(kw_only=True)
class Ways(Row):
    """The contract can be ended through one of `channels`, wherever it can also be made online."""

    channels: frozenset[Channel] = field(default=ONLINE, converter=channels)


@frozen(kw_only=True)
class Needs(Row):
    """A safeguard the seller must have in place; `tacit_only` where it belongs to tacit renewal."""

    safeguard: Safeguard
    tacit_only: bool = True


@frozen(kw_only=True)
class Fairness(Row):
    """A test that a court applies and no table: reported, never decided."""


Rule = Inform | FirstTerm | Renewed | Notice | Ways | Needs | Fairness
"""Every kind of row."""

TABLES_BEGIN = date(2022, 8, 18)
"""The first day the tables speak of; a row that only says so may rest on older law. Earlier law is not in them."""
_READ = date(2026, 11, 21)


def read(title: str) -> Source:
    """Return the source of a row whose legal text or official page was read."""
    return Source(title=title, certainty=Certainty.VERIFIED, seen_on=_READ)


def told(title: str) -> Source:
    """Return the source of a row known from commentaries."""
    return Source(title=title, certainty=Certainty.SECONDARY, seen_on=_READ)


def unread(title: str) -> Source:
    """Return the source of a row from general knowledge: it gives a finding and no behaviour."""
    return Source(title=title, certainty=Certainty.UNCHECKED, seen_on=_READ)
