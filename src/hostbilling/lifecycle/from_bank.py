"""What a matched line of a bank statement becomes in the conductor: payments, or payments taken back.

A line that pays several demands becomes one payment each, under the identity of the line; its evidence, or the person
and the proof of a pairing by hand, stays with the payment.
"""

from collections.abc import Iterator
from datetime import date

from ..errors import Fault, InvalidInput, not_found
from ..money import Money, is_zero
from ..payments import Direction, Match, Outcome, Payment, ReversalKind
from .account import Account
from .facts import PaymentReceived, PaymentReversed

CHANNEL = "bank"
_WALLET = "wallet"
_FOR = " for "


def received(match: Match, *, known: date) -> tuple[PaymentReceived, ...]:
    """Return the payments of a matched line: one for each document it pays, and one for the wallet.

    The documents of the match are the ids of demands. `known` is the day on which it is recorded; the line's value
    date, else its booking date, is the day of the payment. Raises `InvalidInput` for a line without any date.
    """
    return tuple(_received(match, known=known))


def _received(match: Match, *, known: date) -> Iterator[PaymentReceived]:
    if match.outcome is Outcome.REVERSAL:
        return
    on = _day(match)
    shares: list[tuple[str, str | None, Money]] = [
        (each.document, each.document, each.amount) for each in match.allocations if not is_zero(each.amount)
    ]
    if not is_zero(match.wallet):
        shares.append((_WALLET, None, match.wallet))
    for name, demand_id, amount in shares:
        payment = Payment(channel=CHANNEL, external_id=f"{match.identity}{_FOR}{name}", amount=amount, received_on=on)
        yield PaymentReceived(payment=payment, demand_id=demand_id, reasons=match.reasons, on=on, known=known)


def taken_back(
    match: Match, account: Account, *, reversal: ReversalKind, undo_spent: bool, known: date
) -> tuple[PaymentReversed, ...]:
    """Return what a line that takes a former one back reverses on an account.

    Raises `NotFound` where no payment of the account came by that line.
    """
    on = _day(match)
    facts: list[PaymentReversed] = []
    for document, amount in match.reopens:
        of = _came_by(match.takes_back, document, account)
        if of is not None:
            out = Payment(
                channel=CHANNEL,
                external_id=f"{match.identity}{_FOR}{document}",
                amount=amount,
                received_on=on,
                direction=Direction.OUT,
            )
            facts.append(
                PaymentReversed(of=of.id, payment=out, reversal=reversal, undo_spent=undo_spent, on=on, known=known)
            )
    if not facts:
        raise not_found("payment", match.line.return_of, f"match the line against the payments of {account.id}")
    return tuple(facts)


def _came_by(line_id: str, document: str, account: Account) -> Payment | None:
    """The latest payment for a document that came by a line of the bank."""
    for payment in reversed(account.payments):
        line, _, name = payment.external_id.partition(_FOR)
        if payment.channel == CHANNEL and name == document and (line == line_id or line.endswith(f"/{line_id}")):
            return payment
    return None


def _day(match: Match) -> date:
    on = match.line.value_on or match.line.booked_on
    if on is None:
        raise InvalidInput(
            Fault("from_bank.day", "match.line.value_on", None, "is missing", "give the line its value date")
        )
    return on
