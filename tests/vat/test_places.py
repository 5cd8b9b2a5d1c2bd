"""Postcodes and territories: every row, written as customers write them."""

from datetime import date

import pytest
from attrs import evolve

from hostbilling.union import MEMBER_STATES, is_member
from hostbilling.vat import CustomerVat, Oss, Scheme, SellerVat, Supply, SupplyKind, Treatment
from hostbilling.vat.places import CODES, Where, clean_postcode, locate, spot_of
from hostbilling.vat.territories import POSTCODES, SHARED_POSTCODES, TERRITORIES

from .samples import FRENCH, ON, SLOVAK, business, codes, consumer, decided, findings, vat_id

# written country, postcode, town -> place, region, whether member state VAT applies
ROWS = [
    ("MC", "98000", "", "FR", "MC", True),
    ("FR", "98000", "Monaco", "FR", "MC", True),
    ("FR", "98025", "Monaco", "FR", "MC", True),
    ("GB", "BFPO 57", "", "CY", "SBA", True),
    ("GB", "BFPO 58", "", "CY", "SBA", True),
    ("GB", "bfpo59", "", "CY", "SBA", True),
    ("GB", "BF1 2AT", "", "CY", "SBA", True),
    ("GB", "BF1-2AU", "", "CY", "SBA", True),
    ("GB", "BFPO 5", "", "GB", None, False),
    ("GB", "BFPO 571", "", "GB", None, False),
    ("GB", "BF1 3AA", "", "GB", None, False),
    ("GB", "BT1 1AA", "Belfast", "GB", "XI", False),
    ("XI", "BT1 1AA", "Belfast", "GB", "XI", False),
    ("GB", "SW1A 1AA", "London", "GB", None, False),
    ("IM", "IM1 1AA", "", "GB", "IM", False),
    ("GB", "IM1 1AA", "", "GB", "IM", False),
    ("GB", "JE2 3AB", "", "JE", None, False),
    ("GB", "GY1 1AA", "", "GG", None, False),
    ("GB", "GX11 1AA", "", "GI", None, False),
    ("PT", "9500-119", "", "PT", "PT-20", True),
    ("PT", "9980 024", "Corvo", "PT", "PT-20", True),
    ("PT", "9000-018", "Funchal", "PT", "PT-30", True),
    ("PT", "9499", "", "PT", "PT-30", True),
    ("PT", "8999-999", "", "PT", None, True),
    ("AT", "6691", "Jungholz", "AT", "AT-JM", True),
    ("AT", "6991", "", "AT", "AT-JM", True),
    ("AT", "A-6992", "", "AT", "AT-JM", True),
    ("AT", "6993", "", "AT", "AT-JM", True),
    ("AT", "6990", "", "AT", None, True),
    ("DE", "87491", "Jungholz", "AT", "AT-JM", True),
    ("DE", "87567", "Riezlern", "AT", "AT-JM", True),
    ("DE", "D-87568", "", "AT", "AT-JM", True),
    ("DE", "87569", "", "AT", "AT-JM", True),
    ("DE", "87566", "", "DE", None, True),
    ("FR", "20000", "Ajaccio", "FR", None, True),
    ("ES", "07001", "Palma", "ES", None, True),
    ("IC", "35001", "", "IC", None, False),
    ("ES", "ES-35001", "", "IC", None, False),
    ("ES", "38 001", "", "IC", None, False),
    ("EA", "51001", "", "EA", None, False),
    ("ES", "51001", "Ceuta", "EA", None, False),
    ("ES", "51080", "", "EA", None, False),
    ("ES", "52006", "Melilla", "EA", None, False),
    ("ES", "52080", "", "EA", None, False),
    ("GR", "63086", "Karyes", "GR-69", None, False),
    ("EL", "630 87", "", "GR-69", None, False),
    ("GR", "63085", "", "GR", None, True),
    ("GR", "81100", "Mytilini", "GR", None, True),
    ("DE", "78266", "Büsingen", "DE-78266", None, False),
    ("CH", "8238", "Büsingen", "DE-78266", None, False),
    ("DE", "27498", "Helgoland", "DE-27498", None, False),
    ("IT", "23041", "Livigno", "IT-23041", None, False),
    ("IT", "23030", "Livigno", "IT-23041", None, False),
    ("IT", "23030", "Valfurva", "IT", None, True),
    ("IT", "22061", "Campione d'Italia", "IT-22061", None, False),
    ("IT", "22060", "campione d'italia", "IT-22061", None, False),
    ("IT", "22060", "Carimate", "IT", None, True),
    ("CH", "6911", "Campione", "IT-22061", None, False),
    ("CH", "8000", "Zürich", "CH", None, False),
    ("SM", "47890", "", "SM", None, False),
    ("IT", "47890", "", "SM", None, False),
    ("VA", "00120", "", "VA", None, False),
    ("IT", "00120", "", "VA", None, False),
    ("AX", "22100", "", "AX", None, False),
    ("FI", "AX-22100", "Mariehamn", "AX", None, False),
    ("FI", "FI-22100", "", "AX", None, False),
    ("FI", "21000", "Naantali", "FI", None, True),
    ("GP", "97100", "", "GP", None, False),
    ("FR", "97110", "", "GP", None, False),
    ("FR", "97133", "", "BL", None, False),
    ("FR", "97150", "", "MF", None, False),
    ("MQ", "97200", "", "MQ", None, False),
    ("FR", "F-97200", "", "MQ", None, False),
    ("FR", "97300", "", "GF", None, False),
    ("FR", "974 00", "", "RE", None, False),
    ("FR", "97500", "", "PM", None, False),
    ("FR", "97600", "", "YT", None, False),
    ("FR", "98400", "", "TF", None, False),
    ("FR", "98600", "", "WF", None, False),
    ("FR", "98700", "", "PF", None, False),
    ("FR", "98800", "", "NC", None, False),
    ("FR", "75001", "Paris", "FR", None, True),
    *((code, "", "", code, None, False) for code in ("BL", "MF", "PM", "WF", "PF", "NC", "TF", "GF", "YT", "RE")),
    *((code, "", "", code, None, False) for code in ("FO", "GL", "AD", "GI", "JE", "GG", "AW", "CW", "SX", "BQ", "SJ")),
    *((code, "", "", code, None, False) for code in ("LI", "NO", "CH", "US", "SG", "TR", "UA")),
    ("UK", "SW1A 1AA", "", "GB", None, False),
]  # fmt: skip


