"""The wallet: money of the customer's that no demand has used yet.

A ledger of entries that are never changed; the balance is their sum. It holds no VAT, because what it will
buy is not known when it is paid in (CJEU C-419/02, BUPA Hospitals).
"""

from datetime import date

from attrs import field, frozen

from ..errors import Fault, check_date, check_text, impossible, refuse
from ..money import Money, add, exact, is_negative, negate, payable, total, zero


@frozen(kw_only=True)
class Entry:
    """One movement: positive came in, negative was spent; `id` makes it count once."""

    id: str
    on: date
    amount: Money = field(converter=payable)
    why: str

    def __attrs_post_init__(self) -> None:
        refuse(check_text("entry.id", self.id), check_date("entry.on", self.on))


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

    @property
    def balance(self) -> Money:
        """What can be spent."""
        return total((entry.amount for entry in self.entries), currency=self.currency)

    def put(self, entry: Entry) -> "Wallet":
        """Return the wallet with one more entry; the same id twice counts once.

        Raises `Impossible` when spending would leave less than nothing, and `InvalidInput` for another currency.
        """
        if any(known.id == entry.id for known in self.entries):
            return self
        after = add(self.balance, entry.amount)
        if is_negative(entry.amount) and is_negative(after):
            raise impossible("wallet.overdrawn", "entry.amount", str(entry.amount.amount),
                             f"is more than the {self.balance.amount} {self.currency} it holds",
                             "spend the balance at most")  # fmt: skip
        return Wallet(currency=self.currency, entries=(*self.entries, entry))

    def spend(self, amount: Money, *, id: str, on: date, why: str) -> "Wallet":  # noqa: A002
        """Return the wallet with a positive `amount` taken out."""
        if is_negative(amount) or amount == zero(self.currency):
            refuse(Fault("wallet.spend", "amount", str(amount.amount), "is not above zero", "pass what is to be spent"))
        return self.put(Entry(id=id, on=on, amount=negate(exact(amount)), why=why))
