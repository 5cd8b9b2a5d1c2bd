"""What a customer, or staff for one, can ask about contracts: begin, change, end and keep them."""

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from ...dunning import FeeFor
from ...errors import Fault, check_count, check_date, check_text, check_type, refuse
from ...money import Money, exact, is_negative
from ...parties import Customer
from ...periods import Term
from ...periods.terms import check_day_of_month
from ...renewal import AccountEvent, Need, PaymentChoice, Request
from ...renewal.law import Channel
from ...services import Cause


@frozen(kw_only=True)
class ChangeService:
    """Change one thing about a service that runs: its product, its quantity, its term or its anchor day.

    `effective` is the day from which it is wanted, and the last day to pay for it. By policy some changes wait for the
    renewal. `id` is the host's, and makes it count once.
    """

    id: str
    service_id: str
    effective: date
    product_id: str | None = None
    quantity: int | None = None
    term: Term | None = None
    anchor_day: int | None = None

    def __attrs_post_init__(self) -> None:
        wanted = [name for name in ("product_id", "quantity", "term", "anchor_day") if getattr(self, name) is not None]
        refuse(
            check_text("change.id", self.id),
            check_text("change.service_id", self.service_id),
            check_text("change.product_id", self.product_id) if self.product_id is not None else None,
            check_type("change.term", self.term, Term) if self.term is not None else None,
            check_day_of_month("change.anchor_day", self.anchor_day) if self.anchor_day is not None else None,
            check_date("change.effective", self.effective),
            check_count("change.quantity", self.quantity, least=1) if self.quantity is not None else None,
            Fault("change.one", "change", wanted, "is not one change", "name product, quantity, term or anchor day")
            if len(wanted) != 1
            else None,
        )


@frozen(kw_only=True)
class CancelService:
    """End a service: at once, at the end of its term, or on a day, as the request says."""

    service_id: str
    request: Request

    def __attrs_post_init__(self) -> None:
        refuse(check_text("cancel.service_id", self.service_id), check_type("cancel.request", self.request, Request))


@frozen(kw_only=True)
class KeepService:
    """Take back a cancellation before the service ended."""

    service_id: str

    def __attrs_post_init__(self) -> None:
        refuse(check_text("keep.service_id", self.service_id))


BY_TRANSFER = PaymentChoice(method="transfer")


def _fees(value: Iterable[tuple[FeeFor, Money]]) -> tuple[tuple[FeeFor, Money], ...]:
    return tuple((what, exact(amount)) for what, amount in value)


@frozen(kw_only=True)
class BringBack:
    """Bring a service back that was switched off, or deleted and not purged yet; `id` is the host's.

    It is an order, which counts once: a call for `term`, by default the usual one of the service, with the fees of
    coming back, that can be taken back (`CancelOrder`) until it is paid. `fees` are the amounts of those that the
    book leaves open, zero for one that is not asked for. See `reactivation` for the quote.
    """

    id: str
    service_id: str
    term: Term | None = None
    fees: tuple[tuple[FeeFor, Money], ...] = field(default=(), converter=_fees)
    payment: PaymentChoice = BY_TRANSFER

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("back.id", self.id),
            check_text("back.service_id", self.service_id),
            check_type("back.term", self.term, Term) if self.term is not None else None,
            check_type("back.payment", self.payment, PaymentChoice),
            *(check_type("back.fees", what, FeeFor) for what, _ in self.fees),
            *(
                Fault("back.fee", "back.fees", str(amount), "is below zero", "pass zero or more")
                for _, amount in self.fees
                if is_negative(amount)
            ),
        )


@frozen(kw_only=True)
class WithdrawFromService:
    """A consumer withdraws from a contract made at a distance.

    `sent_on` is the day the withdrawal was sent, `informed_on` the day the customer was told of the right, None if
    never. `begun_at_request`: the customer asked expressly to begin at once; `performed`: it is fully performed, as a
    registered domain is. `id` is the host's.
    """

    id: str
    service_id: str
    sent_on: date
    informed_on: date | None
    begun_at_request: bool
    performed: bool = False

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("withdrawal.id", self.id),
            check_text("withdrawal.service_id", self.service_id),
            check_date("withdrawal.sent_on", self.sent_on),
            check_date("withdrawal.informed_on", self.informed_on) if self.informed_on is not None else None,
            check_type("withdrawal.begun_at_request", self.begun_at_request, bool),
            check_type("withdrawal.performed", self.performed, bool),
        )


@frozen(kw_only=True)
class GrantDays:
    """Give a service a term without payment, from the end of its validity; `id` is the host's."""

    id: str
    service_id: str
    term: Term
    cause: Cause

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("grant.id", self.id),
            check_text("grant.service_id", self.service_id),
            check_type("grant.term", self.term, Term),
            check_type("grant.cause", self.cause, Cause),
        )
        refuse(
            Fault("grant.paid", "grant.cause", self.cause.value, "is not given away", "record a payment instead")
            if self.cause in (Cause.PAID, Cause.OPENING)
            else None,
        )


@frozen(kw_only=True)
class DeclineDebit:
    """The customer wants no automatic debit: every service of the account renews only if ordered."""

    channel: Channel = Channel.CUSTOMER_AREA

    def __attrs_post_init__(self) -> None:
        refuse(check_type("decline.channel", self.channel, Channel))


@frozen(kw_only=True)
class AnnouncePrice:
    """Give one contract a new price from a day on; the customer is told, and may leave until `leave_by`."""

    id: str
    service_id: str
    price: Money = field(converter=exact)
    effective: date
    leave_by: date | None = None

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("news.id", self.id),
            check_text("news.service_id", self.service_id),
            check_date("news.effective", self.effective),
            check_date("news.leave_by", self.leave_by) if self.leave_by is not None else None,
        )


@frozen(kw_only=True)
class MoveAccount:
    """Bring a cancelled account back, or ask support to; `why` is what was said, `confirmed` a second click.

    Without `by_support` it is the customer who does it, which the book may not allow.
    """

    event: AccountEvent
    confirmed: bool
    by_support: bool = False
    why: str = ""

    def __attrs_post_init__(self) -> None:
        refuse(
            check_type("account.event", self.event, AccountEvent),
            check_type("confirmed", self.confirmed, bool),
            check_type("by_support", self.by_support, bool),
            check_type("why", self.why, str),
        )
        refuse(
            Fault("account.event", "account.event", self.event.value, "ends every service too", "use CancelAccount")
            if self.event is AccountEvent.CANCELLED
            else None,
        )


@frozen(kw_only=True)
class CancelAccount:
    """Cancel the account as a whole: every service ends, as its own contract does."""

    request: Request

    def __attrs_post_init__(self) -> None:
        refuse(check_type("cancel.request", self.request, Request))


@frozen(kw_only=True)
class TransferOwner:
    """Hand the account over to another owner: by the seller's table each domain is transferred first."""

    customer: Customer

    def __attrs_post_init__(self) -> None:
        refuse(check_type("transfer.customer", self.customer, Customer))


@frozen(kw_only=True)
class TransferStep:
    """Say that something the transfer of a service waits for is done."""

    service_id: str
    need: Need

    def __attrs_post_init__(self) -> None:
        refuse(check_text("transfer.service_id", self.service_id), check_type("transfer.need", self.need, Need))


@frozen(kw_only=True)
class EndTransfer:
    """Give a transfer up; the owner stays."""
