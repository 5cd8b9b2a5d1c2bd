"""What `determine` remembers changes no answer: not its fields, and not how its numbers are written."""

import copy
import json
import pickle
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import combinations, product
from typing import Any

import pytest
from attrs import evolve

from hostbilling.errors import InvalidInput
from hostbilling.money import payable
from hostbilling.parties import Address, Contact, Customer, Role
from hostbilling.serde import dump, load
from hostbilling.vat import (
    Buyer,
    CustomerKind,
    CustomerVat,
    Evidence,
    EvidenceKind,
    Oss,
    OverlayRate,
    Problem,
    SellerVat,
    SmallBusiness,
    Supply,
    SupplyKind,
    Totals,
    Treatment,
    Undetermined,
    VatDecision,
    VatId,
    VatIdPolicy,
    VatIdStatus,
    Where,
    determine,
)
from hostbilling.vat.determine import _remembered
from hostbilling.vat.steps import decide

ON = date(2026, 11, 21)
FRENCH = SellerVat(country="FR", oss=Oss.UNION)


# Made anew for each test: what a value carries is asked of the code that made it.


def card() -> tuple[Evidence, ...]:
    return (
        Evidence(kind=EvidenceKind.BANK, country="DE"),
        Evidence(kind=EvidenceKind.IP_GEOLOCATION, country="DE"),
    )


def supplies() -> list[Supply]:
    london = Where(country="GB")
    return [
        *(Supply(kind=kind, principal=SupplyKind.ELECTRONIC) for kind in SupplyKind),
        *(Supply(kind=kind, location=london, establishment="DE", used_in="DE") for kind in SupplyKind),
        Supply(kind=SupplyKind.ELECTRONIC, with_human_support=True, delivered_over=EvidenceKind.LANDLINE),
        Supply(kind=SupplyKind.ELECTRONIC, original_tax_point=date(2020, 8, 1)),
    ]


def buyers() -> list[Buyer]:
    return [
        Buyer(kind=CustomerKind.CONSUMER, country="DE"),
        Buyer(kind=CustomerKind.CONSUMER, country=None),
        Buyer(kind=CustomerKind.BUSINESS, country="SK", vat_id=VatId(number="SK2022749619")),
        Buyer(
            kind=CustomerKind.BUSINESS,
            country="SK",
            vat_id=VatId(number="SK2022749619", status=VatIdStatus.VALID, checked_on=ON),
        ),
        Buyer(kind=CustomerKind.PUBLIC_BODY, country="US", postcode="20001"),
    ]


def test_what_is_remembered_is_what_would_be_answered() -> None:
    seller = evolve(FRENCH, establishments=("DE",))
    for supply, buyer, evidence in product(supplies(), buyers(), ((), card())):
        for _ in range(2):
            answer = determine(supply, seller=seller, customer=buyer, tax_point=ON, evidence=list(evidence))
            who = buyer.party.value
            assert answer == decide(supply, seller=seller, customer=who, tax_point=ON, evidence=evidence)


def _business(number: str, **rest: Any) -> Buyer:
    facts: dict[str, Any] = {"status": VatIdStatus.VALID, "checked_on": ON, **rest.pop("id", {})}
    where: dict[str, Any] = {"country": "SK", **rest}
    return Buyer(kind=CustomerKind.BUSINESS, vat_id=VatId(number=number, **facts), **where)


def _asked(buyer: Buyer, evidence: Sequence[Evidence] = (), **seller: Any) -> VatDecision | Undetermined:
    supply = Supply(kind=SupplyKind.ELECTRONIC)
    return determine(supply, seller=evolve(FRENCH, **seller), customer=buyer, tax_point=ON, evidence=evidence)


def slovak() -> Buyer:
    return _business("SK2022749619")


@pytest.mark.parametrize(
    "alike",
    [
        {"number": "SK2020317068"},
        {"number": "SK2020317068", "postcode": "811 01", "city": "Bratislava"},
        {"number": "SK2020317068", "id": {"checked_on": date(2020, 1, 1), "consultation": "WAPIAAAA"}},
        {"number": "SK2020317068", "vat": CustomerVat(id_given_on=ON)},
    ],
)
def test_businesses_alike_share_one_answer(alike: dict[str, Any]) -> None:
    assert _asked(_business(**alike)) is _asked(slovak())
    assert "2022749619" not in _asked(slovak()).explain()


@pytest.mark.parametrize(
    "unlike",
    [
        {"number": "CZ25123891"},
        {"number": "SK2022749619", "id": {"status": VatIdStatus.INVALID}},
        {"number": "SK2022749619", "id": {"status": VatIdStatus.UNCHECKED}},
        {"number": "SK2022749619EX"},
        {"number": "SK2022749619", "country": "CZ"},
        {"number": "SK2022749619", "country": "US"},
        {"number": "SK2022749619", "vat": CustomerVat(id_given_on=date(2026, 11, 22))},
        {"number": "SK2022749619", "vat": CustomerVat(name_matches=False)},
        {"number": "SK2022749619", "vat": CustomerVat(private_use=True)},
        {"number": "SK2022749619", "vat": CustomerVat(vat_group=True)},
        {"number": "SK2022749619", "vat": CustomerVat(receiving_country="DE")},
    ],
)
def test_what_decides_keeps_them_apart(unlike: dict[str, Any]) -> None:
    assert _asked(_business(**unlike)) != _asked(slovak())


