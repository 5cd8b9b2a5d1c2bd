"""What an account remembers of its contracts: what was bought, changed, told and announced."""

from datetime import date

from attrs import evolve, frozen

from ..errors import check_count, check_date, check_text, refuse
from ..money import Money, allocate, is_zero, subtract, zero
from ..parties import Customer
from ..periods import Term
from ..renewal import Announcement, Need, PaidLine, Quote


@frozen(kw_only=True)
class Bought:
    """What was really paid for days of a service: what later credits and refunds are worked out from.

    `line.paid` is net or gross as the catalog is, `gross` with VAT. `concluded` is the day it was ordered or, by
    silence, paid.
    """

    service_id: str
    line: PaidLine
    gross: Money
    concluded: date
    by_silence: bool = False

    def gross_of(self, part: Money) -> Money:
        """Return what an amount of the line is with VAT, in proportion."""
        if is_zero(self.line.paid):
            return zero(self.gross.currency.code)
        return allocate(self.gross, (part.amount, subtract(self.line.paid, part).amount))[0]


@frozen(kw_only=True)
class LineCredit:
    """What is given back of one line, VAT included: a credit note of its invoice, once that was issued.

    `used` is what of it paid for something already, as in a change of plan. `id` names it for ever.
    """

    id: str
    line_id: str
    gross: Money
    why: str
    used: Money | None = None


@frozen(kw_only=True)
class ServiceChange:
    """A change in mid-term that was accepted; it is made once its call is paid, or with the renewal.

    `product_id` and `quantity` are those after it, the rest is in the quote; `credits` are what it gives back of
    earlier invoices. `id` is the host's.
    """

    id: str
    product_id: str
    quantity: int
    quote: Quote
    credits: tuple[LineCredit, ...] = ()

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("change.id", self.id),
            check_text("change.product_id", self.product_id),
            check_count("change.quantity", self.quantity, least=1),
        )

    @property
    def service_id(self) -> str:
        """The service that changes."""
        return self.quote.service_id

    @property
    def waits_for_renewal(self) -> bool:
        """Whether nothing is credited or charged for it: it comes with the next renewal."""
        return not self.quote.charges and not self.quote.credits


@frozen(kw_only=True)
class Switching:
    """A service that the host must change over to another product, quantity or term on a day."""

    change_id: str
    service_id: str
    on: date


@frozen(kw_only=True)
class Told:
    """A message that law asks for, before the term that ends on a day, and when it reached the customer."""

    service_id: str
    rule: str
    ends: date
    on: date


@frozen(kw_only=True)
class PriceNews:
    """A new price of one contract; it binds once the customer was told."""

    id: str
    service_id: str
    term: Term
    announcement: Announcement

    def __attrs_post_init__(self) -> None:
        refuse(check_text("news.id", self.id), check_text("news.service_id", self.service_id))

    def sent(self, on: date) -> "PriceNews":
        """Return it as it stands once the customer was told."""
        refuse(check_date("on", on))
        return evolve(self, announcement=evolve(self.announcement, sent_on=on))


@frozen(kw_only=True)
class Transferring:
    """The owner who takes over, and what each service still waits for."""

    to: Customer
    waits: tuple[tuple[str, tuple[Need, ...]], ...]

    def needs_of(self, service_id: str) -> tuple[Need, ...]:
        """Return what a service still waits for, nothing for one that is not transferred."""
        return dict(self.waits).get(service_id, ())

    def without(self, service_id: str, need: Need) -> "Transferring":
        """Return it with one thing less to wait for."""
        left = [(id_, tuple(each for each in needs if (id_, each) != (service_id, need))) for id_, needs in self.waits]
        return evolve(self, waits=tuple((id_, needs) for id_, needs in left if needs))
