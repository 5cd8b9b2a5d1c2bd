"""What became of one bank line, with its evidence."""

from enum import Enum

from attrs import frozen

from ...decision import Decision, Reason
from ...money import Money, add, subtract, total
from .bank import Line


class Outcome(Enum):
    """What a line turned out to be."""

    MATCHED = "matched"
    PARTIAL = "partial"
    OVERPAID = "overpaid"
    ALREADY_PAID = "already_paid"
    """Its document was paid before; the money goes to the wallet."""
    WALLET = "wallet"
    """Its document was cancelled; the money goes to the wallet."""
    SUGGEST = "suggest"
    """A person should look at the first suggestion."""
    AMBIGUOUS = "ambiguous"
    """Several documents fit alike."""
    REVIEW = "review"
    """What it says contradicts itself, or the currency is another."""
    UNMATCHED = "unmatched"
    REVERSAL = "reversal"
    """It takes a former line back."""
    DUPLICATE_LINE = "duplicate_line"
    NOT_A_RECEIPT = "not_a_receipt"


@frozen(kw_only=True)
class Allocation:
    """What a line paid on one document, what was written off there, and what it asks for afterwards."""

    document: str
    amount: Money
    written_off: Money
    remaining: Money


@frozen(kw_only=True)
class Suggestion:
    """A document for a person to look at, and what speaks for it."""

    document: str
    customer: str
    evidence: tuple[Reason, ...]


@frozen(kw_only=True)
class Match(Decision):
    """What became of a line: `automatic` tells that the host may book it without a person.

    Property: what the line brought is what it allocated, plus what went to the wallet, plus `unallocated`,
    less what it reopened. A return takes from the wallet: then `wallet` is below zero.
    """

    line: Line
    identity: str
    outcome: Outcome
    allocations: tuple[Allocation, ...] = ()
    still_open: tuple[tuple[str, Money], ...] = ()
    """The documents it named, or paid in part, that still ask for money."""
    wallet: Money
    customer: str | None = None
    """Whose money it is, where that is known."""
    suggestions: tuple[Suggestion, ...] = ()
    """The likeliest first."""
    takes_back: str = ""
    """The identity of the line that it takes back, where that paid something."""
    reopens: tuple[tuple[str, Money], ...] = ()
    """Documents that ask again for what the line takes back."""
    restored: tuple[tuple[str, Money], ...] = ()
    """What was written off on them and is asked for again, because all of the payment went back."""
    automatic: bool = False
    notify: bool = False
    """Whether the customer should hear of it: their money waits in the wallet."""

    @property
    def written_off(self) -> Money:
        """What was tolerated as missing."""
        return total((each.written_off for each in self.allocations), currency=self.line.amount.currency.code)

    @property
    def remaining(self) -> Money:
        """What the documents it named still ask for."""
        return total((amount for _, amount in self.still_open), currency=self.line.amount.currency.code)

    @property
    def unallocated(self) -> Money:
        """What waits for a person; of a return, below zero, what it takes back beyond what is known of."""
        currency = self.line.amount.currency.code
        paid = total((each.amount for each in self.allocations), currency=currency)
        reopened = total((amount for _, amount in self.reopens), currency=currency)
        return subtract(add(self.line.amount, reopened), add(paid, self.wallet))
