"""What matching says for itself, word by word: a person reads it before they book or refuse."""

from typing import Any

import pytest

from hostbilling.money import payable
from hostbilling.payments import Expected, Line, Standing, identities, match_all
from tests.payments.test_matching import IBAN, P1, P2, P3, RF, asked, line, matched
from tests.samples import eur

CLOSED = asked("P0", "2026000016", "0", standing=Standing.PAID)
CANCELLED = asked("P0", "2026000016", "0", standing=Standing.CANCELLED)


@pytest.mark.parametrize(
    ("given_line", "documents", "said"),
    [
        (line("100", "2026000017"), [P1], "The payment's reference 2026000017 is that of P1.|100.00 EUR fill P1."),
        (
            line("130", "2026000017"),
            [P1],
            (
                "The payment's reference 2026000017 is that of P1.|100.00 EUR fill P1.|"
                "30.00 EUR are more than was asked for and go to the wallet of c1."
            ),
        ),
        (
            line("97.50", "2026000017", charges="SHA"),
            [P1],
            (
                "The payment's reference 2026000017 is that of P1.|"
                "97.50 EUR are less than P1 asks for: 2.50 EUR remain open.|"
                "The payer shares the bank's charges (SHA): that may be the rest."
            ),
        ),
        (
            line("99.96", "2026000017"),
            [P1],
            (
                "The payment's reference 2026000017 is that of P1.|99.96 EUR fill P1.|"
                "0.04 EUR are missing on P1, which is tolerated."
            ),
        ),
        (
            line("150", text="2026000018 2026000017"),
            [P1, P2],
            "The text names P2 by 2026000018.|The text names P1 by 2026000017.|100.00 EUR fill P1.|50.00 EUR fill P2.",
        ),
        (line("9", "2026000016"), [CLOSED], "P0 was paid before: 9.00 EUR go to the wallet of c1."),
        (line("9", "2026000016"), [CANCELLED], "P0 was cancelled: 9.00 EUR go to the wallet of c1."),
        (line("0"), [P1], "0.00 EUR are no receipt."),
        (line("9", text="x"), [P1], "Nothing in it names an open document."),
        (line("9", "2026000017", "2026000018"), [P1, P2], "Its references name different documents: P1, P2."),
        (
            line("9", text="2026000017 2026000019"),
            [P1, P3],
            "It names documents of several customers: c1, c2.",
        ),
        (
            line("9", "2026000016"),
            [CLOSED, asked("P9", "2026000016", "0", "c2", standing=Standing.PAID)],
            "It names documents of several customers: c1, c2.",
        ),
        (
            Line(amount=payable("9", "CZK"), references="2026000017"),
            [P1],
            "It came in CZK, which nothing it can be for asks in.",
        ),
        (line("100"), [P1], "What speaks for a document is not enough to do it without a person."),
    ],
)
def test_reasons(given_line: Line, documents: list[Expected], said: str) -> None:
    found = matched(given_line, *documents, tolerances=[eur("0.05")])
    assert found.explain() == said.replace("|", "\n")
    assert found.identity == identities([given_line])[0]


@pytest.mark.parametrize(
    ("given_line", "more", "said"),
    [
        (line("9", text="SE 2026 000017"), {}, ["Words of the text joined make 2026000017, the reference of P1."]),
        (
            line("9", text="for RF17539007547034"),
            {},
            ["But for its check digits RF17539007547034 is the reference of R."],
        ),
        (
            line("100", counterparty_iban=IBAN),
            {"owners": {IBAN: "c1"}},
            [f"{IBAN} is an account of c1, who owes P1.", "P1 asks for this amount."],
        ),
        (
            line("70", counterparty_name="jana NOVÁKOVÁ"),
            {},
            ["The payer's name is that of the customer of N.", "N asks for this amount."],
        ),
    ],
)
def test_what_speaks_for_a_suggestion(given_line: Line, more: dict[str, Any], said: list[str]) -> None:
    named = asked("N", "2026000099", "70", customer="c7", customer_name="Novakova, Jana")
    found = matched(given_line, P1, P3, asked("R", RF, "33", "c8"), named, **more)
    assert [str(each) for each in found.suggestions[0].evidence] == said
    assert len(found.suggestions) == 1


def test_a_line_without_id_is_taken_back_by_its_identity() -> None:
    paid = line("100", "2026000017")
    [identity] = identities([paid])
    found = match_all([paid, line("-100", return_of=identity)], [P1])
    assert found[1].reopens == (("P1", eur("100")),)


def test_what_is_missing_on_two_documents_counts_together() -> None:
    short = line("149.92", text="2026000018 2026000017")
    two_short = [asked("P1", "2026000017", "0.04"), asked("P2", "2026000018", "0.04")]
    assert matched(short, P1, P2, tolerances=[eur("0.05")]).outcome.value == "partial"
    assert (
        matched(line("0.01", text="2026000018 2026000017"), *two_short, tolerances=[eur("0.05")]).outcome.value
        == "partial"
    )