@pytest.mark.parametrize(
    "fact",
    [{"name_matches": False}, {"private_use": True}, {"vat_group": True}, {"receiving_country": "DE"}],
)
def test_facts_beside_the_day_of_an_id_still_decide(fact: dict[str, Any]) -> None:
    plain = CustomerVat(id_given_on=date(2020, 1, 1), business_proof="x")
    assert _asked(evolve(slovak(), vat=evolve(plain, **fact))) != _asked(evolve(slovak(), vat=plain))
    assert _asked(evolve(slovak(), vat=plain)) == _asked(slovak())


def test_an_old_confirmation_keeps_them_apart_where_the_seller_minds() -> None:
    old = _business("SK2022749619", id={"checked_on": date(2026, 1, 1)})
    policy = VatIdPolicy(max_age_days=30)
    assert _asked(old, vat_ids=policy) != _asked(slovak(), vat_ids=policy)
    assert _asked(old) is _asked(slovak())


def test_a_proof_decides_by_being_there() -> None:
    def proved(by: str, **rest: Any) -> VatDecision | Undetermined:
        facts = CustomerVat(business_proof=by, id_given_on=ON, **rest)
        return _asked(Buyer(kind=CustomerKind.BUSINESS, country="US", vat=facts))

    assert proved("register extract") is proved("13th directive certificate")
    assert proved("") != proved("register extract")
    applied = Buyer(kind=CustomerKind.BUSINESS, country="SK", vat=CustomerVat(business_proof="x", id_applied_for=True))
    assert _asked(applied) != _asked(evolve(applied, vat=CustomerVat(business_proof="x")))


@pytest.mark.parametrize("number", ["SK123", "XI980780684"])
def test_a_number_somebody_has_to_look_at_is_named(number: str) -> None:
    for status in (VatIdStatus.INVALID, VatIdStatus.VALID):
        answer = _asked(_business(number, id={"status": status}))
        assert (number in answer.explain()) is (number[:2] == "XI" or status is VatIdStatus.INVALID)


def test_consumers_alike_share_one_answer() -> None:
    def consumer(postcode: str, city: str, address: str) -> VatDecision | Undetermined:
        seen = [evolve(item, value=address, taken_at=datetime(2026, 11, 21, tzinfo=UTC)) for item in card()]
        return _asked(Buyer(kind=CustomerKind.CONSUMER, country="DE", postcode=postcode, city=city), seen)

    assert consumer("10115", "Berlin", "203.0.113.7") is consumer("80331", "München", "198.51.100.9")
    assert consumer("10115", "Berlin", "") is _asked(buyers()[0], card())
    assert consumer("78266", "Büsingen", "") != _asked(buyers()[0], card())


def test_what_the_items_say_keeps_consumers_apart() -> None:
    answers = [
        _asked(buyers()[0], card()),
        _asked(buyers()[0], card()[:1]),
        _asked(buyers()[0], [evolve(card()[0], country="FR"), card()[1]]),
        _asked(buyers()[0], [evolve(card()[0], kind=EvidenceKind.OTHER_COMMERCIAL), card()[1]]),
    ]
    assert all(one != other for one, other in combinations(answers, 2))


def test_a_customer_with_other_mail_is_no_new_question() -> None:
    contact = Contact(role=Role.CONTACT, email="a@example.org")
    known = Customer(
        id="1", name="A", kind=CustomerKind.BUSINESS, address=Address(country="FR", city="Lyon"), contacts=(contact,)
    )
    supply = Supply(kind=SupplyKind.ELECTRONIC)
    first = determine(supply, seller=FRENCH, customer=known, tax_point=ON)
    asked = _remembered.cache_info().hits
    moved = evolve(known, contacts=(evolve(contact, email="b@example.org"),))
    assert determine(supply, seller=FRENCH, customer=moved, tax_point=ON) is first
    assert _remembered.cache_info().hits == asked + 1


@pytest.mark.parametrize("written", ["20", "20.0", "20.00"])
def test_numbers_stay_as_they_were_written(written: str) -> None:
    own = OverlayRate(place="FR", since=date(2026, 1, 1), rate=Decimal(written), source="the host")
    buyer = Buyer(kind=CustomerKind.BUSINESS, country="FR")
    answer = determine(
        Supply(kind=SupplyKind.ELECTRONIC), seller=evolve(FRENCH, rates=(own,)), customer=buyer, tax_point=ON
    )
    assert isinstance(answer, VatDecision)
    assert str(answer.rate) == written
    assert f"is {written} %" in str(answer)


@pytest.mark.parametrize("written", ["10000", "10000.00"])
def test_so_do_limits(written: str) -> None:
    totals = Totals(this_year="0", prior_year="0", limit=Decimal(written))
    answer = determine(
        Supply(kind=SupplyKind.ELECTRONIC, threshold_net=Decimal(1)),
        seller=evolve(FRENCH, cross_border=totals),
        customer=buyers()[0],
        tax_point=ON,
        evidence=card(),
    )
    assert f"within {written} EUR" in str(answer)


