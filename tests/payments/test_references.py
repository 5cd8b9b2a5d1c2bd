"""Each scheme: worked references of others, the way back, what is refused, and what its check cannot catch."""

from collections.abc import Callable
from functools import partial
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.errors import InvalidInput
from hostbilling.payments.references import accounts, kid, ocr, ogm, qrr, rf, symbols, unique, viite
from hostbilling.payments.references.symbols import Symbols
from tests.payments.slips import DIGITS, accepted, missed_swaps, misses_no_wrong_digit, swapped, wrong
from tests.refusals import fault_of, refused

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def digits(least: int, most: int) -> st.SearchStrategy[str]:
    return st.text(DIGITS, min_size=least, max_size=most)


# Worked by the sources named in the modules: xmldation, stdnum's documentation, cogwork.se, monitorerp, SIX.
@pytest.mark.parametrize(
    ("generate", "base", "reference"),
    [
        (rf.generate, "539007547034", "RF18539007547034"),
        (rf.generate, "2026000017", "RF952026000017"),
        (ogm.generate, "0108068171", "010806817183"),
        (ogm.generate, "97", "000000009797"),
        (viite.generate, "123456712345678", "1234567123456784"),
        (viite.generate, "123456", "1234561"),
        (ocr.generate, "12345", "123455"),
        (partial(ocr.generate, level=ocr.Level.LENGTH), "12345", "1234574"),
        (partial(ocr.generate, level=ocr.Level.LENGTH), "12345678", "1234567806"),
        (partial(ocr.generate, level=ocr.Level.FIXED, length=10), "12345", "0000123455"),
        (partial(ocr.generate, level=ocr.Level.FIXED, length=2), "5", "59"),
        (partial(kid.generate, modulus=10), "1234", "12344"),
        (partial(kid.generate, modulus=11), "1234", "12343"),
        (partial(kid.generate, modulus=11), "2026000017", "2026000017-"),
        (qrr.generate, "9" * 26, "9" * 26 + "2"),
        (qrr.generate, "21000000000313947143000901", "210000000003139471430009017"),
        (symbols.generate, "0002026017", "2026017"),
        (symbols.constant, "308", "0308"),
    ],
)
def test_worked_references(generate: Callable[[str], str], base: str, reference: str) -> None:
    assert generate(base) == reference


