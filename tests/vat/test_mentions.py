"""The words on documents, and what a VAT id looks like."""

import subprocess
import sys
from datetime import date

import pytest

from hostbilling.decision import Certainty
from hostbilling.i18n import LANGUAGES
from hostbilling.vat import (
    CustomerKind,
    IdForm,
    Mention,
    VatId,
    VatIdStatus,
    field_applies,
    id_form,
    mention,
    with_checked_form,
)
from hostbilling.vat.mention_table import BY_LANGUAGE, NATIONAL, REVERSE_CHARGE

from .samples import FRENCH, IDS, ON, SMALL_FRENCH, business, consumer, decided, vat_id

OFFICIAL = "bg cs da de el en es et fi fr hr hu it lt lv mt nl pl pt ro sk sl sv".split()


def words(code: Mention, language: str, country: str = "SK", on: date = ON) -> tuple[str, str]:
    found = mention(code, language=language, seller_country=country, on=on)
    assert found is not None
    return found.text, found.language


class TestMentions:
    def test_reverse_charge_in_every_official_language(self) -> None:
        assert sorted(REVERSE_CHARGE) == OFFICIAL
        for language in OFFICIAL:
            assert words(Mention.REVERSE_CHARGE, language) == (REVERSE_CHARGE[language].text, language)
            assert REVERSE_CHARGE[language].certainty is Certainty.VERIFIED

    @pytest.mark.parametrize("tag", ["sk", "SK", "sk-SK", "sk_SK"])
    def test_language_tags(self, tag: str) -> None:
        assert words(Mention.REVERSE_CHARGE, tag) == ("prenesenie daňovej povinnosti", "sk")

    @pytest.mark.parametrize("tag", ["ga", "xx", ""])
    def test_english_where_the_words_are_not_known(self, tag: str) -> None:
        assert words(Mention.REVERSE_CHARGE, tag) == ("Reverse charge", "en")

    def test_an_irish_seller_says_it_in_english(self) -> None:
        # No Irish version of article 226(11a) was found; English is the other official language there.
        for language in ("en", "en-IE", "ga"):
            assert words(Mention.REVERSE_CHARGE, language, "IE") == ("Reverse charge", "en")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_what_is_our_wording_is_there_in_every_language_of_the_documents(self, language: str) -> None:
        for code in set(Mention) - {Mention.REVERSE_CHARGE}:
            assert words(code, language)[1] == language
            assert "2006/112" in words(code, language)[0] or code is Mention.OUTSIDE_SCOPE

    @pytest.mark.parametrize("code", list(Mention))
    def test_every_mention_has_english_words_and_sources(self, code: Mention) -> None:
        rows = BY_LANGUAGE[code]
        assert "en" in rows
        assert all(row.text.strip() and row.source for row in rows.values())

    def test_france_fixes_its_words_until_the_old_references_end(self) -> None:
        last, first = date(2027, 12, 31), date(2028, 1, 1)
        small = Mention.SMALL_BUSINESS
        assert words(small, "en", "FR", last) == ("TVA non applicable, art. 293 B du CGI", "fr")
        assert words(small, "en", "FR", first) == ("TVA non applicable, art. L. 223 et s. du CIBS", "fr")
        assert words(small, "en", "SK", last)[0].endswith("article 284 of Directive 2006/112/EC")
        abroad = Mention.SMALL_BUSINESS_CROSS_BORDER
        assert words(abroad, "fr", "FR", last) == ("TVA non applicable, art. 293 B bis du CGI", "fr")
        assert "284" in words(abroad, "fr", "FR", first)[0]

    def test_fixed_words_say_so(self) -> None:
        found = mention(decided(SMALL_FRENCH, consumer("FR")), language="en", seller_country="FR", on=ON)
        assert found is not None
        assert found.fixed
        assert (found.certainty, found.source) == (
            Certainty.SECONDARY, NATIONAL[Mention.SMALL_BUSINESS, "FR"][0].source,
        )  # fmt: skip

    def test_of_a_decision_the_exempting_state_counts(self) -> None:
        reverse = mention(decided(FRENCH, business("SK")), language="fr", seller_country="FR", on=ON)
        assert reverse is not None
        assert (reverse.text, reverse.fixed) == ("Autoliquidation", False)
        assert reverse.source == "Directive 2006/112/EC, article 226(11a)"

    def test_nothing_has_to_be_said_about_a_rate(self) -> None:
        assert mention(decided(FRENCH, consumer("FR")), language="fr", seller_country="FR", on=ON) is None


