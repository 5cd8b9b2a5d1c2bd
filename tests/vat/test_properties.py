"""Laws that hold for every seller, customer, kind and day."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.money import payable
from hostbilling.union import MEMBER_STATES
from hostbilling.vat import (
    Buyer,
    CustomerKind,
    CustomerVat,
    Evidence,
    EvidenceKind,
    Liable,
    Oss,
    Outage,
    Scheme,
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
from hostbilling.vat.rates import find_rate

from .samples import is_sound

COUNTRIES = ["FR", "SK", "DE", "NL", "GR", "PT", "US", "GB", "CH", "FI", "AT", "HR", "ES", "MC"]
POSTCODES = ["", "97400", "9000-018", "22100", "35001", "6691", "27498", "BT1 1AA", "75001"]
NUMBERS = ["DE136695976", "FR40303265045", "EL094259216", "NL004495445B01", "EU372000041", "XI980780684", "GB980780684"]
DAYS = st.dates(min_value=date(2010, 1, 1), max_value=date(2035, 12, 31))

countries = st.sampled_from(COUNTRIES)
states = st.lists(st.sampled_from(sorted(MEMBER_STATES)), max_size=2, unique=True).map(tuple)
money = st.integers(-20_000, 2_000_000).map(lambda cents: payable(Decimal(cents) / 100, "EUR"))
amounts = st.integers(0, 150_000).map(Decimal)
ids = st.builds(VatId, number=st.sampled_from(NUMBERS), status=st.sampled_from(VatIdStatus), checked_on=DAYS)
facts = st.builds(
    CustomerVat,
    private_use=st.booleans(),
    id_applied_for=st.booleans(),
    business_proof=st.sampled_from(["", "register"]),
    name_matches=st.sampled_from([None, True, False]),
    receiving_country=st.none() | countries,
    id_given_on=st.none() | DAYS,
)
buyers = st.builds(
    Buyer,
    kind=st.sampled_from(CustomerKind),
    country=st.none() | countries,
    postcode=st.sampled_from(POSTCODES),
    vat_id=st.none() | ids,
    vat=facts,
)
totals = st.none() | st.builds(
    Totals, this_year=amounts, prior_year=amounts, opted_from=st.none() | st.dates(date(2019, 1, 1), date(2029, 12, 31))
)
sellers = st.builds(
    SellerVat,
    country=countries,
    postcode=st.sampled_from(["", "97400", "6691"]),
    establishments=states,
    registrations=states,
    oss=st.sampled_from(Oss),
    cross_border=totals,
    one_item=totals,
    small_business=st.none() | st.builds(SmallBusiness, home=st.booleans(), ex_states=states, union_turnover=amounts),
    vat_ids=st.builds(VatIdPolicy, outage=st.sampled_from(Outage), max_age_days=st.none() | st.integers(0, 400)),
)
supplies = st.builds(
    Supply,
    kind=st.sampled_from(SupplyKind),
    net=money,
    principal=st.sampled_from([None, SupplyKind.ELECTRONIC, SupplyKind.HUMAN_REMOTE]),
    location=st.none() | st.builds(Where, country=countries),
    establishment=st.none() | st.sampled_from(["DE", "NL"]),
    delivered_over=st.none() | st.just(EvidenceKind.LANDLINE),
    original_tax_point=st.none() | DAYS,
)
evidence_lists = st.lists(
    st.builds(Evidence, kind=st.sampled_from(EvidenceKind), country=st.sampled_from([*COUNTRIES, "A1"])), max_size=5
)
Answer = VatDecision | Undetermined


def ask(question: tuple[Any, ...], evidence: Sequence[Evidence] | None = None) -> Answer:
    supply, seller, customer, on, items = question
    return determine(
        supply, seller=seller, customer=customer, tax_point=on, evidence=items if evidence is None else evidence
    )


def _possible(question: tuple[Any, ...]) -> tuple[Any, ...]:
    """The establishment that takes part is one of the seller's, and a correction comes after its original."""
    supply, seller, customer, on, items = question
    if supply.establishment is not None:
        seller = evolve(seller, establishments=dict.fromkeys((*seller.establishments, supply.establishment)))
    if supply.original_tax_point is not None:
        on = max(on, supply.original_tax_point)
    return supply, seller, customer, on, items


questions = st.tuples(supplies, sellers, buyers, DAYS, evidence_lists).map(_possible)


@given(questions)
def test_never_a_crash_always_a_reason(question: tuple[Any, ...]) -> None:
    answer = ask(question)
    assert is_sound(answer)
    assert answer.explain()
    assert all(reason.code.startswith("vat.") for reason in answer.reasons)