@pytest.mark.parametrize(
    ("printed", "reference", "shown"),
    [
        (rf.printed, "RF18539007547034", "RF18 5390 0754 7034"),
        (ogm.printed, "010806817183", "+++010/8068/17183+++"),
        (viite.printed, "1234567123456784", "1 23456 71234 56784"),
        (qrr.printed, "210000000003139471430009017", "21 00000 00003 13947 14300 09017"),
        (ocr.printed, "123455", "123455"),
        (partial(kid.printed, modulus=11), "2026000017-", "2026000017-"),
        (symbols.printed, "0017", "17"),
    ],
)
def test_printed_forms_read_back(printed: Callable[[str], str], reference: str, shown: str) -> None:
    assert printed(reference) == shown
    assert printed(shown) == shown


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: rf.generate("A" * 22), "reference.too_long"),
        (lambda: rf.generate("F-17"), "reference.characters"),
        (lambda: rf.generate(" "), "text.empty"),
        (lambda: rf.parse("REF2026"), "reference.form"),
        (lambda: rf.parse("RF18"), "reference.form"),
        (lambda: rf.parse("RF17539007547034"), "reference.check"),
        (lambda: ogm.generate("12345678901"), "reference.too_long"),
        (lambda: ogm.parse("+++010/8068/17183***"), "reference.form"),
        (lambda: ogm.parse("010806817184"), "reference.check"),
        (lambda: viite.generate("12"), "reference.too_short"),
        (lambda: viite.generate("1" * 20), "reference.too_long"),
        (lambda: viite.parse("123454"), "reference.check"),
        (lambda: viite.from_rf("RF18539007547034"), "reference.check"),
        (lambda: ocr.generate("1" * 25), "reference.too_long"),
        (lambda: ocr.generate("1" * 24, level=ocr.Level.LENGTH), "reference.too_long"),
        (lambda: ocr.check_digits("1" * 25), "reference.too_long"),
        (lambda: ocr.check_digits("1" * 24, level=ocr.Level.LENGTH), "reference.too_long"),
        (lambda: ocr.parse("42", level=ocr.Level.LENGTH), "reference.too_short"),
        (lambda: ocr.generate("1", level=ocr.Level.FIXED), "ocr.length"),
        (lambda: ocr.generate("1", level=ocr.Level.FIXED, length=26), "ocr.length"),
        (lambda: ocr.generate("123456", level=ocr.Level.FIXED, length=6), "reference.too_long"),
        (lambda: ocr.parse("123454"), "reference.check"),
        (lambda: ocr.parse("1"), "reference.too_short"),
        (lambda: ocr.parse("0000123455", level=ocr.Level.FIXED, lengths=[9, 11]), "ocr.length"),
        (lambda: ocr.parse("0000123455", level=ocr.Level.FIXED), "ocr.length"),
        (lambda: kid.generate("1" * 25, modulus=10), "reference.too_long"),
        (lambda: kid.generate("1", modulus=97), "kid.modulus"),
        (lambda: kid.parse("-", modulus=11), "reference.digits"),
        (lambda: kid.parse("20260-00017", modulus=11), "reference.digits"),
        (lambda: kid.parse("12345", modulus=11), "reference.check"),
        (lambda: qrr.generate("1" * 27), "reference.too_long"),
        (lambda: qrr.parse("2026000017"), "reference.too_short"),
        (lambda: qrr.parse("210000000003139471430009016"), "reference.check"),
        (lambda: symbols.generate("F2026-017"), "reference.digits"),
        (lambda: symbols.generate("12345678901"), "reference.too_long"),
        (lambda: symbols.generate("٣٤٣١"), "reference.digits"),
        (lambda: symbols.constant("03080"), "reference.too_long"),
        (lambda: symbols.from_number("F-A"), "reference.digits"),
        (lambda: symbols.from_number("2026-0000-0000-17"), "reference.too_long"),
        (lambda: accounts.iban("CH9300762011623852958"), "iban.check"),
        (lambda: accounts.iban("9300762011623852957"), "iban.form"),
    ],
)
def test_what_is_no_reference_is_refused(call: Callable[[], object], code: str) -> None:
    assert refused(call)[0] == code


def test_a_wrong_check_says_what_would_fit_and_what_to_do() -> None:
    # 5390271500 is 97 times 55569809 and 27, and 98 - 27 is 71.
    with pytest.raises(InvalidInput) as caught:
        rf.parse("RF17 5390")
    assert str(caught.value) == (
        "reference has wrong check digits, 71 would fit, got 'RF17 5390'; "
        "ask for the reference again: which of its digits is wrong cannot be known [reference.check]"
    )


def test_an_int_is_refused_because_it_lost_its_zeros() -> None:
    assert refused(viite.generate, 12345) == ("text.type", "reference")


# ------------------------------------------------------------------------------------- properties


@given(st.text(DIGITS + LETTERS, min_size=1, max_size=21))
def test_rf_reads_back_what_it_makes(base: str) -> None:
    reference = rf.generate(base)
    assert rf.parse(rf.printed(reference).lower()) == reference
    assert rf.body(reference) == base
    assert 2 <= int(reference[2:4]) <= 98
    assert int("".join(str(int(each, 36)) for each in base + reference[:4])) % 97 == 1


@given(digits(1, 10))
def test_ogm_reads_back_what_it_makes(base: str) -> None:
    reference = ogm.generate(base)
    assert ogm.parse(ogm.printed(reference)) == ogm.parse(reference) == reference
    assert reference[:10] == base.zfill(10)


@given(digits(3, 19))
def test_viite_reads_back_what_it_makes(base: str) -> None:
    reference = viite.generate(base)
    assert viite.parse(viite.printed(reference)) == reference
    assert viite.from_rf(viite.as_rf(reference)) == reference


