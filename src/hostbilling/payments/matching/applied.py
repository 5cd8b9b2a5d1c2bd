"""What a line of the bank was used for: remembered by its identity, so that its return takes back just that."""

from collections.abc import Iterator

from attrs import field, frozen
from attrs.converters import optional

from ...errors import Fault, check_declared, check_text, refuse
from ...money import Money, as_payable, is_negative, is_zero
from .bank import texts
from .outcomes import Match


@frozen(kw_only=True)
class Applied:
    """What a line of the bank paid on a document, or put into a wallet: remembered until it is taken back."""

    identity: str
    """The line's, as `identities` gives it: a bank's own id may name several lines."""
    document: str = ""
    """Empty for what went to the wallet of `customer`."""
    customer: str = ""
    amount: Money = field(converter=as_payable)
    written_off: Money | None = field(default=None, converter=optional(as_payable))
    """What was tolerated as missing; when all of the payment goes back, it is asked for again."""
    called: tuple[str, ...] = field(default=(), converter=texts)
    """What the bank may call the line when it takes it back: its id, its end-to-end id."""
    account: str = ""
    """The seller's account that the line came to; its return comes there too."""

    def __attrs_post_init__(self) -> None:
        refuse(*check_declared("applied", self))
        refuse(
            check_text("applied.identity", self.identity),
            *(check_text(f"applied.called[{at}]", each) for at, each in enumerate(self.called)),
            None
            if self.document.strip() or self.customer.strip()
            else Fault("applied.to", "applied.document", self.document, "is empty, and so is the customer",
                       "name the document, or whose wallet it went to"),
        )  # fmt: skip


def shares(match: Match) -> Iterator[Applied]:
    """Yield what a line was used for: the documents it paid, and the wallet."""
    line = match.line
    called = tuple(filter(None, (line.id, line.end_to_end_id)))
    for each in match.allocations:
        yield Applied(
            identity=match.identity,
            document=each.document,
            amount=each.amount,
            written_off=each.written_off,
            called=called,
            account=line.account,
        )
    if match.customer is not None and not (is_zero(match.wallet) or is_negative(match.wallet)):
        yield Applied(
            identity=match.identity,
            customer=match.customer,
            amount=match.wallet,
            called=called,
            account=line.account,
        )
