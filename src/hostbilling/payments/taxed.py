"""Money of a wallet that was taxed when it was paid in: what a document that it pays has to deduct.

VAT that fell due with a prepayment, or with the issue of a single-purpose voucher, must not be charged again when the
money is spent (Directive 2006/112/EC articles 65 and 30b(1)).
"""

from collections.abc import Iterator
from decimal import Decimal

from attrs import evolve, frozen

from ..errors import check_text, check_type, impossible, not_found, refuse
from ..money import Amounts, Money, Rounding, add, is_negative, net_from_gross, subtract
from .topping_up import TAXED_AT_ONCE, VatRegime
from .wallet import Entry, Wallet


@frozen(kw_only=True)
class Taxed:
    """What was spent of one lot, and the VAT that was due on it when it came."""

    lot: str
    regime: VatRegime
    rate: Decimal
    amounts: Amounts


def taxed_before(wallet: Wallet, entry_id: str, *, rounding: Rounding = Rounding.HALF_UP) -> tuple[Taxed, ...]:
    """Return what of the money spent by one entry was taxed when it was paid in, lot by lot; empty for none.

    `rounding` is that of the `top_up`. Property: once a lot is spent, the VAT of all that was spent of it is the VAT of
    the top-up. Raises `NotFound` for an entry that spent nothing, and `Impossible` for a lot whose rate is not known.

    >>> from datetime import date
    >>> from hostbilling.money import payable
    >>> from hostbilling.payments import Terms
    >>> terms = Terms(regime=VatRegime.PREPAYMENT, rate=Decimal(20))
    >>> wallet = Wallet(currency="EUR").put(
    ...     Entry(id="t1", on=date(2026, 1, 5), amount=payable("10", "EUR"), why="paid in", terms=terms)
    ... ).spend(payable("6", "EUR"), id="d1", on=date(2026, 2, 1), why="for d1")
    >>> [(each.lot, str(each.amounts.net), str(each.amounts.vat)) for each in taxed_before(wallet, "d1")]
    [('t1', '5.00 EUR', '1.00 EUR')]
    """
    refuse(
        check_type("wallet", wallet, Wallet),
        check_text("entry_id", entry_id),
        check_type("rounding", rounding, Rounding),
    )
    at = next((at for at, each in enumerate(wallet.entries) if each.id == entry_id), None)
    if at is None or not is_negative(wallet.entries[at].amount):
        raise not_found("entry", entry_id, "pass the id of an entry that spent money")
    came = {each.id: each.amount for each in wallet.entries[:at]}
    before = evolve(wallet, entries=wallet.entries[:at])
    return tuple(_taxed(wallet.entries[at], before, came, rounding))


def _taxed(entry: Entry, before: Wallet, came: dict[str, Money], rounding: Rounding) -> Iterator[Taxed]:
    drawn = dict(entry.draws)
    for lot in before.lots:
        regime, rate = lot.terms.regime, lot.terms.rate
        if lot.id not in drawn or regime is None or regime not in TAXED_AT_ONCE:
            continue
        if rate is None:
            raise impossible("taxed.rate", "terms.rate", lot.id, "was taxed at a rate that is not known",
                             "give Terms the rate of the top-up")  # fmt: skip
        spent = subtract(came[lot.id], lot.left)
        until, since = (
            net_from_gross(each, rate=rate, rounding=rounding) for each in (add(spent, drawn[lot.id]), spent)
        )
        net = subtract(until.net, since.net)
        amounts = Amounts(net=net, vat=subtract(drawn[lot.id], net), gross=drawn[lot.id])
        yield Taxed(lot=lot.id, regime=regime, rate=rate, amounts=amounts)
