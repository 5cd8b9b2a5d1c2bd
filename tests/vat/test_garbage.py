"""Anything at all in any argument of any function: an answer or an error of ours, never a crash."""

import inspect
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from hostbilling import vat
from hostbilling.errors import BillingError, Fault
from hostbilling.money import Rounding, payable
from hostbilling.parties import CustomerVat
from hostbilling.periods import Period
from hostbilling.vat import VatId, VatIdStatus

from .samples import FRENCH, HOSTING, ON, business, decided

DECIDED = decided(FRENCH, business("DE"))
CHARGED = decided(FRENCH, business("FR"))
ECB = vat.ExchangeRate(quote="CZK", price="24.5", on=ON, source="ECB")
YEARS = Period(date(2025, 3, 1), date(2027, 3, 1))
EUROS = payable("100", "EUR")
UP = {"rounding": Rounding.HALF_UP}
RATES = {"rates": [ECB], **UP}

# Arguments that work; each is replaced by garbage in turn.
CALLS: dict[Callable[..., object], dict[str, Any]] = {
    vat.chargeable_parts: {
        "net": EUROS, "completed_on": ON, "payments": [vat.Payment(on=date(2026, 1, 1), net=payable("10", "EUR"))],
    },
    vat.compute: {"decision": CHARGED, "net": EUROS, "gross": None, **UP},
    vat.compute_lines: {"decision": CHARGED, "nets": [EUROS], "unit": vat.RoundingUnit.PER_LINE, **UP},
    vat.convert: {"amount": EUROS, "to": "CZK", **RATES},
    vat.deemed_completions: {"period": YEARS, "events": [ON]},
    vat.determine: {"supply": HOSTING, "seller": FRENCH, "customer": business("DE"), "tax_point": ON, "evidence": []},
    vat.field_applies: {"country": "SK", "kind": vat.CustomerKind.BUSINESS, "on": ON, "postcode": "811 01"},
    vat.id_form: {"vat_id": VatId(number="SK2022749619"), "on": ON},
    vat.in_national_currency: {"vat": EUROS, "state": "CZ", "on": ON, **RATES},
    vat.in_return_currency: {"vat": payable("10", "CZK"), **RATES},
    vat.invoice_by: {"chargeable_event": ON},
    vat.is_reachable: {"gross": EUROS, "rate": Decimal(20), **UP},
    vat.keep_records_until: {"tax_point": ON},
    vat.late_id: {"invoiced": CHARGED, "with_id": DECIDED, "policy": vat.OnLateId.CORRECT},
    vat.mention: {"about": DECIDED, "language": "fr", "seller_country": "FR", "on": ON},
    vat.national_currency: {"state": "CZ", "on": ON},
    vat.oss_correction_until: {"tax_point": ON},
    vat.oss_due: {"tax_point": ON},
    vat.oss_period: {"tax_point": ON},
    vat.oss_start: {"first_supply": ON, "notified_on": ON},
    vat.reprice: {
        "asked": vat.compute(CHARGED, net=EUROS, rounding=Rounding.HALF_UP), "before": CHARGED, "now": DECIDED,
        "policy": vat.OnChange.REQUOTE, **UP,
    },
    vat.standard_rate: {"place": "SK", "on": ON, "region": None, "overlay": []},
    vat.statement_tax_points: {"periods": [YEARS]},
    vat.straddles_change: {"place": "SK", "period": YEARS, "region": None, "overlay": []},
    vat.tax_point: {"completed_on": ON, "paid_on": ON},
    vat.with_checked_form: {"vat_id": VatId(number="SK2022749619"), "on": ON},
    vat.Buyer: {
        "kind": vat.CustomerKind.BUSINESS, "country": "FR", "postcode": "", "city": "", "vat_id": None,
        "vat": CustomerVat(),
    },
    CustomerVat: {
        "private_use": False, "id_given_on": ON, "id_applied_for": False, "business_proof": "", "name_matches": None,
        "receiving_country": None, "vat_group": False, "outside_government_control": False,
    },
    vat.Evidence: {
        "kind": vat.EvidenceKind.BANK, "country": "FR", "given_by": None, "value": "",
        "taken_at": datetime(2026, 1, 1, tzinfo=UTC),
    },
    vat.ExchangeRate: {"base": "EUR", "quote": "CZK", "price": "24.5", "on": ON, "source": "ECB"},
    vat.OverlayRate: {"place": "SK", "since": ON, "rate": 20, "source": "the host"},
    vat.Payment: {"on": ON, "net": EUROS},
    vat.SellerVat: {
        "country": "FR", "postcode": "", "city": "", "establishments": (), "registrations": (), "has_vat_id": True,
        "oss": vat.Oss.NONE, "cross_border": None, "one_item": None, "small_business": None, "choices": (),
        "vat_ids": vat.VatIdPolicy(), "rebut_presumptions": True, "use_and_enjoyment": (), "rates": (),
    },
    vat.SmallBusiness: {"home": True, "ex_states": (), "union_turnover": 0, "prior_union_turnover": 0},
    vat.Supply: {
        "kind": vat.SupplyKind.ELECTRONIC, "net": None, "gross": None, "principal": None, "location": None,
        "establishment": None, "delivered_over": None, "with_human_support": False, "known_place": None,
        "known_rate": None, "used_in": None, "original_tax_point": None, "threshold_net": None,
    },
    vat.Totals: {
        "this_year": 0, "prior_year": 0, "limit": None, "currency": "EUR", "opted_from": None, "opted_until": None,
    },
    VatId: {"number": "SK2022749619", "status": VatIdStatus.VALID, "checked_on": ON, "consultation": "WAPI"},
    vat.VatIdPolicy: {"outage": vat.Outage.ASK, "max_age_days": 3, "recheck_after_days": 7},
    vat.Where: {"country": "FR", "postcode": "", "city": ""},
}  # fmt: skip
GARBAGE: list[Any] = [
    None, "", "ZZ", "x" * 50, 0, -1, 1.5, True, 10**30, float("nan"), Decimal("NaN"), Decimal(-5), b"x", object(),
    date(1, 1, 1), date(9999, 12, 31), datetime(2026, 1, 1), [], {}, [None], ["ZZ"], [1.5], [[]], {"a": 1},
]  # fmt: skip
NO_LISTS = [value for value in GARBAGE if not isinstance(value, (str, bytes, list, dict))]
LISTS: dict[Callable[..., object], str] = {
    vat.chargeable_parts: "payments", vat.compute_lines: "nets", vat.convert: "rates", vat.deemed_completions: "events",
    vat.standard_rate: "overlay", vat.straddles_change: "overlay", vat.statement_tax_points: "periods",
    vat.SmallBusiness: "ex_states", vat.determine: "evidence",
}  # fmt: skip


