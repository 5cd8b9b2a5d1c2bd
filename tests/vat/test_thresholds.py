"""Each limit flips exactly at its boundary: 10 000 (59c), 100 000 (small business abroad)."""

from datetime import date
from decimal import Decimal, localcontext

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.errors import InvalidInput
from hostbilling.money import payable
from hostbilling.vat import (
    Mention,
    Oss,
    OverlayRate,
    Problem,
    Scheme,
    SellerVat,
    SmallBusiness,
    Supply,
    SupplyKind,
    Total,
    Totals,
    Treatment,
    Where,
    determine,
)
from tests.refusals import refused

from .samples import FRENCH, HOSTING, ON, business, codes, consumer, decided, findings, problem, seen, totals

GERMAN = consumer("DE")
SMALL = SellerVat(country="FR")


def selling(this_year: str, prior_year: str = "0", **rest: object) -> SellerVat:
    return evolve(SMALL, cross_border=totals(this_year, prior_year, **rest))


class TestDestination:
    @pytest.mark.parametrize(
        ("this_year", "prior_year", "net", "place"),
        [
            ("9900", "0", "100.00", "FR"),
            ("9900", "0", "100.01", "DE"),
            ("9900.01", "0", "100.00", "DE"),
            ("10000", "0", "0.01", "DE"),
            ("10000", "0", "0.00", "FR"),
            ("0", "10000.00", "100.00", "FR"),
            ("0", "10000.01", "100.00", "DE"),
            ("9000", "9000", "100.00", "FR"),
            ("10000.01", "0", "-100.00", "DE"),
        ],
    )
    def test_10_000_is_within_and_the_crossing_supply_moves_whole(
        self, this_year: str, prior_year: str, net: str, place: str
    ) -> None:
        supply = evolve(HOSTING, net=payable(net, "EUR"))
        decision = decided(selling(this_year, prior_year), GERMAN, supply)
        assert (decision.place, decision.rate) == (place, {"FR": Decimal(20), "DE": Decimal(19)}[place])
        assert decision.scheme is (Scheme.DOMESTIC if place == "FR" else Scheme.LOCAL_REGISTRATION)
        assert decision.counts_towards == (Total.CROSS_BORDER, Total.ONE_ITEM, Total.UNION_TURNOVER)

    def test_it_is_explained(self) -> None:
        decision = decided(selling("0"), GERMAN)
        assert "vat.place.below_threshold" in codes(decision)
        assert any("10000 EUR" in str(reason) for reason in decision.reasons)

    @pytest.mark.parametrize(
        ("since", "until", "place"),
        [
            (ON, None, "DE"),
            (date(2026, 11, 22), None, "FR"),
            (date(2019, 1, 1), None, "DE"),
            (date(2025, 1, 1), date(2026, 12, 31), "DE"),
            (date(2024, 6, 1), ON, "DE"),
            (date(2024, 6, 1), date(2026, 11, 20), "FR"),
        ],
    )
    def test_the_option_for_destination_holds_between_its_days(
        self, since: date, until: date | None, place: str
    ) -> None:
        assert decided(selling("0", opted_from=since, opted_until=until), GERMAN).place == place

    def test_the_option_needs_no_amount_and_is_explained_with_its_two_years(self) -> None:
        seller = selling("0", opted_from=date(2026, 2, 1))
        decision = decided(seller, GERMAN, Supply(kind=SupplyKind.ELECTRONIC))
        assert codes(decision)[1:3] == ["vat.place.opted", "vat.place.electronic"]
        assert "from 2026-02-01 and at least until 2027-12-31" in decision.explain()
        assert "article 59c(3)" in decision.explain()
        old = selling("0", opted_from=date(2020, 1, 1))
        assert "vat.place.opted_before_2021_07" in codes(decided(old, GERMAN, on=date(2021, 6, 30)))
        assert "vat.place.opted" in codes(decided(old, GERMAN, on=date(2021, 7, 1)))

    def test_the_option_is_not_told_where_it_changes_nothing(self) -> None:
        several = evolve(selling("0", opted_from=ON), establishments=("AT",))
        assert "vat.place.opted" not in codes(decided(several, GERMAN))
        assert "vat.place.opted" not in codes(decided(selling("0", opted_from=ON), consumer("FR")))

    @pytest.mark.parametrize("until", [date(2027, 12, 30), date(2026, 12, 31), date(2025, 1, 1)])
    def test_the_option_binds_for_two_calendar_years(self, until: date) -> None:
        with pytest.raises(InvalidInput, match=r"two calendar years that the choice binds.*give 2027-12-31 or later"):
            totals("0", opted_from=date(2026, 5, 1), opted_until=until)
        assert totals("0", opted_from=date(2026, 5, 1)).bound_until == date(2027, 12, 31)
        assert totals("0").bound_until is None

    @pytest.mark.parametrize("limit", ["0", "0.50"])
    def test_a_limit_may_be_as_low_as_nothing(self, limit: str) -> None:
        assert decided(selling("0", limit=limit), GERMAN).place == "DE"
        assert decided(selling("0", limit=limit), GERMAN, evolve(HOSTING, net=payable("0", "EUR"))).place == "FR"

    def test_an_option_that_was_not_made_has_no_end(self) -> None:
        with pytest.raises(InvalidInput, match="ends a choice that was not made"):
            totals("0", opted_until=date(2027, 12, 31))

    def test_totals_nobody_keeps_mean_destination(self) -> None:
        assert decided(SMALL, GERMAN).place == "DE"

    def test_not_before_2019(self) -> None:
        assert decided(selling("0"), GERMAN, on=date(2018, 12, 31)).place == "DE"
        first = decided(selling("0"), GERMAN, on=date(2019, 1, 1))
        assert first.place == "FR"
        assert "vat.place.below_threshold_before_2021_07" in codes(first)
        later = decided(selling("0"), GERMAN, on=date(2021, 7, 1))
        assert "vat.place.below_threshold" in codes(later)

    @pytest.mark.parametrize("others", [("DE",), ("FR", "AT")])
    def test_not_with_a_second_establishment(self, others: tuple[str, ...]) -> None:
        assert decided(evolve(selling("0"), establishments=others), consumer("SK")).place == "SK"

    @pytest.mark.parametrize("others", [("FR",), ("US",), ("GB",)])
    def test_but_with_one_outside_the_union(self, others: tuple[str, ...]) -> None:
        assert decided(evolve(selling("0"), establishments=others), consumer("SK")).place == "FR"

    @pytest.mark.parametrize(
        "seller",
        [{"country": "US"}, {"country": "US", "establishments": ("NL",)}, {"country": "ES", "postcode": "35001"}],
    )
    def test_not_for_sellers_from_outside(self, seller: dict[str, object]) -> None:
        foreign = SellerVat(cross_border=totals("0"), **seller)  # type: ignore[arg-type]
        assert decided(foreign, GERMAN).place == "DE"

    def test_only_for_consumers_in_other_member_states(self) -> None:
        assert decided(selling("0"), business("DE")).treatment is Treatment.REVERSE_CHARGE
        assert decided(selling("0"), consumer("US")).treatment is Treatment.OUTSIDE_SCOPE
        home = decided(selling("99999"), consumer("FR"))
        assert home.place == "FR"
        assert home.counts_towards == (Total.UNION_TURNOVER,)
        assert "vat.place.electronic" in codes(home)

    def test_only_for_electronic_services(self) -> None:
        at_work = Supply(kind=SupplyKind.ON_SITE_WORK, location=Where(country="DE"))
        assert decided(selling("0"), GERMAN, at_work).place == "DE"
        live = Supply(kind=SupplyKind.TRAINING_LIVE_ONLINE)
        assert decided(selling("0"), GERMAN, live).place == "DE"
        assert Total.CROSS_BORDER not in decided(SMALL, GERMAN, live).counts_towards

    def test_a_seller_on_madeira_keeps_its_region(self) -> None:
        decision = decided(evolve(selling("0"), country="PT", postcode="9000-018"), GERMAN)
        assert (decision.place, decision.region, decision.rate) == ("PT", "PT-30", Decimal(22))

    def test_totals_count_nothing_for_others(self) -> None:
        assert decided(SMALL, business("DE")).counts_towards == (Total.UNION_TURNOVER,)
        assert decided(SMALL, consumer("US")).counts_towards == ()
        assert decided(SellerVat(country="US"), GERMAN).counts_towards == ()
        assert decided(FRENCH, GERMAN, on=date(2024, 12, 31)).counts_towards == (Total.CROSS_BORDER, Total.ONE_ITEM)
        assert decided(FRENCH, GERMAN, on=date(2018, 12, 31)).counts_towards == ()
        assert decided(FRENCH, GERMAN, on=date(2019, 1, 1)).counts_towards == (Total.CROSS_BORDER, Total.ONE_ITEM)
        assert Total.UNION_TURNOVER in decided(FRENCH, GERMAN, on=date(2025, 1, 1)).counts_towards


