"""What is said about the account: its services, its customer, its cards, what holds acts back."""

from attrs import frozen

from ...catalog import Discount
from ...demands import Instrument
from ...errors import check_text, check_type, refuse
from ...parties import Customer
from ...renewal.law import Channel
from ..asked import Report
from ..holds import Hold


@frozen(kw_only=True)
class SwitchRenewal:
    """Switch tacit renewal of a service on or off; off is how a tacit service is cancelled.

    `shown` is what the customer read when choosing, kept with the day and the channel as the proof of the consent.
    """

    service_id: str
    tacit: bool
    channel: Channel = Channel.CUSTOMER_AREA
    shown: str = ""

    def __attrs_post_init__(self) -> None:
        refuse(
            check_text("switch.service_id", self.service_id),
            check_type("switch.tacit", self.tacit, bool),
            check_type("switch.channel", self.channel, Channel),
            check_type("switch.shown", self.shown, str),
        )


@frozen(kw_only=True)
class AddInstrument:
    """Store a means of payment, or renew the one of the same id."""

    instrument: Instrument

    def __attrs_post_init__(self) -> None:
        refuse(check_type("instrument", self.instrument, Instrument))


@frozen(kw_only=True)
class ChangeCustomer:
    """Edit name, address, contacts or VAT id; only future documents follow."""

    customer: Customer

    def __attrs_post_init__(self) -> None:
        refuse(check_type("customer", self.customer, Customer))


@frozen(kw_only=True)
class GrantDiscount:
    """Take something off the coming renewals of a service; calls already issued keep their amounts."""

    service_id: str
    discount: Discount

    def __attrs_post_init__(self) -> None:
        refuse(check_text("discount.service_id", self.service_id), check_type("discount", self.discount, Discount))


@frozen(kw_only=True)
class PlaceHold:
    """Stop every adverse act until the hold is released or its last day has passed."""

    hold: Hold

    def __attrs_post_init__(self) -> None:
        refuse(check_type("hold", self.hold, Hold))


@frozen(kw_only=True)
class ReleaseHold:
    """Let acts go on: what was held back comes due at once, its notices having been sent before."""

    id: str

    def __attrs_post_init__(self) -> None:
        refuse(check_text("hold.id", self.id))


@frozen(kw_only=True)
class ReportMissing:
    """Say for a customer what has not come: the access of an order, or the invoice for what was paid on a day.

    What follows from it depends on what is known: a search for the payment, for the service, or for the mail.
    """

    report: Report

    def __attrs_post_init__(self) -> None:
        refuse(check_type("report", self.report, Report))