@pytest.mark.parametrize(("country", "postcode", "city", "place", "region", "inside"), ROWS)
def test_every_territory(
    country: str, postcode: str, city: str, place: str, region: str | None, *, inside: bool
) -> None:
    where = locate(spot_of(Where(country=country).country, postcode, city), on=ON)
    assert where is not None
    assert (where.place, where.region, where.state) == (place, region, place if inside else None)


@pytest.mark.parametrize(("country", "postcode", "city", "place", "region", "inside"), ROWS)
def test_a_slovak_seller_decides_accordingly(
    country: str, postcode: str, city: str, place: str, region: str | None, *, inside: bool
) -> None:
    decision = decided(SLOVAK, consumer(country, postcode, city))
    assert (decision.place, decision.region) == (place, region)
    assert decision.treatment is (Treatment.STANDARD if inside else Treatment.OUTSIDE_SCOPE)
    assert (decision.rate is not None) is inside


def test_every_row_of_the_tables_is_tested() -> None:
    tested = {(Where(country=row[0]).country, clean_postcode(row[1])) for row in ROWS}
    for country, rows in POSTCODES.items():
        for row in set(rows) - {"977", "978"}:
            beginning = row.rstrip("$")
            assert any(where == country and code.startswith(beginning) for where, code in tested) or (
                country == "PT"
            ), (country, row)
    assert {place for _, place in SHARED_POSTCODES.values()} <= set(TERRITORIES)
    assert {place for rows in POSTCODES.values() for place in rows.values()} <= set(TERRITORIES)