class TestAmounts:
    def test_of_a_gross_price_the_net_at_home_counts(self) -> None:
        gross = Supply(kind=SupplyKind.ELECTRONIC, gross=payable("120.00", "EUR"))
        assert decided(selling("9900"), GERMAN, gross).place == "FR"
        assert decided(selling("9900.01"), GERMAN, gross).place == "DE"

    def test_at_home_means_the_sellers_region_and_rows(self) -> None:
        gross = Supply(kind=SupplyKind.ELECTRONIC, gross=payable("122.00", "EUR"))
        on_madeira = evolve(selling("9900.01"), country="PT", postcode="9000-018")
        assert decided(on_madeira, GERMAN, gross).place == "DE"
        row = OverlayRate(place="FR", since=date(2026, 1, 1), rate=Decimal(22), source="x")
        assert decided(selling("9899.00"), GERMAN, gross).place == "DE"
        assert decided(evolve(selling("9899.00"), rates=(row,)), GERMAN, gross).place == "FR"

    def test_without_an_amount_nothing_is_decided_within_the_limit(self) -> None:
        bare = Supply(kind=SupplyKind.ELECTRONIC)
        evidence = seen("DE", "DE")
        assert problem(selling("9900"), GERMAN, bare, evidence=evidence) is Problem.NEEDS_AMOUNT
        answer = determine(bare, seller=selling("0"), customer=GERMAN, tax_point=ON, evidence=evidence)
        assert answer.missing == ("supply.net",)  # type: ignore[union-attr]
        assert decided(selling("10000.01"), GERMAN, bare).place == "DE"

    def test_in_another_currency_the_amount_is_asked_for(self) -> None:
        dollars = Supply(kind=SupplyKind.ELECTRONIC, net=payable("100", "USD"))
        answer = determine(dollars, seller=selling("0"), customer=GERMAN, tax_point=ON, evidence=seen("DE", "DE"))
        assert answer.missing == ("supply.threshold_net",)  # type: ignore[union-attr]
        known = evolve(dollars, threshold_net=Decimal("100.00"))
        assert decided(selling("9900"), GERMAN, known).place == "FR"
        assert decided(selling("9900.01"), GERMAN, known).place == "DE"

    def test_a_correction_is_weighed_by_the_amount_of_the_original(self) -> None:
        sold = Supply(kind=SupplyKind.ELECTRONIC, net=payable("100", "EUR"))
        assert decided(selling("9950"), GERMAN, sold, on=date(2026, 5, 1)).place == "DE"
        credit = evolve(sold, net=payable("-40", "EUR"), original_tax_point=date(2026, 5, 1))
        answer = determine(credit, seller=selling("9950"), customer=GERMAN, tax_point=ON, evidence=seen("DE", "DE"))
        assert answer.missing == ("supply.threshold_net",)  # type: ignore[union-attr]
        assert decided(selling("9950"), GERMAN, evolve(credit, threshold_net=Decimal(100))).place == "DE"
        assert decided(selling("9900"), GERMAN, evolve(credit, threshold_net=Decimal(100))).place == "FR"
        assert decided(selling("10000.01"), GERMAN, credit).place == "DE"

    def test_a_limit_in_national_currency(self) -> None:
        polish = SellerVat(country="PL", cross_border=totals("41900", currency="PLN", limit=Decimal(42_000)))
        zlotys = Supply(kind=SupplyKind.ELECTRONIC, net=payable("100.00", "PLN"))
        assert decided(polish, GERMAN, zlotys).place == "PL"
        assert decided(polish, GERMAN, evolve(zlotys, net=payable("100.01", "PLN"))).place == "DE"

    def test_which_has_to_be_given(self) -> None:
        assert refused(totals, "0", currency="PLN") == ("totals.limit", "totals.limit")


