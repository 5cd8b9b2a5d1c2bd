"""VAT decisions in every language: no code without a sentence, no sentence with a fact it cannot have."""

import re
from datetime import date
from importlib import import_module
from string import Formatter
from typing import cast

import pytest

from hostbilling.decision import TABLE_UNREVIEWED, Decision, LegalRef, ReasonCode
from hostbilling.i18n import LANGUAGES, explain, in_short
from hostbilling.i18n.explaining import _SAME, _cited
from hostbilling.money import payable
from hostbilling.vat import (
    Buyer,
    CustomerKind,
    Evidence,
    EvidenceKind,
    Oss,
    SellerVat,
    Supply,
    SupplyKind,
    Totals,
    VatId,
    VatIdStatus,
    changes,
    determine,
    reasons,
)

ON = date(2026, 11, 21)
CODES = {
    code.code: code
    for module in (reasons, changes)
    for value in vars(module).values()
    for code in (value.values() if isinstance(value, dict) else [value])
    if isinstance(code, ReasonCode)
}
CODES[TABLE_UNREVIEWED.code] = TABLE_UNREVIEWED
FRENCH = SellerVat(country="FR", oss=Oss.UNION)
HOSTING = Supply(kind=SupplyKind.ELECTRONIC, net=payable("100", "EUR"))
BRATISLAVA = Buyer(
    kind=CustomerKind.BUSINESS,
    country="SK",
    vat_id=VatId(number="SK2022749619", status=VatIdStatus.VALID, checked_on=ON),
)


def sentences(language: str) -> dict[str, str]:
    return cast("dict[str, str]", import_module(f"hostbilling.i18n.reasons.{language}").SENTENCES)


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_code_has_a_sentence_of_known_facts(language: str) -> None:
    table = sentences(language)
    for code, kind in CODES.items():
        text = table[_SAME.get(code, code)]
        assert slots(text) <= set(kind.names), code
        assert text.strip() == text
        assert text.endswith((".", "?")), code
    known = {*CODES, *sentences("en")}
    assert set(table) <= known
    assert sorted(key for key in sentences("en") if key not in table) == []
    for key in sentences("en"):
        assert slots(table[key]) == slots(sentences("en")[key])


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_english_word_is_left_in_a_citation_of_union_law(language: str) -> None:
    english = re.compile(r"\b(Directive|Implementing|Regulation|Court|with|Annex|as|force|paragraph|from|and|to)\b")
    for kind in CODES.values():
        for ref in kind.law:
            if ref.citation.startswith(("Directive", "Implementing", "Court")):
                assert not english.search(_cited(ref, language).replace("MEO and C-43", "")), ref


def test_french_numbers_inserted_articles_its_own_way() -> None:
    assert _cited(LegalRef(citation="Directive 2006/112/EC, article 369a to 369k"), "fr") == (
        "directive 2006/112/CE, article 369 bis à 369 duodecies"
    )
    assert _cited(LegalRef(citation="CGI, article 293 B"), "fr") == "CGI, article 293 B"


def test_two_sentences_as_an_adviser_writes_them() -> None:
    decision = determine(HOSTING, seller=FRENCH, customer=BRATISLAVA, tax_point=ON)
    assert plain(in_short(decision, language="de-AT")) == (
        "Eine Dienstleistung an einen Steuerpflichtigen wird dort besteuert, wo dieser ansässig ist: Slowakei"
        " (Richtlinie 2006/112/EG, Artikel 44). Steuerschuldnerschaft des Leistungsempfängers: Der Erbringer hat dort"
        " (Slowakei) keine beteiligte Niederlassung, der Empfänger schuldet die Mehrwertsteuer"
        " (Richtlinie 2006/112/EG, Artikel 196)."
    )


def test_what_is_due_names_rate_and_return() -> None:
    evidence = [Evidence(kind=kind, country="FI") for kind in (EvidenceKind.BANK, EvidenceKind.IP_GEOLOCATION)]
    buyer = Buyer(kind=CustomerKind.CONSUMER, country="FI")
    decision = determine(HOSTING, seller=FRENCH, customer=buyer, tax_point=ON, evidence=evidence)
    assert plain(in_short(decision, language="fr")).endswith(
        "La TVA est due au taux normal de 25,5 % (Finlande) et se déclare au guichet unique, régime de l'Union"
        " (directive 2006/112/CE, article 369 bis à 369 duodecies; directive 2006/112/CE, article 93)."
    )
    assert "Finland" in in_short(decision, language="pt")
    assert "The standard rate of Finland on 21 Nov 2026 is 25.5 %" in explain(decision, language="en")


def test_findings_limits_and_amounts() -> None:
    late = determine(
        HOSTING, seller=FRENCH, customer=Buyer(kind=CustomerKind.CONSUMER, country="GB"), tax_point=ON,
        evidence=[Evidence(kind=kind, country="GB") for kind in (EvidenceKind.BANK, EvidenceKind.IP_GEOLOCATION)],
    )  # fmt: skip
    assert explain(late, language="sk").splitlines()[-1] == (
        "upozornenie: Môže vzniknúť miestna daň (Spojené kráľovstvo); tu sa nepočíta."
    )
    small = SellerVat(country="FR", cross_border=Totals(this_year="0", prior_year="0"))
    cheap = determine(
        HOSTING, seller=small, customer=Buyer(kind=CustomerKind.CONSUMER, country="DE"), tax_point=ON,
        evidence=[Evidence(kind=kind, country="DE") for kind in (EvidenceKind.BANK, EvidenceKind.IP_GEOLOCATION)],
    )  # fmt: skip
    assert "10 000 EUR" in plain(in_short(cheap, language="cs"))


def test_territories_are_called_by_their_names() -> None:
    def told(country: str, postcode: str) -> str:
        buyer = Buyer(kind=CustomerKind.PUBLIC_BODY, country=country, postcode=postcode)
        seller = SellerVat(country="SK", oss=Oss.UNION)
        return explain(determine(HOSTING, seller=seller, customer=buyer, tax_point=ON), language="sk")

    assert "(Madeira, Portugalsko)" in told("PT", "9000-018")
    assert "Môže vzniknúť miestna daň (Réunion)" in told("FR", "97400")
    assert "(Athos)" in told("GR", "63086")


def test_a_missing_proof_is_told_too() -> None:
    answer = determine(HOSTING, seller=FRENCH, customer=Buyer(kind=CustomerKind.CONSUMER, country="DE"), tax_point=ON)
    assert in_short(answer, language="sv").startswith("Bevisen räcker inte")


def test_prices_asked_again() -> None:
    told = Decision(reasons=(changes.REQUOTED(gross=payable("1234.5", "EUR")),))
    assert plain(explain(told, language="fr")) == "Le prix hors taxe reste ; le montant à payer est de 1 234,50 EUR."


def test_reasons_of_other_questions_stay_english() -> None:
    other = ReasonCode("example.late", "{invoice} was due on {due}.")
    assert explain(Decision(reasons=(other(invoice="F-7", due=ON),)), language="ru") == "F-7 was due on 2026-11-21."


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_can_be_told(language: str) -> None:
    for kind in CODES.values():
        told = Decision(reasons=(kind(**dict.fromkeys(kind.names, "DE")),))
        assert "{" not in explain(told, language=language)
        assert in_short(told, language=language)
