"""A person pairs a payment with documents, on a proof they saw.

The proof may be the customer's own, a confirmation of payment before the bank's line arrived: then the line is made
from it, and the bank's line is later recognised by the host under the same identity.
"""

from collections.abc import Iterable
from datetime import date

from ...errors import Fault, check_date, check_text, check_type, check_unique, each_of, refuse
from ...money import Money, at_least, is_negative, is_zero, payable, subtract, total, zero
from . import evidence
from .bank import Line
from .expected import Expected, Standing
from .outcomes import Allocation, Match, Outcome


def pair(
    line: Line,
    parts: Iterable[tuple[Expected, Money]],
    *,
    by: str,
    on: date,
    proof: str,
    identity: str,
    owner: str | None = None,
) -> Match:
    """Return the match that a person decided: what of the line goes to which document.

    `by` is the person, `on` the day, `proof` where the proof of the payment is kept. `identity` is that of the line, as
    `match_all` told it, or one of your own for a line made from a proof: what has one identity is one payment. What is
    left goes to the wallet of `owner`, who must be named when the documents do not tell. Raises `InvalidInput` for more
    than the line brought or a document asks for, another currency, and a missing person, day, proof or identity.

    >>> asked = Expected(id="P1", customer="c1", references=[], open=payable("100", "EUR"))
    >>> got = pair(Line(amount=payable("120", "EUR")), [(asked, payable("100", "EUR"))],
    ...     by="eva", on=date(2026, 11, 21), proof="ticket 4711", identity="slip 9")
    >>> got.outcome.value, str(got.wallet), str(got.reasons[0])
    ('overpaid', '20.00 EUR', 'eva paired it on 2026-11-21, on this proof: ticket 4711.')
    """
    given = each_of("parts", parts, tuple)
    refuse(
        check_type("line", line, Line),
        *(_pair(f"parts[{at}]", each) for at, each in enumerate(given)),
        check_text("by", by),
        check_date("on", on),
        check_text("proof", proof),
        check_text("identity", identity),
        None if owner is None else check_text("owner", owner),
    )
    chosen = [(document, payable(amount)) for document, amount in given]
    refuse(
        _came(line),
        check_unique("parts", [document.id for document, _ in chosen]),
        *(_part(f"parts[{at}]", document, amount) for at, (document, amount) in enumerate(chosen)),
    )
    left = subtract(line.amount, total((amount for _, amount in chosen), currency=line.amount.currency.code))
    customers = {document.customer for document, _ in chosen}
    customer = owner or (customers.pop() if len(customers) == 1 else None)
    refuse(_left(line, left, customer))
    return Match(
        reasons=(evidence.BY_HAND(by=by, on=on, proof=proof),),
        line=line,
        identity=identity,
        outcome=_outcome(chosen, left),
        allocations=tuple(_allocation(document, amount) for document, amount in chosen),
        still_open=tuple((each.id, subtract(each.open, paid)) for each, paid in chosen if each.open != paid),
        wallet=left,
        customer=customer,
        notify=not is_zero(left),
    )


def _pair(field: str, part: tuple[object, ...]) -> Fault | None:
    match part:
        case (Expected(), Money()):
            return None
        case _:
            return Fault("pairing.part", field, part, "is no document with an amount", "pass (Expected, Money)")


def _came(line: Line) -> Fault | None:
    if not (is_negative(line.amount) or is_zero(line.amount)):
        return None
    return Fault("pairing.line", "line.amount", str(line.amount), "is not above zero", "pair money that came in")


def _part(field: str, document: Expected, amount: Money) -> Fault | None:
    if is_negative(amount) or is_zero(amount):
        return Fault("pairing.amount", field, str(amount), "is not above zero", "leave the document out")
    if document.standing is not Standing.OPEN:
        return Fault("pairing.closed", field, document.id, f"is {document.standing.value}",
                     "leave the money for the wallet")  # fmt: skip
    if document.open.currency != amount.currency:
        return Fault("pairing.currency", field, str(amount), f"is not in the currency of {document.id}",
                     f"give it {document.open.currency.code}")  # fmt: skip
    if not at_least(document.open, amount):
        return Fault("pairing.amount", field, str(amount), f"is more than {document.id} asks for, {document.open}",
                     "give the rest to another document, or leave it for the wallet")  # fmt: skip
    return None


def _left(line: Line, left: Money, customer: str | None) -> Fault | None:
    if is_negative(left):
        given = str(subtract(line.amount, left))
        return Fault("pairing.too_much", "parts", given, f"is more than the {line.amount} the line brought",
                     "give the documents less")  # fmt: skip
    if customer is None and not is_zero(left):
        return Fault("pairing.owner", "owner", None, f"is not known, and {left} are left", "name the customer")
    return None


def _allocation(document: Expected, amount: Money) -> Allocation:
    nothing = zero(amount.currency.code)
    return Allocation(
        document=document.id, amount=amount, written_off=nothing, remaining=subtract(document.open, amount)
    )


def _outcome(chosen: list[tuple[Expected, Money]], left: Money) -> Outcome:
    if not is_zero(left):
        return Outcome.OVERPAID if chosen else Outcome.WALLET
    return Outcome.MATCHED if all(document.open == paid for document, paid in chosen) else Outcome.PARTIAL