@given(questions)
def test_the_fields_of_a_decision_agree(question: tuple[Any, ...]) -> None:
    answer = ask(question)
    if isinstance(answer, Undetermined):
        return
    charged = answer.treatment is Treatment.STANDARD
    assert (answer.rate is not None) is charged
    assert (answer.scheme is not Scheme.NONE) is charged
    assert (answer.liable is Liable.SUPPLIER) is charged
    assert (answer.liable is Liable.CUSTOMER) is (answer.treatment is Treatment.REVERSE_CHARGE)
    assert (answer.mention is None) is (charged or answer.treatment is Treatment.NOT_A_SUPPLY)
    assert (answer.keep_evidence_until is not None) is (answer.scheme in (Scheme.OSS_UNION, Scheme.OSS_NON_UNION))


@given(questions)
def test_never_a_reverse_charge_without_a_confirmed_id_or_where_the_seller_takes_part(
    question: tuple[Any, ...],
) -> None:
    answer = ask(question)
    if not isinstance(answer, VatDecision) or answer.treatment is not Treatment.REVERSE_CHARGE:
        return
    supply, seller, customer, _, _ = question
    vat_id, known = customer.vat_id, customer.vat
    confirmed = vat_id is not None and vat_id.status is VatIdStatus.VALID and vat_id.country in MEMBER_STATES
    applied = known.id_applied_for and known.business_proof
    pending = vat_id is not None and vat_id.status is VatIdStatus.PENDING
    provisional = seller.vat_ids.outage is Outage.PROVISIONAL and answer.recheck_on is not None
    assert confirmed or applied or pending or provisional
    assert customer.kind is not CustomerKind.CONSUMER
    assert not known.private_use
    assert answer.place != supply.establishment
    assert answer.place != seller.country
    assert MEMBER_STATES[str(answer.place)][1] is None or answer.taxed_on <= date(2020, 12, 31)


@given(questions)
def test_never_a_rate_from_another_row_than_the_tax_points(question: tuple[Any, ...]) -> None:
    answer = ask(question)
    if isinstance(answer, VatDecision) and answer.rate is not None:
        rows = [find_rate(str(answer.place), on=answer.taxed_on, region=region) for region in (answer.region, None)]
        assert answer.rate in [row.rate for row in rows if row is not None]


@given(questions, st.randoms(use_true_random=False))
def test_the_order_of_evidence_never_matters(question: tuple[Any, ...], random: Any) -> None:
    shuffled = list(question[4])
    random.shuffle(shuffled)
    one, other = ask(question), ask(question, evidence=shuffled)
    assert sorted(map(str, one.findings)) == sorted(map(str, other.findings))
    assert evolve(one, findings=()) == evolve(other, findings=())


@given(questions)
def test_another_item_for_the_decided_country_never_moves_the_place(question: tuple[Any, ...]) -> None:
    customer, items = question[2], question[4]
    answer = ask(question)
    if not isinstance(answer, VatDecision) or not any("vat.evidence" in reason.code for reason in answer.reasons):
        return
    if any("outvoted" in finding.code for finding in answer.findings) or customer.country is None:
        return
    for kind in (EvidenceKind.BANK, EvidenceKind.SIM):
        again = ask(question, evidence=[*items, Evidence(kind=kind, country=customer.country)])
        assert isinstance(again, VatDecision)
        assert (again.place, again.treatment, again.rate) == (answer.place, answer.treatment, answer.rate)


@given(questions)
def test_the_same_question_has_the_same_answer(question: tuple[Any, ...]) -> None:
    assert ask(question) == ask(question)


@given(questions)
def test_exempt_only_where_the_seller_is(question: tuple[Any, ...]) -> None:
    answer = ask(question)
    if isinstance(answer, VatDecision) and answer.treatment is Treatment.EXEMPT_SMALL_BUSINESS:
        small = question[1].small_business
        assert small.home or answer.place in small.ex_states


@pytest.mark.parametrize("country", ["DE", "US"])
@given(st.permutations(list(EvidenceKind)))
def test_any_two_kinds_of_different_letters_place_a_consumer(country: str, kinds: list[EvidenceKind]) -> None:
    from hostbilling.vat.evidence import _LETTER

    one, other = kinds[:2]
    items = [Evidence(kind=kind, country=country) for kind in (one, other)]
    answer = determine(
        Supply(kind=SupplyKind.ELECTRONIC),
        seller=SellerVat(country="FR"),
        customer=Buyer(kind=CustomerKind.CONSUMER, country=country),
        tax_point=date(2026, 1, 1),
        evidence=items,
    )
    assert isinstance(answer, VatDecision) is (_LETTER[one] != _LETTER[other])