class TestSmallBusiness:
    at_home = evolve(SMALL, small_business=SmallBusiness(home=True), cross_border=totals("0"))

    def test_at_home(self) -> None:
        for customer in (consumer("FR"), business("FR"), consumer("FR", "97400")):
            decision = decided(self.at_home, customer)
            assert decision.treatment is Treatment.EXEMPT_SMALL_BUSINESS
            assert (decision.place, decision.rate, decision.scheme) == ("FR", None, Scheme.NONE)
            assert (decision.mention, decision.category.value) == (Mention.SMALL_BUSINESS, "E")
            assert decision.vatex == "VATEX-FR-FRANCHISE"
        assert "vat.treatment.small_business.fr" in codes(decided(self.at_home, consumer("FR")))

    def test_elsewhere_there_is_no_french_code(self) -> None:
        decision = decided(evolve(self.at_home, country="CZ"), consumer("CZ"))
        assert decision.vatex is None
        assert "vat.treatment.small_business" in codes(decision)

    def test_covers_sales_abroad_below_the_threshold(self) -> None:
        assert decided(self.at_home, GERMAN).treatment is Treatment.EXEMPT_SMALL_BUSINESS

    def test_does_not_cover_what_is_placed_abroad(self) -> None:
        over = evolve(self.at_home, cross_border=totals("10000"), oss=Oss.UNION)
        assert decided(over, GERMAN).rate == 19
        assert decided(self.at_home, business("DE")).treatment is Treatment.REVERSE_CHARGE

    def test_is_not_for_sellers_from_outside(self) -> None:
        foreign = SellerVat(
            country="US", establishments=("NL",), small_business=SmallBusiness(home=True, ex_states={"NL"})
        )
        assert decided(foreign, consumer("NL")).rate == 21

    @pytest.mark.parametrize(
        ("turnover", "prior", "exempt"),
        [("100000", "100000", True), ("100000.01", "0", False), ("0", "100000.01", False)],
    )
    def test_abroad_up_to_100_000_in_the_union(self, turnover: str, prior: str, *, exempt: bool) -> None:
        small = SmallBusiness(ex_states={"DE"}, union_turnover=turnover, prior_union_turnover=prior)
        seller = evolve(FRENCH, small_business=small)
        decision = decided(seller, GERMAN)
        assert (decision.treatment is Treatment.EXEMPT_SMALL_BUSINESS) is exempt
        assert findings(decision) == ([] if exempt else ["vat.finding.ex_lost"])
        if exempt:
            assert decision.mention is Mention.SMALL_BUSINESS_CROSS_BORDER
            assert "vat.treatment.small_business_ex" in codes(decision)

    def test_for_a_business_the_order_of_exemption_and_reverse_charge_is_remarked(self) -> None:
        seller = evolve(FRENCH, small_business=SmallBusiness(ex_states={"DE"}))
        asked = decided(seller, business("DE"))
        assert findings(asked) == ["vat.finding.ex_or_reverse_charge"]
        assert "exemption in DE or the reverse charge" in asked.explain()
        there = Supply(kind=SupplyKind.ELECTRONIC, establishment="DE")
        branch = evolve(seller, establishments=("DE",))
        assert findings(decided(branch, business("DE"), there)) == []
        assert findings(decided(seller, consumer("DE"))) == []

    def test_abroad_also_for_businesses_and_only_from_2025(self) -> None:
        seller = evolve(FRENCH, small_business=SmallBusiness(ex_states={"DE"}))
        assert decided(seller, business("DE"), on=date(2025, 1, 1)).treatment is Treatment.EXEMPT_SMALL_BUSINESS
        assert decided(seller, business("DE"), on=date(2024, 12, 31)).treatment is Treatment.REVERSE_CHARGE
        assert decided(seller, consumer("AT")).rate == 20


@given(cents=st.integers(-2_000_000, 2_000_000), before=st.integers(0, 1_000_000))
def test_the_flip_for_any_amount(cents: int, before: int) -> None:
    supply = evolve(HOSTING, net=payable(Decimal(cents) / 100, "EUR"))
    decision = decided(selling(str(Decimal(before) / 100)), GERMAN, supply)
    assert decision.place == ("FR" if before + cents <= 1_000_000 else "DE")


def test_a_low_precision_of_the_host_changes_no_side_of_the_threshold() -> None:
    supply = Supply(kind=SupplyKind.ELECTRONIC, net=payable("0.01", "EUR"))
    with localcontext() as context:
        context.prec = 3
        assert decided(selling("9999.99"), GERMAN, supply).place == "FR"
        assert decided(selling("10000.00"), GERMAN, supply).place == "DE"


def test_totals_are_no_floats() -> None:
    with pytest.raises(InvalidInput, match="pass text or a Decimal") as caught:
        Totals(this_year=1.5, prior_year="0")  # type: ignore[arg-type]
    assert (caught.value.code, caught.value.faults[0].field) == ("money.float", "totals.this_year")
