"""What waits to be renewed, for which terms, at which prices; and what is only listed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from hostbilling.catalog import Catalog, Discount, Family, Price, Product, SupplyKind
from hostbilling.demands import Demand, Instrument, Kind, Part
from hostbilling.money import Rounding, zero
from hostbilling.periods import Period, Term
from hostbilling.presets import lws, nfrance
from hostbilling.renewal import (
    Due,
    Mode,
    OfferRule,
    Start,
    StartRule,
    can_renew,
    first_offer,
    mode_of,
    offer,
    pending,
    renewable,
    stands,
)
from hostbilling.services import Cause, Coverage, Grant, Service, ServiceState
from tests.samples import amounts, eur, faults, refusal

ON = date(2027, 3, 1)
MONTH, YEAR, TWO = Term.months(1), Term.years(1), Term.years(2)
SOLD = {"domain": Family.DOMAIN, "web": Family.SHARED_HOSTING, "vps": Family.VPS}
CATALOG = Catalog(
    gross=True,
    products=tuple(
        Product(id=id_, name=id_.upper(), family=family, supply=SupplyKind.ELECTRONIC, terms=(YEAR, TWO))
        for id_, family in SOLD.items()
    ),
    prices=tuple(
        Price(product_id=id_, term=term, since=date(2026, 1, 1), renewal=eur(price))
        for id_, term, price in [
            ("domain", YEAR, "15"), ("domain", TWO, "28"), ("web", YEAR, "60"), ("web", TWO, "110"),
            ("vps", YEAR, "120"),
        ]
    ),
)  # fmt: skip
ASKED: dict[str, Any] = {
    "catalog": CATALOG, "rules": nfrance.OFFERS, "currency": "EUR", "rounding": Rounding.HALF_UP, "on": ON,
}  # fmt: skip


def with_(**more: Any) -> dict[str, Any]:
    return {**ASKED, **more}


CARD = Instrument(id="card", label="card", usable_until=date(2027, 3, 31))


def service(product: str, ends: date, *, id_: str = "", tacit: bool = False, term: Term = YEAR) -> Service:
    paid = Grant(line_id="1", period=Period(date(2026, 1, 1), ends), cause=Cause.PAID)
    return Service(
        id=id_ or product,
        product_id=product,
        name=f"{product}.example",
        term=term,
        anchor_day=ends.day,
        coverage=Coverage((paid,)),
        tacit=tacit,
    )


SHOP = service("domain", date(2027, 3, 31))
SITE = service("web", date(2027, 3, 15))
BOX = service("vps", date(2027, 9, 1), tacit=True)
LATE = service("domain", date(2027, 2, 20), id_="late")
GONE = evolve(service("web", date(2027, 3, 20), id_="gone"), state=ServiceState.DELETED)
ALL = (SHOP, BOX, LATE, GONE, SITE)


@pytest.mark.requirement("R-047", "R-048", "R-044", "R-045")
def test_the_list_says_what_waits_until_when_it_is_paid_how_it_renews_and_the_choices() -> None:
    found = pending(ALL, **ASKED)
    assert [(row.family, row.name, row.ends_on, row.mode) for row in found] == [
        (Family.SHARED_HOSTING, "web.example", date(2027, 3, 15), Mode.EXPLICIT),
        (Family.DOMAIN, "domain.example", date(2027, 3, 31), Mode.EXPLICIT),
    ]
    assert [str(row.since) for row in found] == ["2027-02-15", "2027-02-28"]
    assert [(str(each.term), str(each.price), str(each.period)) for each in found[1].choices] == [
        ("1 year", "15.00 EUR", "2027-03-31 to 2028-03-30"),
        ("2 years", "28.00 EUR", "2027-03-31 to 2029-03-30"),
    ]


@pytest.mark.requirement("R-056")
@pytest.mark.parametrize(
    ("families", "ids"),
    [
        ({Family.DOMAIN}, ["late", "domain"]),
        ({Family.SHARED_HOSTING}, ["web"]),
        (set(Family) - {Family.DOMAIN, Family.SHARED_HOSTING}, ["vps"]),
        ((), []),
    ],
)
def test_services_are_filtered_by_kind(families: set[Family], ids: list[str]) -> None:
    assert [row.service_id for row in pending(ALL, families=families, due=Due, **ASKED)] == ids


@pytest.mark.parametrize(
    ("due", "ids"), [(Due.EARLY, ["vps"]), (Due.WAITING, ["web", "domain"]), (Due.ENDED, ["late"])]
)
def test_services_are_filtered_by_how_near_the_end_is(due: Due, ids: list[str]) -> None:
    found = pending(ALL, due=[due], **ASKED)
    assert [(row.service_id, row.due) for row in found] == [(id_, due) for id_ in ids]


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2027, 2, 27), Due.EARLY),
        (date(2027, 2, 28), Due.WAITING),
        (date(2027, 3, 30), Due.WAITING),
        (date(2027, 3, 31), Due.ENDED),
    ],
)
def test_the_window_has_a_first_and_a_last_day(on: date, due: Due) -> None:
    assert renewable(SHOP, **with_(on=on)).due is due
    assert bool(pending([SHOP], **with_(on=on))) is (due is Due.WAITING)


def test_the_last_rule_that_names_the_family_counts() -> None:
    strict = OfferRule(families=frozenset({Family.DOMAIN}), window=MONTH, strict=True)
    days = OfferRule(families=frozenset({Family.DOMAIN, Family.VPS}), window=Term.days(28))
    firsts = [
        str(renewable(each, **with_(rules=rules)).since)
        for each, rules in [
            (SHOP, (*nfrance.OFFERS, strict)), (SHOP, (*nfrance.OFFERS, strict, days)), (SITE, (*nfrance.OFFERS, days)),
        ]
    ]  # fmt: skip
    assert firsts == ["2027-03-01", "2027-03-03", "2027-02-15"]
    assert refusal(renewable, SHOP, **with_(rules=())) == ("offer_rule.unknown", "offer_rule")
    assert refusal(OfferRule, families=frozenset(Family), window=MONTH, terms_ahead=0) == ("count.low", "terms_ahead")
    assert refusal(OfferRule, families=frozenset(Family), window=28) == ("value.type", "window")
    assert refusal(OfferRule, families=frozenset(Family), window=MONTH, charge_days=None) == (
        "value.type",
        "charge_days",
    )


@pytest.mark.requirement("R-049", "R-050", "R-042")
def test_a_service_is_renewed_by_hand_at_any_time_a_tacit_one_too() -> None:
    assert [can_renew(each) for each in ALL] == [True, True, True, False, True]
    row = renewable(BOX, instruments=(CARD,), **ASKED)
    assert (row.due, row.mode) == (Due.EARLY, Mode.TACIT)
    assert [str(each.period) for each in row.choices] == ["2027-09-01 to 2028-08-31"]


@pytest.mark.requirement("R-051")
def test_the_usual_term_comes_first_and_a_term_without_a_price_is_no_choice() -> None:
    two = service("web", date(2027, 3, 15), term=TWO)
    assert [str(each.term) for each in renewable(two, **ASKED).choices] == ["2 years", "1 year"]
    row = renewable(BOX, **ASKED)
    assert [str(each.term) for each in row.choices] == ["1 year"]
    assert "pending.no_price" in [reason.code for reason in row.reasons]


@pytest.mark.requirement("R-043")
@pytest.mark.parametrize(
    ("until", "charge_days", "effective"),
    [
        (date(2027, 8, 31), 0, Mode.EXPLICIT),
        (date(2027, 9, 1), 0, Mode.TACIT),
        (date(2027, 8, 31), -1, Mode.TACIT),
        (date(2027, 9, 2), 2, Mode.EXPLICIT),
    ],
)
def test_a_card_changed_before_the_charge_makes_it_renew_by_itself_again(
    until: date, charge_days: int, effective: Mode
) -> None:
    rules = (OfferRule(families=frozenset(Family), window=MONTH, charge_days=charge_days),)
    asked = with_(rules=rules)
    before = renewable(BOX, instruments=(CARD,), **asked)
    assert (before.mode, before.effective) == (Mode.TACIT, Mode.EXPLICIT)
    assert before.reasons[0].code == "renewal.no_instrument"
    after = renewable(BOX, instruments=(evolve(CARD, usable_until=until),), **asked)
    assert after.effective is effective
    assert renewable(SHOP, instruments=(CARD,), **asked).effective is Mode.EXPLICIT


def test_the_charge_of_a_service_that_has_ended_is_tried_today_and_not_in_the_past() -> None:
    late = evolve(LATE, tacit=True)
    expired = evolve(CARD, usable_until=date(2027, 2, 28))
    assert renewable(late, instruments=(expired,), **ASKED).effective is Mode.EXPLICIT
    assert renewable(late, instruments=(CARD,), **ASKED).effective is Mode.TACIT


@pytest.mark.parametrize(("ends", "choices"), [(date(2029, 3, 1), 2), (date(2029, 3, 2), 0), (date(2028, 6, 1), 2)])
def test_no_more_than_some_terms_are_paid_ahead(ends: date, choices: int) -> None:
    rules = (OfferRule(families=frozenset(Family), window=MONTH, terms_ahead=2),)
    row = renewable(service("domain", ends), **with_(rules=rules))
    assert len(row.choices) == choices
    assert [reason.code for reason in row.reasons] == ([] if choices else ["pending.paid_ahead"])


@pytest.mark.parametrize(
    ("ends", "terms"),
    [(date(2027, 3, 2), ["1 year"]), (date(2027, 3, 1), ["1 year", "2 years"]), (date(2028, 3, 2), [])],
)
def test_a_term_beyond_what_the_registry_allows_is_no_choice(ends: date, terms: list[str]) -> None:
    limited = evolve(CATALOG, products=tuple(evolve(each, ahead=TWO) for each in CATALOG.products))
    row = renewable(service("domain", ends), **with_(catalog=limited))
    assert [str(each.term) for each in row.choices] == terms
    assert [reason.code for reason in row.reasons] == ["renewal.reaches"] * (2 - len(terms))


def test_a_row_names_the_demand_that_asks_already() -> None:
    part = Part(
        id="D/domain", service_id="domain", term=YEAR, period=SHOP.next_period(), amounts=amounts("12.40", "2.60", "15")
    )
    demand = Demand(id="D", kind=Kind.CALL, parts=(part,), issued_on=ON, due_on=date(2027, 3, 15), held=zero("EUR"))
    asked = [row.asked_by for row in pending([SHOP, SITE], demands=[demand], **ASKED)]
    assert asked == [None, "D"]
    assert renewable(SHOP, demands=[demand.withdrawn("domain")], **ASKED).asked_by is None
    assert [reason.code for reason in renewable(SHOP, demands=[demand], **ASKED).reasons] == ["pending.asked"]


def test_an_offer_stands_until_its_service_moves() -> None:
    asked = {key: value for key, value in ASKED.items() if key != "rules"}
    made = offer(SHOP, **asked)
    assert stands(made, SHOP)
    assert not stands(made, SITE)
    assert not stands(made, evolve(SHOP, id="other"))
    assert not stands(made, evolve(SHOP, state=ServiceState.DELETED))
    assert not stands(made, SHOP.granted(Grant(line_id="2", period=made.period, cause=Cause.PAID)))


def test_an_offer_multiplies_by_the_quantity_unless_its_price_was_decided() -> None:
    asked = {key: value for key, value in ASKED.items() if key != "rules"}
    three = evolve(SHOP, quantity=3)
    found = offer(three, **asked)
    assert (found.price, str(found.reasons[1])) == (
        eur("45"),
        "3 x domain costs 45.00 EUR for 1 year by the list in force on 2027-03-01.",
    )
    assert str(offer(SHOP, **asked).reasons[1]).startswith("domain costs 15.00 EUR")
    off = Discount(id="off", text="a tenth", since=date(2026, 1, 1), percent=Decimal(10))
    less = offer(evolve(three, discounts=(off,)), price=eur("40"), **asked)
    assert (less.price, less.discounts) == (eur("36"), ("off",))
    assert [str(reason) for reason in less.reasons[1:]] == [
        "domain costs 40.00 EUR for 1 year, as decided.",
        "a tenth takes 4.00 EUR off.",
    ]


@pytest.mark.parametrize(
    ("start", "state", "period"),
    [
        (Start.FROM_END, ServiceState.SUSPENDED, "2027-02-20 to 2028-02-19"),
        (Start.LATER_OF, ServiceState.ACTIVE, "2027-03-01 to 2028-02-29"),
        (Start.FROM_END_IF_ACTIVE, ServiceState.ACTIVE, "2027-02-20 to 2028-02-19"),
        (Start.FROM_END_IF_ACTIVE, ServiceState.SUSPENDED, "2027-03-01 to 2028-02-29"),
    ],
)
def test_a_late_renewal_is_offered_from_the_day_its_family_counts_from(
    start: Start, state: ServiceState, period: str
) -> None:
    starts = (StartRule(families=frozenset({Family.DOMAIN}), start=start),)
    late = evolve(LATE, state=state)
    (row,) = pending([late], due=[Due.ENDED], starts=starts, **ASKED)
    assert str(row.choices[0].period) == period
    assert row == renewable(late, starts=starts, **ASKED)
    assert stands(row.choices[0], late)
    assert not stands(row.choices[0], SHOP)
    others = (StartRule(families=frozenset({Family.VPS}), start=Start.LATER_OF),)
    assert str(renewable(late, starts=others, **ASKED).choices[0].period) == "2027-02-20 to 2028-02-19"


def test_a_first_term_takes_its_first_price_and_its_discounts() -> None:
    cheap = evolve(CATALOG, prices=(evolve(CATALOG.prices[0], first=eur("5")),))
    off = Discount(id="off", text="2 off", since=date(2026, 1, 1), amount=eur("2"))
    asked: dict[str, Any] = {
        "product_id": "domain", "term": YEAR, "starts": date(2028, 2, 29), "catalog": cheap, "currency": "EUR",
        "on": ON, "rounding": Rounding.HALF_UP,
    }  # fmt: skip
    found = first_offer("new", **asked)
    assert (found.service_id, found.price, str(found.period)) == ("new", eur("5"), "2028-02-29 to 2029-02-27")
    less = first_offer("new", discounts=[off], **asked)
    assert (less.price, less.discounts) == (eur("3"), ("off",))
    assert [reason.code for reason in less.reasons] == ["renewal.first_term", "renewal.priced", "renewal.discount"]
    three = first_offer("new", discounts=[off], quantity=3, **asked)
    assert (three.price, str(three.reasons[1])) == (
        eur("13"),
        "3 x domain costs 15.00 EUR for 1 year by the list in force on 2027-03-01.",
    )
    assert refusal(first_offer, "new", quantity=0, **asked) == ("count.low", "quantity")
    assert refusal(first_offer, "new", **asked | {"product_id": "none"}) == ("product.unknown", "product")
    assert refusal(first_offer, "new", **asked | {"term": TWO}) == ("price.unknown", "price")
    assert refusal(first_offer, " ", **asked) == ("text.empty", "service_id")
    assert refusal(first_offer, "new", **asked | {"starts": None}) == ("date.type", "starts")
    assert refusal(first_offer, "new", **asked | {"on": None}) == ("date.type", "on")


@pytest.mark.requirement("R-101")
@pytest.mark.parametrize("family", [Family.DOMAIN, Family.SHARED_HOSTING])
def test_domains_and_hosting_are_renewed_from_the_list_unless_switched_on(family: Family) -> None:
    assert mode_of(family, paid_by="card", switch=None, rules=lws.MODES).mode is Mode.EXPLICIT
    product = next(id_ for id_, sold in SOLD.items() if sold is family)
    one = service(product, date(2027, 3, 15))
    (row,) = pending([one], **ASKED)
    assert (row.mode, row.effective, len(row.choices)) == (Mode.EXPLICIT, Mode.EXPLICIT, 2)
    (after,) = pending([one], due=Due, **with_(on=one.ends_on))
    assert (after.ends_on, after.asked_by) == (one.ends_on, None)


def test_the_list_takes_the_instruments_the_strict_window_and_the_discounts_of_the_account() -> None:
    box = service("vps", date(2027, 3, 20), tacit=True)
    (row,) = pending([box], instruments=(CARD,), **ASKED)
    assert (row.product_id, row.effective, row.reasons[0].code) == ("vps", Mode.TACIT, "pending.no_price")
    (without,) = pending([box], **ASKED)
    assert without.effective is Mode.EXPLICIT
    strict = (OfferRule(families=frozenset(Family), window=MONTH, strict=True),)
    assert pending([SHOP], **with_(rules=strict, on=date(2027, 2, 28))) == ()
    third = Discount(id="third", text="a third", since=date(2026, 1, 1), percent=Decimal("33.335"))
    (cheap,) = pending([evolve(SHOP, discounts=(third,))], **ASKED)
    assert [each.price for each in cheap.choices] == [eur("10.00"), eur("18.67")]


def test_a_row_says_why_a_term_is_no_choice() -> None:
    rules = (OfferRule(families=frozenset(Family), window=MONTH, terms_ahead=1),)
    assert [str(why) for why in renewable(service("domain", date(2028, 3, 2)), **with_(rules=rules)).reasons] == [
        "Paid until 2028-03-02; 2028-03-01, 1 x 1 year ahead of 2027-03-01, is the most."
    ]
    assert [str(why) for why in renewable(service("vps", date(2027, 3, 20)), **ASKED).reasons] == [
        "2 years has no price in EUR on 2027-03-01."
    ]
    (fault,) = faults(renewable, SHOP, **with_(rules=()))
    assert str(fault) == (
        "offer_rule is not known, got 'domain'; say when its renewals are proposed [offer_rule.unknown]"
    )
    part = Part(id="p", service_id="domain", term=YEAR, period=SHOP.next_period(), amounts=amounts("15", "0", "15"))
    call = Demand(id="D", kind=Kind.CALL, parts=(part,), issued_on=ON, due_on=ON, held=zero("EUR"))
    assert [str(why) for why in renewable(SHOP, demands=[call], **ASKED).reasons] == [
        "D asks for it already: paying that renews it."
    ]


def test_the_limit_of_a_registry_is_held_against_the_anchored_end() -> None:
    limited = evolve(CATALOG, products=tuple(evolve(each, ahead=Term.months(13)) for each in CATALOG.products))
    short = evolve(service("domain", date(2027, 2, 28)), anchor_day=31)
    row = renewable(short, **with_(catalog=limited, on=date(2027, 1, 29)))
    assert [str(each.period.last_day) for each in row.choices] == ["2028-02-28"]
    assert [str(why) for why in row.reasons] == [
        "Valid until 2029-02-28; 13 months from 2027-01-29, 2028-02-29, is the most."
    ]
