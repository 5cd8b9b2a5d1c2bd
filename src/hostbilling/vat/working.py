"""What the steps of one decision share while it is being made; nothing of it outlives the call."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from attrs import define, field

from ..decision import Finding, Reason, ReasonCode, Severity
from .evidence import Evidence
from .model import Problem
from .party import Party
from .places import Located
from .question import Supply
from .seller import SellerVat


def told(code: ReasonCode, /, **facts: object) -> Reason:
    """Return the reason; most decisions tell the same few, so they are built once.

    Numbers are told apart by how they are written, too: 20 and 20.0 are equal and read differently.
    """
    return _told(code, *[str(fact) for fact in facts.values() if type(fact) is Decimal], **facts)


@lru_cache(maxsize=8192)
def _told(code: ReasonCode, /, *_written: str, **facts: object) -> Reason:
    return code(**facts)


def words(member: Enum) -> str:
    """Return what a sentence calls a member of an enumeration: "dedicated server" for `dedicated_server`."""
    return str(member.value).replace("_", " ")


class Stop(Exception):  # not an error: it carries a result out of the steps
    """Nothing can be decided; `determine` turns it into `Undetermined`."""

    def __init__(self, problem: Problem, reason: Reason, missing: tuple[str, ...] = ()) -> None:
        super().__init__(problem)
        self.problem = problem
        self.reason = reason
        self.missing = missing


@define(kw_only=True)
class Case:
    """The question, what was found out on the way, and the explanation so far.

    `seat` is where the seller is, `in_union` whether that counts as the Union for the schemes, `home` the member state
    whose own VAT it is in (its seat's or, for a seat outside, that of its first establishment), `address` the
    customer's place. `id_state` is the member state of a VAT id that makes the customer a business. `unproven`: a
    customer outside the Union says it is a business, and nothing shows it. `proofs` are the fields relied upon.
    """

    supply: Supply
    seller: SellerVat
    customer: Party
    on: date
    evidence: Sequence[Evidence]
    seat: Located
    in_union: bool
    home: str | None
    address: Located | None = None
    id_state: str | None = None
    id_confirmed: bool = False
    unproven: bool = False
    recheck_on: date | None = None
    consumer_at: Located | None = None
    proofs: set[str] = field(factory=set[str])
    reasons: list[Reason] = field(factory=list[Reason])
    findings: list[Finding] = field(factory=list[Finding])

    def because(self, code: ReasonCode, /, **facts: object) -> None:
        """Add a reason."""
        self.reasons.append(told(code, **facts))

    def note(self, code: ReasonCode, /, **facts: object) -> None:
        """Add a finding that somebody may want to know."""
        self.findings.append(Finding(reason=told(code, **facts), severity=Severity.NOTE))

    def warn(self, code: ReasonCode, /, **facts: object) -> None:
        """Add a finding that somebody should act on."""
        self.findings.append(Finding(reason=told(code, **facts), severity=Severity.WARNING))