def _call(function: Callable[..., object], given: dict[str, Any]) -> object:
    parameters = inspect.signature(function).parameters.values()
    first = [each.name for each in parameters if each.kind is each.POSITIONAL_OR_KEYWORD and each.name in given]
    return function(*(given[name] for name in first), **{name: given[name] for name in given if name not in first})


def _faults(function: Callable[..., object], given: dict[str, Any]) -> Sequence[Fault]:
    try:
        _call(function, given)
    except BillingError as error:
        return error.faults
    return ()


@pytest.mark.parametrize("function", CALLS, ids=lambda function: function.__name__)
def test_garbage_is_an_answer_or_an_error_of_ours(function: Callable[..., object]) -> None:
    given = CALLS[function]
    _call(function, given)
    faults = [fault for name in given for wrong in GARBAGE for fault in _faults(function, {**given, name: wrong})]
    assert len(faults) >= len(given)
    assert all(fault.field and fault.problem and fault.remedy for fault in faults)


@pytest.mark.parametrize("function", LISTS, ids=lambda function: function.__name__)
def test_what_is_no_list_is_named(function: Callable[..., object]) -> None:
    name = LISTS[function]
    for wrong in NO_LISTS:
        with pytest.raises(BillingError, match=f"{name} is no list"):
            _call(function, {**CALLS[function], name: wrong})


@pytest.mark.parametrize("name", ["establishments", "registrations", "choices", "use_and_enjoyment", "rates"])
def test_what_is_no_list_of_a_seller_is_named(name: str) -> None:
    for wrong in NO_LISTS:
        with pytest.raises(BillingError, match=f"seller.{name} is no list"):
            _call(vat.SellerVat, {**CALLS[vat.SellerVat], name: wrong})


def test_every_public_function_is_called() -> None:
    public = {getattr(vat, name) for name in vat.__all__}
    functions = {each for each in public if inspect.isfunction(each)}
    assert functions <= CALLS.keys()