@pytest.mark.parametrize("prefix", [str(number) for number in range(90, 100)])
def test_the_portuguese_islands(prefix: str) -> None:
    where = locate(spot_of("PT", f"{prefix}00-001"), on=ON)
    assert where is not None
    assert where.region == ("PT-30" if prefix < "95" else "PT-20")


@pytest.mark.parametrize("postcode", ["", " ", "-", "974", "9", "0", "ABC", "97-400", "97400 ", "９７４００"])
def test_odd_postcodes_are_no_crash(postcode: str) -> None:
    assert locate(spot_of("FR", postcode), on=ON) is not None


def test_a_short_old_postcode_without_its_town_stays_in_italy() -> None:
    where = locate(spot_of("IT", "23030"), on=ON)
    assert where is not None
    assert where.place == "IT"


@pytest.mark.parametrize(
    "postcode", ["\uff13\uff15\uff10\uff10\uff11", "\u0663\u0665\u0660\u0660\u0661", "35\u00a0001", "\u2007350 01\n"]
)
def test_digits_of_other_scripts_and_odd_blanks_are_read(postcode: str) -> None:
    assert clean_postcode(postcode) == "35001"
    assert decided(FRENCH, consumer("ES", postcode)).place == "IC"


@pytest.mark.parametrize("country", ["ZZ", "XX", "", "EU", "DEU", "de"])
def test_invented_countries_are_nowhere(country: str) -> None:
    assert locate(country, on=ON) is None


def test_kosovo_is_a_country_outside_the_union() -> None:
    decision = decided(FRENCH, consumer("xk"))
    assert (decision.treatment, decision.place) == (Treatment.OUTSIDE_SCOPE, "XK")
    assert decision.evidence_to_keep == ("evidence.billing_address", "evidence.ip_geolocation")
    assert decided(SellerVat(country="XK", oss=Oss.NON_UNION), consumer("DE")).scheme is Scheme.OSS_NON_UNION


def test_membership_by_date() -> None:
    assert len([state for state in MEMBER_STATES if is_member(state, on=ON)]) == 27
    assert not is_member("HR", on=date(2013, 6, 30))
    assert is_member("HR", on=date(2013, 7, 1))
    assert is_member("GB", on=date(2020, 12, 31))
    assert not is_member("GB", on=date(2021, 1, 1))
    assert not is_member("US", on=ON)
    assert set(MEMBER_STATES) <= CODES


def test_the_british_territories_while_the_kingdom_was_a_member() -> None:
    last_day = date(2020, 12, 31)
    man = locate("IM", on=last_day)
    assert man is not None
    assert (man.place, man.region, man.state) == ("GB", "IM", "GB")
    jersey = locate(spot_of("GB", "JE2 3AB"), on=last_day)
    assert jersey is not None
    assert jersey.state is None
    assert decided(FRENCH, consumer("GB", "BT1 1AA"), on=last_day).rate == 20


