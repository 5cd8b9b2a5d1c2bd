"""What a matched line of a bank statement becomes in the conductor: payments, or payments taken back.

A line that pays several demands becomes one payment each, under the identity of the line; its evidence, or the person
and the proof of a pairing by hand, stays with the payment.
"""

from datetime import date

from ..errors import Fault, InvalidInput, check_date, check_type, not_found, refuse
from ..money import Money, is_negative, is_zero, negate
from ..payments import Direction, Match, Outcome, Payment, ReversalKind
from .account import Account
from .facts import PaymentReceived, PaymentReversed

CHANNEL = "bank"
_WALLET = "wallet"


def received(match: Match, *, known: date) -> tuple[PaymentReceived, ...]:
    """Return the payments of a matched line: one for each document it pays, and one for the wallet.

    The documents of the match are the ids of demands. `known` is the day on which it is recorded; the line's value
    date, else its booking date, is the day of the payment. Raises `InvalidInput` for a line without any date, and for a
    match that gave something up as missing: in an account `Book.filling` does that, so match without tolerances.
    """
    refuse(check_type("match", match, Match), check_date("known", known))
    if match.outcome is Outcome.REVERSAL:
        return ()
    refuse(_given_up(match))
    shares: list[tuple[str, str | None, Money]] = [
        (each.document, each.document, each.amount) for each in match.allocations if not is_zero(each.amount)
    ]
    if not is_zero(match.wallet):
        shares.append((_WALLET, None, match.wallet))
    on = _day(match)
    return tuple(
        PaymentReceived(
            payment=Payment(channel=CHANNEL, external_id=_share(match.identity, name), amount=amount, received_on=on),
            demand_id=demand_id,
            reasons=match.reasons,
            on=on,
            known=known,
        )
        for name, demand_id, amount in shares
    )


def taken_back(
    match: Match, account: Account, *, reversal: ReversalKind, undo_spent: bool, known: date
) -> tuple[PaymentReversed, ...]:
    """Return what a line that takes a former one back reverses on an account, the share of the wallet too.

    Raises `NotFound` where no payment of the account came by that line.
    """
    on = _day(match)
    shares = list(match.reopens)
    if is_negative(match.wallet):
        shares.append((_WALLET, negate(match.wallet)))
    came = {each.external_id: each for each in account.payments if each.channel == CHANNEL}
    facts = tuple(
        PaymentReversed(
            of=of.id,
            payment=Payment(
                channel=CHANNEL,
                external_id=_share(match.identity, name),
                amount=amount,
                received_on=on,
                direction=Direction.OUT,
            ),
            reversal=reversal,
            undo_spent=undo_spent,
            on=on,
            known=known,
        )
        for name, amount in shares
        if (of := came.get(_share(match.takes_back, name))) is not None
    )
    if not facts:
        raise not_found("payment", match.line.return_of, f"match the line against the payments of {account.id}")
    return facts


def _share(identity: str, name: str) -> str:
    """The id of the payment that one line made for one demand, or for the wallet."""
    return f"{identity} for {name}"


def _given_up(match: Match) -> Fault | None:
    if is_zero(match.written_off):
        return None
    return Fault("from_bank.written_off", "match.written_off", str(match.written_off), "would still be asked for",
                 "match without tolerances: Book.filling says what an account gives up")  # fmt: skip


def _day(match: Match) -> date:
    on = match.line.value_on or match.line.booked_on
    if on is None:
        raise InvalidInput(
            Fault("from_bank.day", "match.line.value_on", None, "is missing", "give the line its value date")
        )
    return on