@given(digits(1, 22), st.sampled_from(ocr.Level))
def test_ocr_reads_back_what_it_makes(base: str, level: ocr.Level) -> None:
    fixed = level is ocr.Level.FIXED
    reference = ocr.generate(base, level=level, length=25 if fixed else None)
    assert ocr.parse(reference, level=level, lengths=[25] if fixed else []) == reference
    assert ocr.printed(reference) == reference


@given(digits(1, 24), st.sampled_from(kid.MODULI))
def test_kid_reads_back_what_it_makes(base: str, modulus: int) -> None:
    reference = kid.generate(base, modulus=modulus)
    assert kid.parse(reference, modulus=modulus) == reference


@given(digits(1, 26))
def test_qrr_reads_back_what_it_makes(base: str) -> None:
    reference = qrr.generate(base)
    assert qrr.parse(qrr.printed(reference)) == reference


# ---------------------------------------------------------- what the checks catch, and what they cannot


@given(st.text(DIGITS, min_size=1, max_size=21))
def test_rf_of_digits_catches_every_wrong_digit_and_every_swap(base: str) -> None:
    reference = rf.generate(base)
    assert not any(accepted(rf.parse, slipped) for slipped in wrong(reference, begin=2))
    assert missed_swaps(rf.parse, reference, begin=2) == set()


@given(st.text(LETTERS, min_size=1, max_size=21))
def test_rf_catches_every_wrong_letter_and_every_swap_of_letters(base: str) -> None:
    reference = rf.generate(base)
    assert not any(accepted(rf.parse, slipped) for slipped in wrong(reference, LETTERS, begin=4))
    assert missed_swaps(rf.parse, reference, begin=4) == set()


def test_rf_misses_the_swap_of_a_letter_and_the_digit_that_reads_alike() -> None:
    missed = {
        letter + digit
        for letter, digit in product(LETTERS, DIGITS)
        if missed_swaps(rf.parse, rf.generate(f"7{letter}{digit}7"), begin=5)
    }
    assert missed == {"B1", "M2", "X3"}


def test_rf_misses_a_letter_for_a_digit_about_once_in_97() -> None:
    slips = [
        slipped
        for base in ("2026000017", "539007547034", "INV2026000017")
        for slipped in wrong(rf.generate(base), LETTERS, begin=4)
        if slipped not in wrong(rf.generate(base), begin=4)
    ]
    missed = [slipped for slipped in slips if accepted(rf.parse, slipped)]
    assert 0 < len(missed) < len(slips) / 50


@pytest.mark.parametrize(("base", "twin"), [("54", "RF0154"), ("72", "RF0072"), ("36", "RF9936"), ("0", None)])
def test_rf_refuses_the_twin_of_a_reference(base: str, twin: str | None) -> None:
    assert rf.twin(rf.generate(base)) == twin
    if twin:
        assert refused(rf.parse, twin) == ("reference.check", "reference")


def test_every_check_below_02_or_above_98_is_refused() -> None:
    for check in ("00", "01", "99"):
        assert not any(accepted(rf.parse, f"RF{check}{base}") for base in range(200))


@given(digits(1, 10))
def test_ogm_catches_every_wrong_digit_and_every_swap(base: str) -> None:
    reference = ogm.generate(base)
    assert misses_no_wrong_digit(ogm.parse, reference)
    assert missed_swaps(ogm.parse, reference) == set()


@given(digits(3, 19))
def test_viite_misses_swaps_of_digits_that_differ_by_five_and_nothing_else(base: str) -> None:
    reference = viite.generate(base)
    assert misses_no_wrong_digit(viite.parse, reference)
    fives = {"".join(sorted(pair)) for pair, _ in swapped(reference) if abs(int(pair[0]) - int(pair[1])) == 5}
    assert missed_swaps(viite.parse, reference) == fives


@given(digits(1, 22))
def test_luhn_misses_the_swap_of_0_and_9_and_nothing_else(base: str) -> None:
    for parse, reference in (
        (ocr.parse, ocr.generate(base)),
        (partial(kid.parse, modulus=10), kid.generate(base, modulus=10)),
    ):
        assert misses_no_wrong_digit(parse, reference)
        assert missed_swaps(parse, reference) == {"09"} & {"".join(sorted(pair)) for pair, _ in swapped(reference)}


