"""What the company decides: what it sells, at which prices, by which policies."""

from datetime import date
from decimal import Decimal

from attrs import evolve

from hostbilling.catalog import Catalog, Family, Price, Product, SupplyKind
from hostbilling.demands import Action, Origin, Stage
from hostbilling.documents import Basis
from hostbilling.dunning import DebtPolicy
from hostbilling.lifecycle import Book, FamilyPolicy, LawPolicy, Papers, ReceiptPolicy
from hostbilling.money import Rounding, exact
from hostbilling.numbering import UNIQUE_ONLY, DocumentKind, Late, Reset, Series
from hostbilling.parties import Address, Seller, VatId, VatIdStatus
from hostbilling.periods import Term
from hostbilling.presets import websupport
from hostbilling.renewal import Mode, ModeRule
from hostbilling.services import CutOver
from hostbilling.vat import Oss, SellerVat

_PRODUCTS = {
    "domain-sk": ("Domain .sk", Family.DOMAIN, SupplyKind.ELECTRONIC, {Term.years(1): "15.90"}),
    "domain-com": (
        "Domain .com",
        Family.DOMAIN,
        SupplyKind.ELECTRONIC,
        {Term.years(1): "18.50", Term.years(2): "36.00"},
    ),
    "hosting": ("Web hosting", Family.SHARED_HOSTING, SupplyKind.ELECTRONIC, {Term.months(12): "59.88"}),
    "vps": (
        "Virtual server",
        Family.VPS,
        SupplyKind.ELECTRONIC,
        {Term.months(1): "12.90", Term.months(12): "139.00"},
    ),
    "vps-large": (
        "Large virtual server",
        Family.VPS,
        SupplyKind.ELECTRONIC,
        {Term.months(1): "24.90", Term.months(12): "268.00"},
    ),
    "backup": ("Online backup", Family.BACKUP, SupplyKind.ELECTRONIC, {Term.months(12): "29.00"}),
    "server": ("Dedicated server", Family.DEDICATED_SERVER, SupplyKind.DEDICATED_SERVER, {Term.months(1): "119.00"}),
    "managed": ("Managed server", Family.DEDICATED_SERVER, SupplyKind.DEDICATED_SERVER, {Term.months(3): "540.00"}),
    "care-plan": ("Care plan with call-outs", Family.CALL_OUT, SupplyKind.HUMAN_REMOTE, {Term.months(3): "90.00"}),
}

CATALOG = Catalog(
    products=tuple(
        Product(id=id_, name=name, family=family, supply=supply, terms=tuple(prices))
        for id_, (name, family, supply, prices) in _PRODUCTS.items()
    ),
    prices=tuple(
        Price(product_id=id_, term=term, since=date(2024, 1, 1), renewal=exact(Decimal(amount), "EUR"))
        for id_, (_, _, _, prices) in _PRODUCTS.items()
        for term, amount in prices.items()
    ),
    gross=False,
)

TACIT_BY_CARD = ModeRule(
    text="VPS and backup paid by card when ordered renew tacitly",
    families=frozenset({Family.VPS, Family.BACKUP}),
    methods=frozenset({"card"}),
    mode=Mode.TACIT,
)

TACIT_ON_ACCOUNT = ModeRule(
    text="Servers paid by invoice renew tacitly",
    families=frozenset({Family.DEDICATED_SERVER}),
    methods=frozenset({"invoice"}),
    mode=Mode.TACIT,
)

ON_ACCOUNT = DebtPolicy(
    id="on account",
    stages=(
        Stage(name="payment_reminder", action=Action.NOTIFY, origin=Origin.DUE, days=1),
        Stage(name="last_reminder", action=Action.NOTIFY, origin=Origin.DUE, days=14),
        Stage(
            name="suspended_for_debt", action=Action.SUSPEND, origin=Origin.DUE, days=28,
            waits_for="last_reminder", aged=14,
        ),
    ),
)  # fmt: skip

_MONTHLY = FamilyPolicy(explicit=websupport.MONTHLY, tacit=websupport.MONTHLY_TACIT)
_ONCE_SET_UP = evolve(_MONTHLY, invoice_on=Basis.ORDER)
_BY_PERIOD = FamilyPolicy(
    explicit=websupport.EXPLICIT, tacit=websupport.TACIT, invoice_on=Basis.PERIOD, debts=ON_ACCOUNT
)

PROFORMAS = Series(
    id="proformas",
    pattern="PF{YYYY}-{seq:5}",
    reset=Reset.YEARLY,
    policy=UNIQUE_ONLY,  # no tax document: a number is only a name
    back_periods=True,  # a call left over from the old year may still be issued in the new one
    documents={DocumentKind.PROFORMA},
)
INVOICES = Series(
    id="invoices",
    pattern="{YYYY}{seq:6}",
    former=["{YYYY}/{seq:4}"],  # as the system before this one printed them
    reset=Reset.YEARLY,
    # Paid on Sunday and paired on Monday: an invoice takes the first date its series still allows, and says so.
    late=Late.NEXT_LAWFUL_DATE,
)
CREDIT_NOTES = Series(
    id="credit-notes",
    pattern="CN{YYYY}-{seq:5}",
    reset=Reset.YEARLY,
    late=Late.NEXT_LAWFUL_DATE,
    documents={DocumentKind.CREDIT_NOTE},
)
RECEIPTS = Series(
    id="receipts",
    pattern="R{YYYY}-{seq:5}",
    reset=Reset.YEARLY,
    policy=UNIQUE_ONLY,
    documents={DocumentKind.RECEIPT, DocumentKind.TOP_UP_RECEIPT},
)
QUOTES = Series(
    id="quotes", pattern="Q{YYYY}-{seq:4}", reset=Reset.YEARLY, policy=UNIQUE_ONLY, documents={DocumentKind.QUOTE}
)
ORDERS = Series(
    id="orders", pattern="O{YYYY}-{seq:5}", reset=Reset.YEARLY, policy=UNIQUE_ONLY, documents={DocumentKind.ORDER}
)
SERIES = (QUOTES, ORDERS, PROFORMAS, INVOICES, CREDIT_NOTES, RECEIPTS)
PAPERS = Papers(
    particulars=("Register of the District Court Bratislava I, section Sro, 12345/B",),
    cut_over=CutOver(on=date(2026, 7, 1), archive_lead_days=2),
    series=SERIES,
    confirmed_since=date(2026, 1, 1),
    receipts=ReceiptPolicy(since=date(2026, 1, 1)),  # of money for the wallet: an invoice confirms its own payment
)

BOOK = Book(
    seller=Seller(
        id="tatrahost",
        name="Tatrahost s.r.o.",
        address=Address(country="SK", postcode="811 01", city="Bratislava", street="Panská 1"),
        zone="Europe/Bratislava",
        vat_id=VatId(number="SK2120000006", status=VatIdStatus.VALID, checked_on=date(2025, 12, 1)),
    ),
    vat=SellerVat(country="SK", oss=Oss.UNION),
    catalog=CATALOG,
    usual=FamilyPolicy(explicit=websupport.EXPLICIT, tacit=websupport.TACIT),
    special=((Family.VPS, _MONTHLY), (Family.DEDICATED_SERVER, _ONCE_SET_UP)),
    by_product=(("managed", _BY_PERIOD),),  # invoiced as the period begins, paid within 14 days, and owed
    mode_rules=(TACIT_BY_CARD, TACIT_ON_ACCOUNT),
    law=LawPolicy(),
    invoice_due_days=14,
    rounding=Rounding.HALF_UP,
    papers=PAPERS,
)