class TestForm:
    @pytest.mark.parametrize("country", sorted(set(IDS) - {"GB"}))
    def test_real_numbers(self, country: str) -> None:
        assert id_form(vat_id(country), on=ON) is IdForm.RIGHT

    @pytest.mark.parametrize("text", ["fr 40 303 265 045", "FR40-303.265.045", "Fr40303265045"])
    def test_written_in_any_way(self, text: str) -> None:
        assert id_form(VatId(number=text), on=ON) is IdForm.RIGHT

    @pytest.mark.parametrize("text", ["GR094259216", "EL094259216", "gr 094 259 216"])
    def test_greece(self, text: str) -> None:
        assert VatId(number=text).number == "EL094259216"
        assert id_form(VatId(number=text), on=ON) is IdForm.RIGHT

    @pytest.mark.parametrize(
        "number",
        [
            "DE000000000",
            "EL000000000",
            "BG0000000000",
            "ESB00000000",
            "ESU00000000",
            "DE136695977",
            "FR12345678901",
            "SK123",
            "SK",
            "AT",
        ],
    )
    def test_wrong_ones(self, number: str) -> None:
        assert id_form(VatId(number=number), on=ON) is IdForm.WRONG

    @pytest.mark.parametrize(
        "number",
        ["EU372000041", "IM2760000742", "XI980780684", "DE1234567EX", "CHE123456788MWST", "US123", "1", "GB980780684"],
    )
    def test_of_no_customer(self, number: str) -> None:
        assert id_form(VatId(number=number), on=ON) is IdForm.OF_NO_CUSTOMER

    def test_british_ones_while_they_counted(self) -> None:
        assert id_form(VatId(number="GB980780684"), on=date(2020, 12, 31)) is IdForm.RIGHT
        assert id_form(VatId(number="GB980780685"), on=date(2020, 12, 31)) is IdForm.WRONG

    def test_a_right_form_is_no_confirmation(self) -> None:
        checked = with_checked_form(VatId(number=IDS["SK"]), on=ON)
        assert (checked.status, checked.checked_on) == (VatIdStatus.FORMAT_ONLY, None)
        wrong = with_checked_form(VatId(number="DE000000000"), on=ON)
        assert (wrong.status, wrong.checked_on) == (VatIdStatus.INVALID, ON)
        other = with_checked_form(VatId(number="EU372000041"), on=ON)
        assert other.status is VatIdStatus.FORMAT_ONLY
        confirmed = vat_id("SK")
        assert with_checked_form(confirmed, on=ON) is confirmed

    @pytest.mark.parametrize(
        ("country", "postcode", "kind", "applies"),
        [
            ("SK", "", CustomerKind.BUSINESS, True),
            ("SK", "", CustomerKind.PUBLIC_BODY, True),
            ("SK", "", CustomerKind.CONSUMER, False),
            ("GB", "", CustomerKind.BUSINESS, False),
            ("MC", "", CustomerKind.BUSINESS, True),
            ("ES", "35001", CustomerKind.BUSINESS, False),
            ("ZZ", "", CustomerKind.BUSINESS, False),
        ],
    )
    @pytest.mark.requirement("R-081")
    def test_who_is_asked_for_one(self, country: str, postcode: str, kind: CustomerKind, *, applies: bool) -> None:
        assert field_applies(country, kind=kind, on=ON, postcode=postcode) is applies


def test_importing_vat_loads_neither_stdnum_nor_ssl() -> None:
    report = "import sys, hostbilling.vat; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, check=True)
    assert {"stdnum", "ssl", "cattrs"}.isdisjoint(run.stdout.split())
