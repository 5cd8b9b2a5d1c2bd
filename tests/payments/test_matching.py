"""Bank lines against documents: each step of the ladder, money conserved, nothing booked twice or on a guess."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.demands import Demand, Kind, Part, PartState
from hostbilling.errors import InvalidInput
from hostbilling.money import Amounts, Money, add, payable, total
from hostbilling.payments import (
    Applied,
    Expected,
    Line,
    Match,
    Outcome,
    Standing,
    applied_by,
    identities,
    match_all,
    of_demand,
    pair,
    suggest,
)
from hostbilling.payments.matching import hints, naming
from hostbilling.payments.references import ogm, qrr, rf
from hostbilling.periods import Term
from tests.refusals import refused
from tests.samples import TODAY, YEAR, eur, faults

RF = "RF18539007547034"
IBAN = "SK3112000000198742637541"


def asked(name: str, vs: str, gross: str = "100", customer: str = "c1", **more: Any) -> Expected:
    return Expected(id=name, customer=customer, references=[vs], open=more.pop("open", eur(gross)), **more)


P1 = asked("P1", "2026000017", due_on=date(2026, 11, 10))
P2 = asked("P2", "2026000018", "50", due_on=date(2026, 11, 20))
P3 = asked("P3", "2026000019", customer="c2", due_on=date(2026, 11, 20))


def line(amount: str = "100", *references: str, **more: Any) -> Line:
    return Line(amount=eur(amount), references=references, **more)


def matched(given_line: Line, *documents: Expected, **more: Any) -> Match:
    (found,) = match_all([given_line], documents or (P1, P2, P3), **more)
    return found


def told(found: Match) -> tuple[str, list[tuple[str, str]], str]:
    paid = [(each.document, str(each.amount.amount)) for each in found.allocations]
    return found.outcome.value, paid, str(found.wallet.amount)


def suggested(found: Match) -> tuple[str, list[str]]:
    assert not found.automatic
    assert not found.allocations
    return found.outcome.value, [each.document for each in found.suggestions]


# ------------------------------------------------------------------------- 1 and 2: no new payments


def test_a_line_read_before_does_nothing() -> None:
    found = matched(line("100", "2026000017", id="T1"), seen=["T1"])
    assert told(found) == ("duplicate_line", [], "0.00")
    assert str(found) == "The line T1 was read before."


def test_one_id_twice_in_one_import_is_one_payment() -> None:
    twice = [line("100", "2026000017", id="T1")] * 2
    first, second = match_all(twice, [P1])
    assert (first.outcome, second.outcome) == (Outcome.MATCHED, Outcome.DUPLICATE_LINE)


def test_equal_lines_without_id_are_payments_of_their_own() -> None:
    twice = [line("60", "2026000017")] * 2
    first, second = match_all(twice, [P1])
    assert told(first) == ("partial", [("P1", "60.00")], "0.00")
    assert told(second) == ("overpaid", [("P1", "40.00")], "20.00")
    again = match_all([line("60", "2026000017")] * 3, [P1], seen=identities(twice))
    assert [each.outcome.value for each in again] == ["duplicate_line", "duplicate_line", "partial"]


def test_identities_keep_apart_what_a_bank_reuses() -> None:
    def of(**more: Any) -> str:
        return identities([line(id="7", **more)])[0]

    assert of() == "7"
    assert of(account="A", booked_on=date(2026, 1, 2)) == "A/2026/7"
    assert len({of(booked_on=date(year, 1, 2)) for year in (2026, 2027)}) == 2
    shared = [line("1", id="7"), line("2", id="7"), line("1", id="7")]
    assert identities(shared) == ("7", "7#2", "7")


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=8), st.data())
def test_reading_any_part_of_an_import_again_adds_nothing(written: list[str], data: st.DataObject) -> None:
    lines = [line(text=text) for text in written]
    again = data.draw(st.permutations(lines)).copy()[: len(lines) // 2 + 1]
    found = match_all(again, [], seen=identities(lines))
    assert {each.outcome for each in found} <= {Outcome.DUPLICATE_LINE}


def test_a_return_reopens_what_the_line_paid() -> None:
    paid = asked("P1", "2026000017", "0", standing=Standing.PAID)
    back = line("-100", "2026000017", return_of="T1")
    found = matched(back, paid, applied=[Applied(identity="T1", document="P1", amount=eur("100"))])
    assert (found.outcome, found.reopens) == (Outcome.REVERSAL, (("P1", eur("100")),))
    assert found.unallocated == eur("0")
    assert str(found) == "T1 was taken back: P1 asks for 100.00 EUR again."


def test_a_return_in_the_same_import_makes_room_for_the_next_payment() -> None:
    lines = [
        line("100", "2026000017", id="T1"),
        line("-100", return_of="T1", id="T2"),
        line("100", "2026000017", id="T3"),
    ]
    found = match_all(lines, [P1])
    assert [each.outcome.value for each in found] == ["matched", "reversal", "matched"]


def test_a_return_of_a_part_reopens_a_part_and_another_the_rest_once() -> None:
    applied = [Applied(identity="T1", document=name, amount=eur("50")) for name in ("P1", "P2")]
    first, second, third = match_all(
        [line("-70", return_of="T1", id=name) for name in ("R1", "R2", "R3")],
        [asked("P1", "17", "0"), asked("P2", "18", "0", standing=Standing.CANCELLED)],
        applied=applied,
    )
    assert first.reopens == (("P1", eur("50")), ("P2", eur("20")))
    assert (second.reopens, second.unallocated) == ((("P2", eur("30")),), eur("-40"))
    assert (third.reopens, third.takes_back, third.unallocated) == ((), "", eur("-70"))


def test_what_was_tolerated_is_asked_for_once_all_of_the_payment_went_back() -> None:
    lines = [line("99.95", "2026000017", id="T1"), line("-50", return_of="T1", id="R1"), line("-49.95", return_of="T1")]
    _, part, rest = match_all(lines, [P1], tolerances=[eur("0.05")])
    assert (part.reopens, part.restored) == ((("P1", eur("50")),), ())
    assert (rest.reopens, rest.restored) == ((("P1", eur("49.95")),), (("P1", eur("0.05")),))


def test_what_is_remembered_of_former_imports_is_what_was_not_taken_back() -> None:
    first = match_all([line("130", text="2026000017 2026000018", id="T1", end_to_end_id="E1")], [P1, P2])
    second = match_all([line("-110", return_of="E1", id="R1")], [P1, P2], applied=applied_by(first))
    assert [each.takes_back for each in second] == ["T1"]
    left = applied_by([*first, *second])
    assert [(each.identity, each.document, each.amount, each.called) for each in left] == [
        ("T1", "P2", eur("20"), ("T1", "E1"))
    ]
    (third,) = match_all([line("-110", return_of="T1", id="R2")], [P1, P2], applied=left)
    assert (third.reopens, third.unallocated) == ((("P2", eur("20")),), eur("-90"))
    assert applied_by([*first, *second, third]) == ()


def test_a_return_is_found_by_the_end_to_end_id_that_exactly_one_line_carried() -> None:
    came = [Applied(identity=name, document="P1", amount=eur("50"), called=sent) for name, sent in
            [("T1", ["E1"]), ("T1", ["E1"]), ("T2", ["E2"]), ("T3", ["E2"]), ("T4", [])]]  # fmt: skip
    found = matched(line("-50", return_of="E1"), asked("P1", "17", "0"), applied=came)
    assert (found.outcome, found.takes_back, found.reopens) == (Outcome.REVERSAL, "T1", (("P1", eur("50")),))
    for named, outcome in (("E2", Outcome.REVIEW), ("E3", Outcome.REVERSAL)):
        found = matched(line("-50", return_of=named), asked("P1", "17", "0"), applied=came)
        assert (found.outcome, found.takes_back, found.unallocated) == (outcome, "", eur("-50"))


def test_a_return_in_the_same_import_is_found_by_the_end_to_end_id_too() -> None:
    collected = line("100", "2026000017", id="T1", end_to_end_id="SDD-7")
    found = match_all([collected, line("-100", return_of="SDD-7", id="T2")], [P1])
    assert [(each.outcome.value, each.takes_back) for each in found] == [("matched", ""), ("reversal", "T1")]


def test_the_return_of_a_line_takes_back_what_went_to_the_wallet_too() -> None:
    came = match_all([line("130", "2026000017", id="T1")], [P1])
    (back,) = match_all([line("-130", return_of="T1", id="R1")], [P1], applied=applied_by(came))
    assert (back.reopens, back.wallet, back.customer) == ((("P1", eur("100")),), eur("-30"), "c1")
    assert (back.unallocated, back.takes_back) == (eur("0"), "T1")
    assert [str(each) for each in back.reasons] == [
        "T1 was taken back: P1 asks for 100.00 EUR again.",
        "T1 was taken back: 30.00 EUR go out of the wallet of c1.",
    ]
    assert applied_by([*came, back]) == ()
    both = match_all([line("130", "2026000017", id="T1"), line("-130", return_of="T1", id="R1")], [P1])
    assert (both[1].reopens, both[1].wallet) == (back.reopens, back.wallet)


@pytest.mark.parametrize("standing", [Standing.PAID, Standing.CANCELLED])
def test_the_return_of_a_line_that_went_all_to_the_wallet_is_known(standing: Standing) -> None:
    closed = asked("P1", "2026000017", "0", standing=standing)
    came = match_all([line("40", "2026000017", id="T1")], [closed])
    (back,) = match_all([line("-50", return_of="T1")], [closed], applied=applied_by(came))
    assert (back.outcome, back.reopens, back.wallet, back.customer) == (Outcome.REVERSAL, (), eur("-40"), "c1")
    assert (back.takes_back, back.unallocated) == ("T1", eur("-10"))


def test_a_return_of_a_part_goes_out_of_the_wallet_first_as_nothing_asked_for_that() -> None:
    came = match_all([line("130", "2026000017", id="T1")], [P1])
    returns = [line("-20", return_of="T1", id="R1"), line("-70", return_of="T1", id="R2")]
    first, second = match_all(returns, [P1], applied=applied_by(came))
    assert (first.reopens, first.wallet) == ((), eur("-20"))
    assert (second.reopens, second.wallet) == ((("P1", eur("60")),), eur("-10"))
    (one,) = match_all(returns[:1], [P1], applied=applied_by(came))
    left = applied_by([*came, one])
    assert [(each.document, each.customer, each.amount) for each in left] == [
        ("P1", "", eur("100")), ("", "c1", eur("10")),
    ]  # fmt: skip
    assert [(each.document, each.amount) for each in applied_by([*came, first, second])] == [("P1", eur("40"))]


def test_a_bank_id_that_means_several_lines_takes_none_of_them_back() -> None:
    def of(customer: str, vs: str, on: date) -> tuple[Match, ...]:
        paid = line("100", vs, id="T1", account="A", booked_on=on)
        return match_all([paid], [asked(vs, vs, customer=customer)])

    both = [*of("c1", "17", date(2025, 3, 1)), *of("c2", "18", date(2026, 3, 1))]
    back = line("-100", id="T9", account="A", booked_on=date(2026, 3, 3), return_of="T1")
    closed = [asked(vs, vs, "0", customer, standing=Standing.PAID) for customer, vs in (("c1", "17"), ("c2", "18"))]
    found = matched(back, *closed, applied=applied_by(both))
    assert (found.outcome, found.reopens, found.unallocated) == (Outcome.REVIEW, (), eur("-100"))
    assert str(found) == "It takes back T1, and several lines are called so: A/2025/T1, A/2026/T1."
    meant = matched(evolve(back, return_of="A/2026/T1"), *closed, applied=applied_by(both))
    assert (meant.reopens, meant.takes_back) == ((("18", eur("100")),), "A/2026/T1")
    assert matched(back, *closed, applied=applied_by(both[1:])).takes_back == "A/2026/T1"
    once = match_all([evolve(back, id="T8", return_of="A/2025/T1"), back], closed, applied=applied_by(both))
    assert [each.reopens for each in once] == [(("17", eur("100")),), (("18", eur("100")),)]


def test_entries_that_share_a_bank_id_are_taken_back_by_their_identity() -> None:
    shared = [line("100", vs, id="T1", booked_on=date(2026, 3, 1)) for vs in ("2026000017", "2026000019")]
    applied = applied_by(match_all(shared, [P1, P3]))
    assert matched(line("-100", return_of="T1"), applied=applied).outcome is Outcome.REVIEW
    assert matched(line("-100", return_of="2026/T1#2"), applied=applied).reopens == (("P3", eur("100")),)


def test_a_return_to_another_account_takes_nothing_back() -> None:
    applied = applied_by(match_all([line("100", "2026000017", id="T1", account="A")], [P1]))
    for account, reopens in (("A", 1), ("B", 0), ("", 1)):
        assert len(matched(line("-100", return_of="T1", account=account), applied=applied).reopens) == reopens


def test_a_line_that_brings_money_takes_nothing_back() -> None:
    applied = [Applied(identity="T1", document="P1", amount=eur("100"))]
    found = matched(line("100", return_of="T1"), applied=applied)
    assert (found.outcome, found.reopens, found.unallocated) == (Outcome.REVIEW, (), eur("100"))
    assert str(found) == "It takes back T1, and yet brings 100.00 EUR."
    assert matched(line("0", return_of="T1"), applied=applied).outcome is Outcome.NOT_A_RECEIPT


def test_what_was_applied_was_applied_to_something() -> None:
    assert refused(lambda: Applied(identity="T1", amount=eur("1"))) == ("applied.to", "applied.document")


def test_a_return_of_something_unknown_says_so() -> None:
    for applied in ([], [Applied(identity="T9", document="P1", amount=payable("1", "CZK"))]):
        found = matched(line("-100", return_of="T9"), applied=applied)
        assert (found.outcome, found.reopens, found.unallocated) == (Outcome.REVERSAL, (), eur("-100"))
        assert str(found) == "It takes back T9, which paid nothing that is known."


@pytest.mark.parametrize("amount", ["0", "-1"])
def test_what_is_not_positive_is_no_receipt(amount: str) -> None:
    assert told(matched(line(amount, "2026000017"))) == ("not_a_receipt", [], "0.00")


# ----------------------------------------------------------------------------- 3: another currency


def test_another_currency_is_for_a_person() -> None:
    crowns = Line(amount=payable("100", "CZK"), references="2026000017")
    assert suggested(matched(crowns)) == ("review", ["P1"])
    assert matched(Line(amount=payable("100", "CZK"), text="thanks")).outcome is Outcome.REVIEW
    assert (
        matched(Line(amount=payable("100", "CZK")), asked("P9", "9", standing=Standing.PAID)).outcome
        is Outcome.UNMATCHED
    )


@pytest.mark.parametrize("standing", [Standing.PAID, Standing.CANCELLED])
def test_a_closed_document_of_another_currency_is_for_a_person_too(standing: Standing) -> None:
    dollars = Line(amount=payable("100", "USD"), references="2026000016")
    closed = asked("P0", "2026000016", standing=standing)
    in_dollars = asked("P8", "8", open=payable("5", "USD"))
    for others in ([], [P1], [in_dollars]):
        found = match_all([dollars], [closed, *others])[0]
        assert (found.outcome, str(found.wallet)) == (Outcome.REVIEW, "0.00 USD")
    own = asked("P0", "2026000016", open=payable("0", "USD"), standing=Standing.PAID)
    paid_again = match_all([dollars], [own, P1])[0]
    assert (paid_again.outcome, str(paid_again.wallet)) == (Outcome.ALREADY_PAID, "100.00 USD")


def test_the_document_of_the_currency_is_taken_where_there_is_one() -> None:
    crowns = asked("P4", "2026000017", open=payable("100", "CZK"))
    found = matched(line("100", "2026000017"), P1, crowns)
    assert told(found) == ("matched", [("P1", "100.00")], "0.00")


# --------------------------------------------------------------------------------- 4: references


@pytest.mark.parametrize(
    ("amount", "outcome", "paid", "wallet", "remaining"),
    [
        ("100", "matched", "100.00", "0.00", "0.00"),
        ("60", "partial", "60.00", "0.00", "40.00"),
        ("130", "overpaid", "100.00", "30.00", "0.00"),
    ],
)
def test_amounts(amount: str, outcome: str, paid: str, wallet: str, remaining: str) -> None:
    found = matched(line(amount, "0002026000017"))
    assert told(found) == (outcome, [("P1", paid)], wallet)
    assert (str(found.remaining.amount), found.automatic, found.customer) == (remaining, True, "c1")
    assert found.notify is (wallet != "0.00")


@pytest.mark.parametrize(
    ("amount", "outcome", "written_off"),
    [("99.95", "matched", "0.05"), ("99.94", "partial", "0.00"), ("100.05", "overpaid", "0.00")],
)
def test_the_tolerance_is_inclusive_and_keeps_no_money(amount: str, outcome: str, written_off: str) -> None:
    found = matched(line(amount, "2026000017"), tolerances=[eur("0.05"), payable("1", "CZK")])
    assert (found.outcome.value, str(found.written_off.amount)) == (outcome, written_off)
    assert found.unallocated == eur("0")


def test_what_was_written_off_is_not_asked_for_again() -> None:
    first, second = match_all([line("99.95", "2026000017"), line("0.05", "2026000017")], [P1], tolerances=[eur("0.05")])
    assert (first.outcome, second.outcome) == (Outcome.MATCHED, Outcome.ALREADY_PAID)


def test_a_return_takes_the_write_off_back_too() -> None:
    lines = [line("99.95", "2026000017", id="T1"), line("-99.95", return_of="T1", id="T2"), line("100", "2026000017")]
    paid, returned, again = match_all(lines, [P1], tolerances=[eur("0.05")])
    assert (paid.outcome, returned.restored) == (Outcome.MATCHED, (("P1", eur("0.05")),))
    assert told(again) == ("matched", [("P1", "100.00")], "0.00")
    part = line("-50", return_of="T1", id="T3")
    assert match_all([lines[0], part], [P1], tolerances=[eur("0.05")])[1].restored == ()


def test_shared_charges_are_named_when_money_is_missing() -> None:
    codes = {reason.code for reason in matched(line("97.50", "2026000017", charges="SHA")).reasons}
    assert "matching.bank_charges" in codes
    assert "matching.bank_charges" not in {
        each.code for each in matched(line("100", "2026000017", charges="SHA")).reasons
    }


@pytest.mark.parametrize(
    "reference", ["2026000017", "VS2026000017", "/VS2026000017/SS/KS0308", "0002026000017", " 2026 000017 "]
)
def test_ways_to_write_a_symbol(reference: str) -> None:
    assert told(matched(line("100", reference)))[0] == "matched"


@pytest.mark.parametrize("sent", ["VS2026000017", "/VS2026000017/SS/KS0308", RF, "RF18 5390 0754 7034"])
def test_an_end_to_end_id_names_surely_in_a_form_that_only_a_given_reference_has(sent: str) -> None:
    document = Expected(id="P1", customer="c1", references=["2026000017", RF], open=eur("100"))
    assert told(matched(line("100", end_to_end_id=sent), document)) == ("matched", [("P1", "100.00")], "0.00")


@pytest.mark.parametrize("sent", ["2026000017", "0002026000017", " 2026 000017 "])
def test_bare_digits_that_the_payer_chose_as_an_end_to_end_id_are_for_a_person(sent: str) -> None:
    found = matched(line("70", end_to_end_id=sent))
    assert suggested(found) == ("suggest", ["P1"])
    assert [str(each) for each in found.suggestions[0].evidence] == [
        "The payer's own reference 2026000017 is also that of P1."
    ]
    assert [each.document for each in suggest(line("70", end_to_end_id=sent), [P1, P2])] == ["P1"]
    assert told(matched(line("50", text="2026000018", end_to_end_id=sent))) == ("matched", [("P2", "50.00")], "0.00")
    assert suggested(matched(line("100", end_to_end_id="2026000099"))) == ("unmatched", [])


def test_references_that_disagree_are_for_a_person() -> None:
    assert suggested(matched(line("140", "2026000017", "2026000018"))) == ("review", ["P1", "P2"])
    assert suggested(matched(line("200", "2026000017", "2026000019"))) == ("review", ["P1", "P3"])
    closed = asked("P0", "2026000016", standing=Standing.PAID)
    assert suggested(matched(line("100", "2026000016", "2026000017"), P1, closed)) == ("review", ["P1"])


def test_several_references_of_one_customer_are_all_meant_where_the_amount_is_their_sum() -> None:
    found = matched(line("150", "2026000018", "2026000017"))
    assert told(found) == ("matched", [("P1", "100.00"), ("P2", "50.00")], "0.00")
    assert found.automatic
    assert [str(each) for each in found.reasons[:2]] == [
        "The payment's reference 2026000018 is that of P2.", "The payment's reference 2026000017 is that of P1.",
    ]  # fmt: skip
    closed = asked("P0", "2026000016", standing=Standing.PAID)
    found = matched(line("150", "2026000018", "2026000017", "2026000016"), P1, P2, closed)
    assert suggested(found) == ("review", ["P1", "P2"])


def test_a_finnish_reference_and_its_rf_form_are_one() -> None:
    for ours, theirs in (("1234561", "RF34 1234 561"), ("RF341234561", "1 23456 1"), ("RF341234561", "0001234561")):
        document = asked("P1", ours)
        assert told(matched(line("100", theirs), document)) == ("matched", [("P1", "100.00")], "0.00")
    assert suggested(matched(line("100", "1234562"), asked("P1", "RF341234561")))[0] == "unmatched"


def test_references_that_agree_are_one() -> None:
    both = Expected(id="P1", customer="c1", references=["2026000017", RF], open=eur("100"))
    assert told(matched(line("100", "2026000017", RF), both, P2))[0] == "matched"
    assert told(matched(line("100", "2026000017", RF), both, asked("P9", "2026000017", customer="c9")))[0] == "matched"


def test_a_reference_of_two_customers_is_ambiguous() -> None:
    other = asked("P9", "2026000017", customer="c2")
    found = matched(line("100", "2026000017"), P1, other)
    assert suggested(found) == ("ambiguous", ["P1", "P9"])
    assert str(found) == "2026000017 belongs to several customers: c1, c2."
    assert suggested(matched(line("100", text="2026000017"), P1, other)) == ("ambiguous", ["P1", "P9"])


@pytest.mark.parametrize("reference", ["NOTPROVIDED", "not provided", "NONREF", "0000000000", "/VS/SS/KS", "-"])
def test_a_placeholder_names_nothing(reference: str) -> None:
    document = asked("P1", "NOTPROVIDED", "70")
    found = matched(line("100", reference, end_to_end_id=reference), document)
    assert suggested(found) == ("unmatched", [])
    assert suggested(matched(line("70", reference, text=reference), document)) == ("suggest", ["P1"])


# ----------------------------------------------------------------------------------------- 5: text


@pytest.mark.parametrize(
    "text",
    [
        "2026000017",
        "invoice 2026000017, thank you",
        "no.2026000017",
        "faktura/2026000017",
        "(2026000017)",
        "VS:2026000017",
        "2026 000017",
        "pay /VS2026000017/SS/KS now",
    ],
)
def test_a_reference_as_a_whole_word(text: str) -> None:
    found = matched(line("100", text=text))
    assert told(found) == ("matched", [("P1", "100.00")], "0.00")
    assert found.automatic


@pytest.mark.parametrize(
    "text",
    [
        "2026000017x",
        "x2026000017",
        "20260000170",
        "a2026b000c017",
        "19-2026000017/0800",
        "2026000017/0800",
        "1.2026000017",
        "invoice 17",
        "",
    ],
)
def test_digits_inside_other_words_never_count(text: str) -> None:
    assert told(matched(line("99", text=text)))[0] == "unmatched"


def test_short_words_name_nothing() -> None:
    assert told(matched(line("99", text="invoice 17"), asked("P1", "17")))[0] == "unmatched"
    assert told(matched(line("99", text="invoice VS 17"), asked("P1", "17")))[0] == "partial"
    assert told(matched(line("99", text="order 1234"), asked("P1", "1234")))[0] == "partial"


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        (RF, "invoice RF18 5390 0754 7034 thanks"),
        (RF, "rf18539007547034 thanks"),
        ("090933755493", "for +++090/9337/55493+++ thanks"),
        ("INV-2026-017", "for INV-2026-017."),
        ("INV/2026/017", "for INV/2026/017"),
    ],
)
def test_references_of_other_schemes_in_a_text(reference: str, text: str) -> None:
    assert told(matched(line("100", text=text), asked("P1", reference)))[0] == "matched"


def test_words_that_make_a_reference_when_joined_only_suggest() -> None:
    for text in ("SE 2026 000017", "SE 2026-000017", "2026.000017", "2026/000017"):
        assert suggested(matched(line("100", text=text))) == ("suggest", ["P1"])
    other = asked("P9", "2026000017", customer="c2")
    assert suggested(matched(line("100", text="SE 2026 000017"), P1, other)) == ("ambiguous", ["P1", "P9"])


@pytest.mark.parametrize(
    ("amount", "outcome", "paid", "wallet", "still_open"),
    [
        ("150", "matched", [("P1", "100.00"), ("P2", "50.00")], "0.00", []),
        ("160", "overpaid", [("P1", "100.00"), ("P2", "50.00")], "10.00", []),
        ("120", "partial", [("P1", "100.00"), ("P2", "20.00")], "0.00", ["P2"]),
        ("90", "partial", [("P1", "90.00")], "0.00", ["P1", "P2"]),
    ],
)
def test_documents_of_one_customer_are_paid_oldest_due_first(
    amount: str, outcome: str, paid: list[tuple[str, str]], wallet: str, still_open: list[str]
) -> None:
    found = matched(line(amount, text="2026000018 2026000017"))
    assert told(found) == (outcome, paid, wallet)
    assert [document for document, _ in found.still_open] == still_open


def test_a_tolerance_counts_once_for_all_documents() -> None:
    found = matched(line("149.95", text="2026000018 2026000017"), tolerances=[eur("0.05")])
    assert told(found) == ("matched", [("P1", "100.00"), ("P2", "49.95")], "0.00")
    assert found.written_off == eur("0.05")


def test_documents_of_two_customers_are_for_a_person() -> None:
    assert suggested(matched(line("200", text="2026000017 2026000019"))) == ("review", ["P1", "P3"])
    paid = asked("P0", "2026000016", customer="c2", standing=Standing.PAID)
    assert suggested(matched(line("200", text="2026000017 2026000016"), P1, paid)) == ("review", ["P1"])


# --------------------------------------------------------------- 6: closed documents, wrong check digits


@pytest.mark.parametrize(("standing", "outcome"), [(Standing.PAID, "already_paid"), (Standing.CANCELLED, "wallet")])
def test_money_for_a_closed_document_waits_in_the_wallet(standing: Standing, outcome: str) -> None:
    closed = asked("P1", "2026000017", "0", standing=standing)
    for given_line in (line("100", "2026000017"), line("100", text="for 2026000017")):
        found = matched(given_line, closed)
        assert told(found) == (outcome, [], "100.00")
        assert (found.customer, found.notify, found.automatic) == ("c1", True, False)


def test_a_closed_document_of_two_customers_is_ambiguous() -> None:
    closed = [asked(f"P{customer}", "2026000017", "0", customer, standing=Standing.PAID) for customer in ("c1", "c2")]
    assert told(matched(line("100", "2026000017"), *closed)) == ("ambiguous", [], "0.00")


@pytest.mark.parametrize(
    ("reference", "typed"),
    [
        (RF, "RF17539007547034"),
        (RF, "rf17 5390 0754 7034"),
        (ogm.generate("0909337554"), "+++090/9337/55494+++"),
        (qrr.generate("2026000017"), qrr.generate("2026000017")[:-1] + "5"),
    ],
)
def test_wrong_check_digits_only_suggest(reference: str, typed: str) -> None:
    found = matched(line("99", typed), asked("R", reference), P1)
    assert suggested(found) == ("suggest", ["R"])
    assert [each.code for each in found.suggestions[0].evidence] == ["matching.bad_check_digits"]


def test_wrong_check_digits_in_a_text_suggest_too() -> None:
    assert suggested(matched(line("99", text="for RF17539007547034"), asked("R", RF))) == ("suggest", ["R"])
    assert suggested(matched(line("99", "RF17111111111111"), asked("R", RF))) == ("unmatched", [])


# --------------------------------------------------------------------------- 7 and 8: account and amount


def test_a_known_account_and_one_fitting_amount_suggest() -> None:
    owners = {"SK31 1200 0000 1987 4263 7541": "c1"}
    found = matched(line("100", counterparty_iban=IBAN, text="thank you"), owners=owners)
    assert suggested(found) == ("suggest", ["P1"])
    assert found.customer == "c1"
    codes = [each.code for each in found.suggestions[0].evidence]
    assert codes == ["matching.known_account", "matching.same_amount"]


def test_a_known_account_and_several_fitting_amounts_are_ambiguous() -> None:
    twin = asked("P4", "2026000020")
    assert suggested(matched(line("100", counterparty_iban=IBAN), P1, twin, owners={IBAN: "c1"})) == (
        "ambiguous",
        ["P1", "P4"],
    )


def test_a_known_account_is_never_given_the_document_of_another() -> None:
    found = matched(line("100", counterparty_iban=IBAN), P3, owners={IBAN: "c1"})
    assert suggested(found) == ("unmatched", [])
    assert found.customer == "c1"


def test_the_amount_alone_suggests_and_never_books() -> None:
    assert suggested(matched(line("50"))) == ("suggest", ["P2"])
    assert suggested(matched(line("100"))) == ("ambiguous", ["P1", "P3"])
    assert suggested(matched(line("70"))) == ("unmatched", [])
    assert suggested(matched(line("50", text="thank you"))) == ("unmatched", [])
    assert suggested(matched(line("50", "2027999999"))) == ("unmatched", [])
    assert suggested(matched(line("49.95"), tolerances=[eur("0.05")])) == ("suggest", ["P2"])
    assert suggested(matched(line("49.94"), tolerances=[eur("0.05")])) == ("unmatched", [])


def test_the_name_ranks_what_the_amount_suggests() -> None:
    named = asked("P5", "2026000021", customer="c5", customer_name="Jana Nováková", due_on=date(2026, 12, 1))
    found = matched(line("100", counterparty_name="NOVAKOVA JANA"), P1, P3, named)
    assert suggested(found) == ("ambiguous", ["P5", "P1", "P3"])


def test_no_more_suggestions_than_a_person_reads() -> None:
    many = [asked(f"P{at}", f"20260{at:05}") for at in range(30)]
    assert len(matched(line("100"), *many).suggestions) == hints.MOST


# ------------------------------------------------------------------------------- for a person


def test_suggestions_name_everything_that_speaks_for_a_document() -> None:
    owned = asked("P4", "2026000020", "70")
    got = suggest(line("100", text="x 2026 000018", counterparty_iban=IBAN), [P3, P2, P1, owned], owners={IBAN: "c1"})
    assert [(each.document, [reason.code.removeprefix("matching.") for reason in each.evidence]) for each in got] == [
        ("P2", ["joined", "known_account"]),
        ("P1", ["known_account", "same_amount"]),
        ("P4", ["known_account"]),
        ("P3", ["same_amount"]),
    ]
    assert suggest(line("7", text="hello"), [P1]) == ()


@pytest.mark.requirement("R-077")
def test_a_person_pairs_on_a_proof() -> None:
    found = pair(line("120"), [(P1, eur("100"))], by="eva", on=TODAY, proof="ticket 4711", identity="T1")
    assert told(found) == ("overpaid", [("P1", "100.00")], "20.00")
    assert (found.customer, found.automatic, found.notify, found.identity) == ("c1", False, True, "T1")
    assert dict(found.reasons[0].facts) == {"by": "eva", "on": TODAY, "proof": "ticket 4711"}
    part = pair(line("120"), [(P1, eur("70")), (P3, eur("50"))], by="eva", on=TODAY, proof="mail", identity="slip 1")
    assert told(part) == ("partial", [("P1", "70.00"), ("P3", "50.00")], "0.00")
    assert part.still_open == (("P1", eur("30")), ("P3", eur("50")))
    assert part.line == line("120")
    assert [(each.written_off, each.remaining) for each in part.allocations] == [
        (eur("0"), eur("30")), (eur("0"), eur("50")),
    ]  # fmt: skip
    whole = pair(line("100"), [(P1, eur("100"))], by="eva", on=TODAY, proof="mail", identity="slip 1")
    assert told(whole)[0] == "matched"
    to_wallet = pair(line("9"), [], by="eva", on=TODAY, proof="mail", identity="slip 1", owner="c7")
    assert told(to_wallet) == ("wallet", [], "9.00")


@pytest.mark.parametrize(
    ("parts", "more", "code"),
    [
        ([(P1, eur("0"))], {}, "pairing.amount"),
        ([(P1, eur("-1"))], {}, "pairing.amount"),
        ([(P1, eur("100.01"))], {}, "pairing.amount"),
        ([(P1, eur("60")), (P1, eur("40"))], {}, "id.duplicate"),
        ([(P1, eur("100")), (P3, eur("100"))], {}, "pairing.too_much"),
        ([(P1, eur("10")), (P3, eur("10"))], {}, "pairing.owner"),
        ([], {}, "pairing.owner"),
        ([(P1, eur("100"))], {"by": ""}, "text.empty"),
        ([(P1, eur("100"))], {"proof": " "}, "text.empty"),
        ([(P1, eur("100"))], {"identity": ""}, "text.empty"),
        ([(P1, eur("100"))], {"on": "today"}, "date.type"),
    ],
)
def test_pairing_refuses(parts: list[tuple[Expected, Money]], more: dict[str, Any], code: str) -> None:
    asked_for = {"by": "eva", "on": TODAY, "proof": "ticket", "identity": "T1", **more}
    assert refused(pair, line("120"), parts, **asked_for)[0] == code


@pytest.mark.parametrize(
    ("amount", "document", "part", "said"),
    [
        ("0", P1, eur("1"), "line.amount is not above zero, got '0.00 EUR'; pair money that came in [pairing.line]"),
        ("-5", P1, eur("1"), "line.amount is not above zero, got '-5.00 EUR'; pair money that came in [pairing.line]"),
        ("5", evolve(P1, standing=Standing.PAID), eur("1"),
         "parts[0] is paid, got 'P1'; leave the money for the wallet [pairing.closed]"),
        ("5", evolve(P1, standing=Standing.CANCELLED), eur("1"),
         "parts[0] is cancelled, got 'P1'; leave the money for the wallet [pairing.closed]"),
        ("5", P1, payable("1", "CZK"),
         "parts[0] is not in the currency of P1, got '1.00 CZK'; give it EUR [pairing.currency]"),
    ],
)  # fmt: skip
def test_pairing_says_what_is_wrong(amount: str, document: Expected, part: Money, said: str) -> None:
    (fault, *_) = faults(pair, line(amount), [(document, part)], by="eva", on=TODAY, proof="mail", identity="slip 1")
    assert str(fault) == said


# --------------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: match_all([], [P1, P1]), "id.duplicate"),
        (lambda: match_all([], [], tolerances=[eur("-1")]), "matching.tolerance"),
        (lambda: match_all([], [], tolerances=[eur("1"), eur("2")]), "id.duplicate"),
        (lambda: line("1", text=None), "text.type"),
        (lambda: line("1", 17), "text.type"),  # type: ignore[arg-type]
        (lambda: line("1", booked_on="2026-01-01"), "date.type"),
        (lambda: asked("", "17"), "text.empty"),
        (lambda: asked("P1", ""), "text.empty"),
        (lambda: asked("P1", "17", "-1"), "expected.open"),
        (lambda: asked("P1", "17", due_on="today"), "date.type"),
        (lambda: Line(amount=1.5), "value.type"),  # type: ignore[arg-type]
    ],
)
def test_bad_input_is_refused(call: Any, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        call()
    assert caught.value.code == code


def test_a_demand_becomes_what_is_expected() -> None:
    def demand(*states: PartState) -> Demand:
        parts = [
            Part(
                id=f"D/{at}", service_id=f"s{at}", term=Term.years(1), period=YEAR, state=state,
                amounts=Amounts(net=eur("10"), vat=eur("0"), gross=eur("10")),
            )
            for at, state in enumerate(states)
        ]  # fmt: skip
        return Demand(id="D", kind=Kind.CALL, parts=tuple(parts), issued_on=TODAY, due_on=TODAY, held=eur("4"))

    made = of_demand(demand(PartState.OPEN, PartState.WITHDRAWN), customer="c1", references=["17"])
    assert (made.open, made.standing, made.due_on) == (eur("6"), Standing.OPEN, TODAY)
    assert of_demand(demand(PartState.PAID), customer="c1", references="17").standing is Standing.PAID
    assert of_demand(demand(PartState.WITHDRAWN), customer="c1", references="17").standing is Standing.CANCELLED


# ------------------------------------------------------------------------------------- properties

NAMES = ["2026000017", "2026000018", "2026000019", "2026000020", RF, "RF17539007547034", "NOTPROVIDED", ""]


@st.composite
def lines(draw: st.DrawFn) -> Line:
    words = st.lists(st.sampled_from([*NAMES, "thanks", "2026", "000017"]), max_size=3).map(" ".join)
    return Line(
        amount=eur(str(draw(st.integers(-100, 300)))),
        id=draw(st.sampled_from(["", "T1", "T2", "T3"])),
        references=[draw(st.sampled_from(NAMES))],
        text=draw(words),
        counterparty_iban=draw(st.sampled_from(["", IBAN])),
        return_of=draw(st.sampled_from(["", "", "", "T1", "T2"])),
    )


EVERYTHING = (P1, P2, P3, asked("P4", "2026000020", "0", standing=Standing.PAID), asked("P5", RF, "30", "c3"))


@given(st.lists(lines(), max_size=6), st.sampled_from(["0", "0.05", "10"]))
def test_not_one_cent_appears_or_vanishes(batch: list[Line], tolerance: str) -> None:
    found = match_all(batch, EVERYTHING, owners={IBAN: "c1"}, tolerances=[eur(tolerance)])
    left = {each.id: each.open for each in EVERYTHING}
    for each in found:
        paid = total((one.amount for one in each.allocations), currency="EUR")
        back = total((amount for _, amount in each.reopens), currency="EUR")
        assert add(paid, each.wallet, each.unallocated) == add(each.line.amount, back)
        for one in each.allocations:
            left[one.document] = payable(left[one.document].amount - one.amount.amount - one.written_off.amount, "EUR")
            assert left[one.document] == one.remaining
        for document, amount in each.reopens:
            left[document] = add(left[document], amount)
        for document, amount in each.restored:
            left[document] = add(left[document], amount)
        assert each.written_off.amount <= eur(tolerance).amount
        assert each.reasons
    assert all(amount.amount >= 0 for amount in left.values())


@given(st.lists(lines(), max_size=6))
def test_only_references_book_money(batch: list[Line]) -> None:
    for each in match_all(batch, EVERYTHING, owners={IBAN: "c1"}):
        names = naming.read(each.line)
        assert bool(each.allocations) <= each.automatic
        assert not each.automatic or names.structured or names.written
        assert not (each.automatic and each.suggestions)


@given(st.lists(lines(), max_size=6))
def test_an_import_read_twice_books_once(batch: list[Line]) -> None:
    assert {each.outcome for each in match_all(batch, EVERYTHING, seen=identities(batch))} <= {Outcome.DUPLICATE_LINE}


def test_check_digits_of_the_samples() -> None:
    assert rf.parse(RF) == RF


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), min_size=2, max_size=6), st.randoms())
def test_dated_lines_may_be_read_in_any_order(moves: list[tuple[int, int]], shuffle: Any) -> None:
    lines = [
        Line(amount=eur(f"{40 * share}.00"), id=f"T{at}", references="2026000017", value_on=date(2026, 3, 1 + day))
        for at, (day, share) in enumerate(moves)
    ]
    asked = [Expected(id="P1", customer="c1", references=["2026000017"], open=eur("100"))]
    other = list(lines)
    shuffle.shuffle(other)
    first = {match.identity: match for match in match_all(lines, asked)}
    assert {match.identity: match for match in match_all(other, asked)} == first
    assert [match.line for match in match_all(other, asked)] == other


# ----------------------------------------------------------- groups, glue, check digits, tolerance


def test_rf_printed_in_groups_is_found_though_a_group_is_all_zeros() -> None:
    document = asked("P1", "RF952026000017")
    found = matched(line("100", text="pay RF95 2026 0000 17 thx"), document)
    assert told(found) == ("matched", [("P1", "100.00")], "0.00")


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        ("210000000003139471430009017", "ref 21 00000 00003 13947 14300 09017 thx"),
        ("120000017", "order 12 000 0017 thanks"),
    ],
)
def test_groups_of_zeros_are_words_that_join(reference: str, text: str) -> None:
    assert suggested(matched(line("70", text=text), asked("P1", reference))) == ("suggest", ["P1"])


def test_zeros_alone_name_nothing() -> None:
    assert suggested(matched(line("70", text="0000 thanks"), asked("P1", "0"))) == ("unmatched", [])


@pytest.mark.parametrize("text", ["VS: 2026-000017", "VS2026/17", "VS 2026.17", "VS:2026\u2013000017", "VS 2026_1"])
def test_a_symbol_that_punctuation_glues_to_more_is_no_symbol(text: str) -> None:
    assert not matched(line("100", text=text), asked("P1", "2026")).allocations


@pytest.mark.parametrize(
    "text",
    ["VS: 2026.", "VS 2026/SS 1", "VS2026, KS 308", "vs=2026-", "VS 2026\u00a0thanks", "VS\u00a02026", "(V.S. 2026)"],
)
def test_punctuation_after_a_symbol_ends_it(text: str) -> None:
    assert told(matched(line("100", text=text), asked("P1", "2026")))[0] == "matched"


@pytest.mark.parametrize(
    "more", [{"text": "+++090/9337/55494+++"}, {"text": "pay 090933755494"}, {"references": "090933755494"}]
)
@pytest.mark.parametrize("reference", ["+++090/9337/55493+++", "090933755493"])
def test_an_ogm_with_wrong_digits_is_a_suggestion_as_rf_is(more: dict[str, Any], reference: str) -> None:
    found = matched(Line(amount=eur("70"), **more), asked("P1", reference))
    assert suggested(found) == ("suggest", ["P1"])
    assert [each.code for each in found.suggestions[0].evidence] == ["matching.bad_check_digits"]


def test_twelve_digits_that_are_no_ogm_name_what_they_are() -> None:
    swedish = asked("P1", "202600001723")
    assert told(matched(line("100", "202600001723"), swedish))[0] == "matched"
    assert suggested(matched(line("70", "202600001799"), swedish)) == ("unmatched", [])


def test_tolerance_never_gives_up_more_than_what_came_for_a_document() -> None:
    small = asked("P2", "2026000018", "1.00", due_on=date(2026, 11, 20))
    found = matched(line("100", text="2026000017 2026000018"), P1, small, tolerances=[eur("1")])
    assert told(found) == ("partial", [("P1", "100.00")], "0.00")
    assert (found.written_off, found.still_open) == (eur("0"), (("P2", eur("1.00")),))
    for came, forgiven in (("0.01", "0"), ("0.49", "0"), ("0.50", "0.50")):
        found = matched(line(came, "2026000018"), small, tolerances=[eur("1")])
        assert found.written_off == eur(forgiven)