@given(digits(2, 20))
def test_the_length_digit_catches_a_digit_left_out_or_doubled(base: str) -> None:
    reference = ocr.generate(base, level=ocr.Level.LENGTH)
    parse = partial(ocr.parse, level=ocr.Level.LENGTH)
    for at in range(len(base)):
        shorter, longer = reference[:at] + reference[at + 1 :], reference[:at] + reference[at] + reference[at:]
        assert not accepted(parse, shorter)
        assert not accepted(parse, longer)


@given(digits(1, 24))
def test_kid_modulo_11_catches_every_wrong_digit_and_every_swap(base: str) -> None:
    reference = kid.generate(base, modulus=11)
    parse = partial(kid.parse, modulus=11)
    assert misses_no_wrong_digit(parse, reference)
    assert missed_swaps(parse, reference) == set()


CARRY = (0, 9, 4, 6, 8, 2, 7, 1, 3, 5)


@given(digits(1, 26))
def test_qrr_misses_the_swap_of_digits_that_make_4_and_7_with_the_carry_and_nothing_else(base: str) -> None:
    reference = qrr.generate(base)
    assert misses_no_wrong_digit(qrr.parse, reference)
    carry, blind = 0, set[str]()
    for at in range(26):
        pair = reference[at : at + 2]
        if {(carry + int(each)) % 10 for each in pair} == {4, 7}:
            blind.add("".join(sorted(pair)))
        carry = CARRY[(carry + int(pair[0])) % 10]
    caught = {"".join(sorted(pair)) for pair, slipped in swapped(reference) if not accepted(qrr.parse, slipped)}
    assert missed_swaps(qrr.parse, reference) == blind
    assert blind | caught == {"".join(sorted(pair)) for pair, _ in swapped(reference)}


def test_qrr_does_miss_such_a_swap() -> None:
    assert missed_swaps(qrr.parse, qrr.generate("47")) == {"47"}


@given(digits(3, 10).filter(lambda text: text[0] != "0" and text[1:].strip("0")))
def test_a_symbol_has_no_check_so_every_slip_is_another_symbol(symbol: str) -> None:
    assert all(accepted(symbols.generate, slipped) for slipped in wrong(symbol))
    assert all(symbols.generate(slipped) != symbol for slipped in wrong(symbol))


# ------------------------------------------------------------------------------------------ symbols


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/VS2026000017/SS/KS0308", Symbols(variable="2026000017", constant="0308")),
        ("/VS/2026000017/SS/12/KS/0308", Symbols(variable="2026000017", specific="12", constant="0308")),
        ("/vs2026000017", Symbols(variable="2026000017")),
        ("/VS/SS/KS", Symbols()),
        ("vs: 2026000017 dakujem", Symbols(variable="2026000017", labelled=True)),
        ("Platba VS2026000017, KS 308", Symbols(variable="2026000017", constant="308", labelled=True)),
        ("V.S. 0002026017", Symbols(variable="0002026017", labelled=True)),
        ("X-VS:0987654321", Symbols(variable="0987654321", labelled=True)),
        ("vs 1 vs 2", Symbols(variable="1", labelled=True)),
        ("VS 12345678901", Symbols()),
        ("/VS12345678901/SS/KS", Symbols()),
        ("obvs 2026000017", Symbols()),
        ("vs 2026000017x", Symbols()),
        ("2026000017", Symbols()),
        ("KS 30800", Symbols(labelled=True)),
    ],
)
def test_symbols_in_a_text(text: str, found: Symbols) -> None:
    assert symbols.parse(text) == found


def test_symbols_as_sepa_carries_them() -> None:
    assert str(Symbols(variable="0017", specific="3", constant="308")) == "/VS17/SS3/KS0308"
    assert str(Symbols()) == "/VS/SS/KS"
    assert str(Symbols(variable="000", specific="0")) == "/VS/SS/KS"


