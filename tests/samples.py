"""Small values that several tests start from, with every choice written out."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from hostbilling.errors import BillingError, Fault
from hostbilling.money import Amounts, Money, payable
from hostbilling.parties import Address, Contact, Customer, CustomerKind, Role, Seller, VatId, VatIdStatus
from hostbilling.periods import Period
from hostbilling.vat import Category, Liable, Scheme, Treatment, VatDecision

EUR = "EUR"
TODAY = date(2026, 3, 2)
YEAR = Period(date(2026, 4, 1), date(2027, 4, 1))


def faults(call: Callable[..., object], *args: Any, **named: Any) -> list[Fault]:
    """Call what must be refused, and return why; every fault says what to do."""
    with pytest.raises(BillingError) as caught:
        call(*args, **named)
    for fault in caught.value.faults:
        assert fault.problem
        assert fault.remedy
        assert fault.code in str(caught.value)
    return list(caught.value.faults)


def refusal(call: Callable[..., object], *args: Any, **named: Any) -> tuple[str, str]:
    """Return code and field of the only fault of a call that must be refused."""
    (fault,) = faults(call, *args, **named)
    return fault.code, fault.field


def answers_or_refuses(call: Callable[..., object], **named: object) -> bool:
    """Tell whether a call came back, or was refused with what to do; any other error is left to fail the test."""
    try:
        call(**named)
    except BillingError as refused:
        return bool(refused.faults) and all(fault.remedy for fault in refused.faults)
    return True


def eur(text: str) -> Money:
    return payable(text, EUR)


def amounts(net: str, vat: str, gross: str) -> Amounts:
    return Amounts(net=eur(net), vat=eur(vat), gross=eur(gross))


def texts(value: Amounts) -> tuple[str, str, str]:
    """Net, VAT and gross as text."""
    return str(value.net.amount), str(value.vat.amount), str(value.gross.amount)


SELLER = Seller(
    id="tatra",
    name="Tatrahost s.r.o.",
    address=Address(country="SK", postcode="811 01", city="Bratislava", street="Panská 1"),
    zone="Europe/Bratislava",
    vat_id=VatId(number="SK2120000006", status=VatIdStatus.VALID, checked_on=date(2025, 12, 1)),
)
CUSTOMER = Customer(
    id="C1",
    name="Jana Nováková",
    kind=CustomerKind.CONSUMER,
    address=Address(country="SK", postcode="04001", city="Košice"),
    contacts=(
        Contact(role=Role.CONTACT, email="jana@customer.example"),
        Contact(role=Role.BILLING, email="accountant@books.example"),
    ),
)


def decided(
    rate: str | None = "23", place: str = "SK", treatment: Treatment = Treatment.STANDARD, **more: Any
) -> VatDecision:
    """Return a VAT decision as `vat.determine` makes them."""
    charged = treatment is Treatment.STANDARD
    facts: dict[str, Any] = {
        "treatment": treatment,
        "place": place,
        "region": None,
        "rate": None if rate is None else Decimal(rate),
        "scheme": Scheme.DOMESTIC if charged else Scheme.NONE,
        "liable": Liable.SUPPLIER if charged else Liable.CUSTOMER,
        "mention": None,
        "category": Category.STANDARD if charged else Category.REVERSE_CHARGE,
        "vatex": None,
        "tax_point": TODAY,
        "taxed_on": TODAY,
        "reasons": (),
    }
    return VatDecision(**{**facts, **more})


REVERSED = decided(None, "CZ", Treatment.REVERSE_CHARGE)