@pytest.mark.parametrize(
    "numbers",
    [
        {"cross_border": Totals(this_year=0, prior_year=0)},
        {"one_item": Totals(this_year=0, prior_year=0)},
        {"small_business": SmallBusiness(home=True)},
        {"rates": (OverlayRate(place="FR", since=ON, rate="20.0", source="the host"),)},
    ],
)
def test_questions_with_numbers_take_no_room(numbers: dict[str, Any]) -> None:
    before = _remembered.cache_info()
    _asked(buyers()[0], card(), **numbers)
    voucher = Supply(kind=SupplyKind.TOP_UP, principal=SupplyKind.ELECTRONIC, known_place="FR", known_rate=Decimal(20))
    determine(voucher, seller=FRENCH, customer=buyers()[0], tax_point=ON, evidence=card())
    assert _remembered.cache_info() == before


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])  # noqa: S301
def test_a_copy_shares_the_answer_too(again: Callable[[Any], Any]) -> None:
    supply = Supply(kind=SupplyKind.ELECTRONIC)
    first = determine(supply, seller=FRENCH, customer=buyers()[0], tax_point=ON, evidence=card())
    copied = determine(
        again(supply), seller=again(FRENCH), customer=again(buyers()[0]), tax_point=ON, evidence=again(card())
    )
    assert copied is first
    assert again(buyers()[3]) == buyers()[3]


def test_what_decides_is_one_object_and_shows_nowhere() -> None:
    business = evolve(buyers()[3], city="Nitra")
    assert business.party is buyers()[3].party
    assert business != buyers()[3]
    assert Supply(kind=SupplyKind.DAMAGES, net=payable(1, "EUR")).asked is Supply(kind=SupplyKind.DAMAGES).asked
    assert evolve(card()[0], value="DE89 3704").said is card()[0].said
    assert "Alike" not in f"{business}{card()[0]}{Supply(kind=SupplyKind.DAMAGES)}"
    assert load(json.loads(json.dumps(dump(business))), Buyer) == business
    assert load(json.loads(json.dumps(dump(card()[0]))), Evidence).said is card()[0].said


def test_a_kind_of_buyer_of_the_hosts_own_is_a_buyer() -> None:
    class Reseller(Buyer):
        pass

    own = Reseller(kind=CustomerKind.CONSUMER, country="DE")
    assert _asked(own, card()) is _asked(buyers()[0], card())


@pytest.mark.parametrize(
    ("number", "day", "is_business"),
    [
        ("HR33392005961", date(2013, 6, 30), False),
        ("HR33392005961", date(2013, 7, 1), True),
        ("GB980780684", date(2020, 12, 31), True),
        ("GB980780684", date(2021, 1, 1), False),
    ],
)
def test_whom_an_id_identifies_is_asked_of_the_day(number: str, day: date, is_business: bool) -> None:  # noqa: FBT001
    buyer = _business(number)
    supply = Supply(kind=SupplyKind.ELECTRONIC)
    determine(supply, seller=FRENCH, customer=buyer, tax_point=date(2012, 1, 1))  # leaves nothing behind
    answer = determine(supply, seller=FRENCH, customer=buyer, tax_point=day)
    assert (isinstance(answer, VatDecision) and answer.treatment is Treatment.REVERSE_CHARGE) is is_business
    assert (f"{number} identifies nobody" in answer.explain()) is not is_business


def test_a_holder_whom_vies_names_is_no_part_of_the_question() -> None:
    named = CustomerVat(name_matches=True)
    assert _asked(_business("SK2022749619", vat=named)) is _asked(_business("SK2020317068", vat=named))


def test_the_age_of_an_answer_is_counted_to_the_day() -> None:
    policy = VatIdPolicy(max_age_days=30)
    for day, unanswered in ((date(2026, 10, 22), False), (date(2026, 10, 21), True)):
        answer = _asked(_business("SK2022749619", id={"checked_on": day}), vat_ids=policy)
        assert (isinstance(answer, Undetermined) and answer.problem is Problem.VAT_ID_UNVERIFIED) is unanswered


def test_an_old_answer_makes_no_business_of_a_consumer() -> None:
    shopper = Buyer(
        kind=CustomerKind.CONSUMER,
        country="DE",
        vat_id=VatId(number="DE136695976", status=VatIdStatus.VALID, checked_on=ON),
    )
    assert _asked(shopper, card(), vat_ids=VatIdPolicy(max_age_days=30)) == _asked(shopper, card())


def test_a_day_is_still_checked() -> None:
    class Day(date):
        pass

    supply = Supply(kind=SupplyKind.LATE_INTEREST)
    answer = determine(supply, seller=FRENCH, customer=buyers()[0], tax_point=Day(2026, 11, 21))
    assert answer == determine(supply, seller=FRENCH, customer=buyers()[0], tax_point=ON)
    with pytest.raises(InvalidInput):
        determine(supply, seller=FRENCH, customer=buyers()[0], tax_point=datetime(2026, 11, 21))