@pytest.mark.parametrize("zeros", ["0", "0000000000"])
def test_zeros_alone_are_no_symbol(zeros: str) -> None:
    assert refused(symbols.generate, zeros) == ("reference.zeros", "reference")
    assert refused(symbols.from_number, f"F{zeros}") == ("reference.zeros", "reference")
    assert symbols.variables(f"VS {zeros}") == ()


@pytest.mark.parametrize("base", ["ß1234", "\ufb011234", "\u01311234", "1234\u017f"])
def test_letters_that_only_capitals_make_ascii_are_refused(base: str) -> None:
    assert refused(rf.generate, base) == ("reference.characters", "reference")
    assert refused(accounts.iban, f"DE{base}") == ("iban.form", "iban")


def test_a_length_is_of_the_fixed_level_alone() -> None:
    assert fault_of(ocr.generate, "123", level=ocr.Level.FIXED, length=26).value == 26
    assert fault_of(ocr.parse, "59", level=ocr.Level.FIXED).remedy == "give the lengths agreed with the bank"
    wrong = fault_of(ocr.parse, "123454")
    assert (wrong.value, wrong.problem) == ("123454", "has wrong check digits, 5 would fit")
    for level in (ocr.Level.CHECK, ocr.Level.LENGTH):
        assert refused(ocr.generate, "123", level=level, length=10) == ("ocr.not_fixed", "length")
        assert refused(ocr.parse, "123455", level=level, lengths=[6]) == ("ocr.not_fixed", "lengths")


@given(digits(1, 10).filter(lambda text: text.strip("0")), digits(0, 10), digits(0, 4))
def test_symbols_travel_through_sepa(variable: str, specific: str, constant: str) -> None:
    sent = Symbols(variable=variable, specific=specific or None, constant=constant or None)
    got = symbols.parse(str(sent))
    assert got.variable == symbols.generate(variable)
    assert got.specific == (symbols.generate(specific) if specific.strip("0") else None)
    assert got.constant == (symbols.constant(constant) if constant else None)


# ----------------------------------------------------------------------------- one reference per demand


def test_two_documents_whose_digits_make_one_symbol_are_refused() -> None:
    made = {number: symbols.from_number(number) for number in ("F2026-17", "F20261-7", "F2026-18")}
    assert made["F2026-17"] == made["F20261-7"] == "202617"
    assert refused(unique.by_reference, made) == ("reference.shared", "references[F20261-7]")


def test_zeros_spaces_and_case_make_no_other_reference() -> None:
    assert refused(unique.by_reference, {"a": "2026017", "b": "0002026017"}) == ("reference.shared", "references[b]")
    assert refused(unique.by_reference, {"a": "rf18 5390", "b": "RF185390"}) == ("reference.shared", "references[b]")
    for both in ({"a": "1234561", "b": "RF341234561"}, {"a": "RF341234561", "b": "1 23456 1"}):
        assert refused(unique.by_reference, both) == ("reference.shared", "references[b]")
    assert unique.by_reference({"a": "1234562", "b": "RF341234561"}) == {"1234562": "a", "RF341234561": "b"}


def test_a_reference_of_nothing_is_refused() -> None:
    assert refused(unique.by_reference, {"a": "000", "b": "1"}) == ("reference.empty", "references[a]")
    assert unique.by_reference({}) == {}


# --------------------------------------------------------------------------------------- accounts


# The specimen accounts of SIX and of the Belgian and Czech banks' documentation.
@pytest.mark.parametrize(
    ("iban", "swiss", "qr"),
    [
        ("CH44 3199 9123 0008 8901 2", True, True),
        ("CH93 0076 2011 6238 5295 7", True, False),
        ("BE68 5390 0754 7034", False, False),
        ("CZ58 5500 0000 0012 6509 8001", False, False),
    ],
)
def test_accounts(iban: str, swiss: bool, qr: bool) -> None:  # noqa: FBT001
    account = accounts.iban(iban)
    assert (accounts.is_swiss(account), accounts.is_qr_iban(account)) == (swiss, qr)
    assert misses_no_wrong_digit(accounts.iban, account[:2] + account[2:])
