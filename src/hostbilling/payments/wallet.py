"""The wallet: money of the customer's that no demand has used yet.

A ledger of entries that are never changed; the balance is their sum, and the lots say what is left of each. It holds
no VAT, because what it will buy is not known when it is paid in (CJEU C-419/02, BUPA Hospitals); for a wallet that can
buy one thing only see `top_up`.
Spending never takes it below zero. Only a reversal or a chargeback does: then nothing can be spent until what comes in
has settled the debt.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from attrs import evolve, field, frozen

from ..errors import (
    Fault,
    check_date,
    check_declared,
    check_text,
    check_type,
    check_unique,
    each_of,
    impossible,
    not_found,
    refuse,
)
from ..money import Money, add, at_least, exact, is_negative, is_zero, negate, payable, subtract, total, zero
from .lots import DEFAULT_ORDER, By, Draws, Lot, Origin, Terms, draw, in_order, less, receive

PLAIN = Terms()


@frozen(kw_only=True)
class Entry:
    """One movement: positive came in, negative was spent; `id` makes it count once.

    `terms` hold for money that came in, `draws` tell which lots money that went out was taken from; a `reversal` takes
    back money that came in, even when it was spent.
    """

    id: str
    on: date
    amount: Money = field(converter=payable)
    why: str
    terms: Terms = PLAIN
    draws: Draws = ()
    reversal: bool = False

    def __attrs_post_init__(self) -> None:
        refuse(
            *check_declared("entry", self),
            check_text("entry.id", self.id),
        )
        refuse(*(_check_draw(f"entry.draws[{at}]", each) for at, each in enumerate(self.draws)))
        refuse(check_unique("entry.draws", [lot for lot, _ in self.draws]) or self._check_draws())

    def _check_draws(self) -> Fault | None:
        if not self.draws or add(self.amount, *(amount for _, amount in self.draws)) == zero(self.amount.currency.code):
            return None
        return Fault("entry.draws", "entry.draws", str(self.amount), "is not what its lots give", "draw its amount")


def _check_draw(field: str, draw: tuple[object, ...]) -> Fault | None:
    match draw:
        case (str(), Money()):
            return None
        case _:
            return Fault("entry.draws", field, draw, "is no lot with an amount", "pass (id of the lot, Money)")


@frozen(kw_only=True)
class Refund:
    """A wallet paid out: what goes back to the customer by lot, and what lapses because it was a gift."""

    wallet: "Wallet"
    refunded: Draws
    lapsed: Draws


@frozen(kw_only=True)
class Wallet:
    """The money an account holds in one currency.

    >>> from hostbilling.money import payable
    >>> wallet = Wallet(currency="EUR").put(
    ...     Entry(id="p1", on=date(2026, 1, 5), amount=payable("20", "EUR"), why="overpaid")
    ... )
    >>> wallet.balance.amount
    Decimal('20.00')
    """

    currency: str
    entries: tuple[Entry, ...] = ()

    def __attrs_post_init__(self) -> None:
        zero(self.currency)  # refuses what is no currency
        refuse(*check_declared("wallet", self))
        refuse(check_unique("wallet.entries", [entry.id for entry in self.entries]))

    @property
    def balance(self) -> Money:
        """The sum of the entries; below zero when money that was spent was taken back."""
        return total((entry.amount for entry in self.entries), currency=self.currency)

    @property
    def lots(self) -> tuple[Lot, ...]:
        """What is left of each entry that came in, as they came; expired ones too, until `expire` books them out."""
        return self._state()[0]

    @property
    def debt(self) -> Money:
        """What was taken back beyond what was there; while there is any, nothing can be spent."""
        return self._state()[1]

    def spendable(self, on: date) -> Money:
        """Return what can be spent on a day."""
        refuse(check_date("on", on))
        return total((lot.left for lot in self.lots if lot.usable(on)), currency=self.currency)

    @property
    def refundable(self) -> Money:
        """What could be paid out: the customer's own money, expired or not, as far as it is still there."""
        return total((lot.left for lot in self.lots if lot.terms.refundable), currency=self.currency)

    def until(self, on: date) -> "Wallet":
        """Return the wallet as it was at the end of a day."""
        refuse(check_date("on", on))
        return evolve(self, entries=tuple(entry for entry in self.entries if entry.on <= on))

    def put(self, entry: Entry) -> "Wallet":
        """Return the wallet with one more entry; the same id twice counts once.

        Raises `Impossible` when spending would leave less than nothing, or when the id stands for another amount, and
        `InvalidInput` for another currency.
        """
        refuse(check_type("entry", entry, Entry))
        if self._knows(entry):
            return self
        add(zero(self.currency), entry.amount)
        if is_negative(entry.amount) and not entry.reversal:
            entry = self._drawn(entry, DEFAULT_ORDER)
        return evolve(self, entries=(*self.entries, entry))

    def spend(
        self,
        amount: Money,
        *,
        id: str,  # noqa: A002
        on: date,
        why: str,
        order: Sequence[By] = DEFAULT_ORDER,
    ) -> "Wallet":
        """Return the wallet with a positive `amount` taken out of its lots in `order`.

        Raises `Impossible` for more than can be spent on the day; nothing is spent then.

        >>> gift = Entry(id="gift", on=date(2026, 1, 5), amount=payable("5", "EUR"), why="welcome")
        >>> [(lot, str(taken)) for lot, taken in Wallet(currency="EUR").put(gift).spend(
        ...     payable("3", "EUR"), id="d1", on=date(2026, 2, 1), why="for d1").entries[-1].draws]
        [('gift', '3.00 EUR')]
        """
        if is_negative(amount) or is_zero(amount):
            refuse(Fault("wallet.spend", "amount", str(amount.amount), "is not above zero", "pass what is to be spent"))
        entry = Entry(id=id, on=on, amount=negate(exact(amount)), why=why)
        return self if self._knows(entry) else self.put(self._drawn(entry, order))

    def expire(self, on: date, *, only: str | None = None) -> "Wallet":
        """Return the wallet with the lots booked out that ended before a day; running it again changes nothing.

        With `only` it is that lot alone.
        """
        refuse(check_date("on", on), None if only is None else check_text("only", only))
        after = self
        for lot in self.lots:
            if only in (None, lot.id) and lot.expired(on) and lot.terms.expires_on is not None:
                ended = max(lot.on, lot.terms.expires_on + timedelta(days=1))
                after = after._out(f"{lot.id}/expired", ended, ((lot.id, lot.left),), why="expired")
        return after

    def reverse(
        self,
        lot_id: str,
        *,
        id: str,  # noqa: A002
        on: date,
        why: str,
        amount: Money | None = None,
    ) -> "Wallet":
        """Return the wallet after money that came in as `lot_id` was taken back, all of it or `amount`.

        What was spent of it is taken from the other lots, and then becomes a debt. Raises `NotFound` for a lot that
        never came in, and `InvalidInput` for more than came in with it.
        """
        came = next((each for each in self.entries if each.id == lot_id and not is_negative(each.amount)), None)
        if came is None:
            raise not_found("lot", lot_id, "pass the id of the entry that brought the money in")
        before = [each for each in self.entries if each.reversal and each.id != id]
        taken = (amount for each in before for lot, amount in each.draws if lot == lot_id)
        left = subtract(came.amount, total(taken, currency=self.currency))
        back = came.amount if amount is None else payable(amount)
        if is_negative(back) or is_zero(back) or not at_least(left, back):
            refuse(Fault("wallet.reversal", "amount", str(back.amount),
                         f"is no part of the {left} that came and were not taken back",
                         "pass what was taken back"))  # fmt: skip
        return self.put(Entry(id=id, on=on, amount=negate(back), why=why, draws=((lot_id, back),), reversal=True))

    def take_back(
        self,
        amount: Money,
        *,
        id: str,  # noqa: A002
        on: date,
        why: str,
        first: Collection[str] = (),
    ) -> "Wallet":
        """Return the wallet after money went back to the customer: out of the lots `first`, then of their own money.

        Among that, what is kept comes last. What they do not hold is taken from the gifts, and then becomes a debt.
        """
        refuse(check_text("id", id), check_date("on", on))
        taken = payable(amount)
        if is_negative(taken) or is_zero(taken):
            refuse(Fault("wallet.take_back", "amount", str(taken), "is not above zero", "pass what went back"))
        of_these = each_of("first", first, str)
        own = [lot for lot in self.lots if lot.terms.origin is not Origin.GRANTED]
        own.sort(key=lambda lot: (lot.id not in of_these, lot.terms.kept))
        draws, missing = draw(own, taken)
        wallet = self._out(id, on, draws, why=why)
        if is_zero(missing):
            return wallet
        beyond = Entry(id=f"{id}/beyond", on=on, amount=negate(missing), why=why, reversal=True)
        return wallet.put(beyond)

    def refund(self, *, id: str, on: date) -> Refund:  # noqa: A002
        """Return the wallet paid out: the customer's own money goes back, gifts and what has expired lapse.

        What is kept is neither: it stays in the wallet, to be spent.
        """
        refuse(check_text("id", id))
        wallet = self.expire(on)
        own = tuple((lot.id, lot.left) for lot in wallet.lots if lot.terms.refundable)
        gifts = tuple((lot.id, lot.left) for lot in wallet.lots if lot.terms.origin is Origin.GRANTED)
        emptied = wallet._out(id, on, own, why="refunded")._out(f"{id}/lapsed", on, gifts, why="lapsed")  # noqa: SLF001
        return Refund(wallet=emptied, refunded=own, lapsed=gifts)

    def _knows(self, entry: Entry) -> bool:
        known = next((each for each in self.entries if each.id == entry.id), None)
        if known is not None and known.amount != entry.amount:
            raise impossible("wallet.otherwise", "entry.id", entry.id, f"stands for {known.amount} already",
                             "give another movement another id")  # fmt: skip
        return known is not None

    def _out(self, id: str, on: date, draws: Draws, *, why: str) -> "Wallet":  # noqa: A002
        if not draws:
            return self
        amount = negate(total((amount for _, amount in draws), currency=self.currency))
        return self.put(Entry(id=id, on=on, amount=amount, why=why, draws=draws))

    def _drawn(self, entry: Entry, order: Sequence[By]) -> Entry:
        """Return the entry with the lots it draws on; raise `Impossible` where they do not hold that much."""
        if entry.draws:
            held = {lot.id: lot.left for lot in self.lots}
            enough = all(lot in held and at_least(held[lot], amount) for lot, amount in entry.draws)
        else:
            lots = [lot for lot in self.lots if lot.usable(entry.on)]
            draws, missing = draw(in_order(lots, order), negate(entry.amount))
            entry, enough = (evolve(entry, draws=draws), True) if is_zero(missing) else (entry, False)
        if not enough:
            held_now = self.spendable(entry.on)
            raise impossible("wallet.overdrawn", "amount", str(negate(entry.amount)),
                             f"is more than the {held_now} usable on {entry.on}",
                             "spend that at most")  # fmt: skip
        return entry

    def _state(self) -> tuple[tuple[Lot, ...], Money]:
        lots, debt = tuple[Lot, ...](), zero(self.currency)
        for entry in self.entries:
            if not is_negative(entry.amount):
                lot = Lot(id=entry.id, on=entry.on, left=entry.amount, terms=entry.terms)
                lots, debt = receive(lots, lot, debt=debt)
            else:
                lots, debt = _taken(lots, entry, debt)
        return lots, debt


def _taken(lots: tuple[Lot, ...], entry: Entry, debt: Money) -> tuple[tuple[Lot, ...], Money]:
    """Return the lots and the debt after money went out: from the lots it names, then from the others, then owed."""
    before = total((lot.left for lot in lots), currency=entry.amount.currency.code)
    lots = less(lots, entry.draws)
    after = total((lot.left for lot in lots), currency=entry.amount.currency.code)
    rest = add(negate(entry.amount), after, negate(before))
    usable_first = sorted(in_order(lots), key=lambda lot: not lot.usable(entry.on))
    draws, missing = draw(usable_first, rest)
    return less(lots, draws), add(debt, missing)