class TestNationalLaw:
    @pytest.mark.parametrize(("postcode", "region"), [("97110", "GP"), ("97200", "MQ"), ("97400", "RE")])
    def test_a_french_seller_charges_in_the_overseas_departments(self, postcode: str, region: str) -> None:
        for customer in (consumer("FR", postcode), business("FR", postcode=postcode), consumer(region)):
            decision = decided(FRENCH, customer)
            assert (decision.place, decision.region, str(decision.rate)) == ("FR", region, "8.5")
            assert decision.scheme is Scheme.DOMESTIC
            assert "vat.territory.french_overseas" in codes(decision)

    def test_another_seller_is_outside_and_warned(self) -> None:
        decision = decided(SLOVAK, consumer("RE", "97400"))
        assert findings(decision) == ["vat.finding.local_tax_known"]
        assert dict(decision.findings[0].reason.facts)["tax"] == "FR-RE"

    def test_a_seller_on_reunion_is_french_at_home_and_foreign_to_the_schemes(self) -> None:
        seller = SellerVat(country="FR", postcode="97400", oss=FRENCH.oss)
        assert decided(seller, consumer("FR", "75001")).rate == 20
        assert decided(seller, consumer("FR", "97400")).region == "RE"
        consulting = decided(seller, consumer("FR", "75001"), Supply(kind=SupplyKind.HUMAN_REMOTE))
        assert (consulting.place, consulting.region, str(consulting.rate)) == ("FR", "RE", "8.5")
        abroad = decided(seller, consumer("DE"))
        assert abroad.scheme is Scheme.LOCAL_REGISTRATION
        assert findings(abroad) == ["vat.finding.oss_not_open", "vat.finding.registration_required"]

    def test_a_seller_in_livigno_is_outside(self) -> None:
        for city, place in (("Livigno", "IT-23041"), ("Valfurva", "IT")):
            seller = SellerVat(country="IT", postcode="23030", city=city)
            assert decided(seller, consumer("DE"), Supply(kind=SupplyKind.HUMAN_REMOTE)).place == place

    @pytest.mark.parametrize(("code", "country"), [("IC", "ES"), ("EA", "ES"), ("XI", "GB")])
    def test_a_seller_may_be_named_by_the_code_of_its_territory(self, code: str, country: str) -> None:
        by_code = SellerVat(country=code.lower(), oss=Oss.NON_UNION)
        addresses = {"IC": "35001", "EA": "51001", "XI": "BT1 1AA"}
        by_address = SellerVat(country=country, postcode=addresses[code], oss=Oss.NON_UNION)
        for seller in (by_code, by_address):
            decision = decided(seller, consumer("DE"))
            assert (decision.place, decision.scheme) == ("DE", Scheme.OSS_NON_UNION)

    def test_a_finnish_seller_charges_on_aland(self) -> None:
        for customer in (consumer("AX"), business("FI", postcode="22100")):
            decision = decided(SellerVat(country="FI"), customer)
            assert (decision.place, decision.region, str(decision.rate)) == ("FI", "AX", "25.5")

    def test_guiana_and_mayotte_have_no_vat_for_french_sellers_either(self) -> None:
        for postcode in ("97300", "97600"):
            assert decided(FRENCH, consumer("FR", postcode)).treatment is Treatment.OUTSIDE_SCOPE

    def test_the_lower_austrian_rate_is_for_sellers_seated_there(self) -> None:
        there = consumer("AT", "6691")
        abroad = decided(FRENCH, there)
        assert (abroad.region, codes(abroad)[-1]) == ("AT-JM", "vat.rate.standard")
        assert abroad.rate == 20
        assert decided(SellerVat(country="AT", postcode="1010"), there).rate == 20
        assert decided(SellerVat(country="AT", postcode="6691"), there).rate == 19
        assert decided(SellerVat(country="AT", postcode="6691"), consumer("AT", "1010")).rate == 20


def test_a_monegasque_business_carries_a_french_id() -> None:
    customer = business("MC", vat_id("FR"), postcode="98000")
    assert decided(FRENCH, customer).region == "MC"
    abroad = decided(SLOVAK, customer)
    assert (abroad.treatment, abroad.place, abroad.region) == (Treatment.REVERSE_CHARGE, "FR", "MC")
    assert findings(abroad) == []


def test_the_part_of_cyprus_where_union_law_is_suspended() -> None:
    customer = evolve(consumer("CY"), vat=CustomerVat(outside_government_control=True))
    decision = decided(FRENCH, customer)
    assert (decision.place, decision.treatment) == ("CY-N", Treatment.OUTSIDE_SCOPE)
    assert "vat.territory.suspended" in codes(decision)
    assert decided(FRENCH, consumer("CY")).rate == 19
    elsewhere = evolve(consumer("DE"), vat=customer.vat)
    assert decided(FRENCH, elsewhere).rate == 19
