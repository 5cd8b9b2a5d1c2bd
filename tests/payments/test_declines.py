"""What a gateway's code means, and for which codes nobody is charged again."""

from datetime import date

import pytest

from hostbilling.decision import Certainty, Source
from hostbilling.demands import DeclineClass
from hostbilling.dunning.retries import FOLLOW_UPS, FollowUp
from hostbilling.payments import CodeRow, CodeScheme, classify
from hostbilling.payments.decline_codes import CODES, SOURCES
from tests.samples import refusal

OURS = Source(title="contract with the bank, annex 2", certainty=Certainty.VERIFIED, seen_on=date(2026, 3, 1))


@pytest.mark.requirement("R-075")
@pytest.mark.requirement("R-076")
@pytest.mark.parametrize(
    ("scheme", "code", "then"),
    [
        (CodeScheme.STRIPE, "incorrect_number", FollowUp.ASK_CUSTOMER),
        (CodeScheme.STRIPE, "expired_card", FollowUp.ASK_CUSTOMER),
        (CodeScheme.STRIPE, "incorrect_zip", FollowUp.OTHER_METHOD),
        (CodeScheme.STRIPE, "insufficient_funds", FollowUp.RETRY),
        (CodeScheme.STRIPE, "do_not_honor", FollowUp.RETRY),
        (CodeScheme.STRIPE, "stolen_card", FollowUp.NEVER),
        (CodeScheme.ISO_8583, "14", FollowUp.ASK_CUSTOMER),
        (CodeScheme.ISO_8583, "54", FollowUp.ASK_CUSTOMER),
        (CodeScheme.ISO_8583, "51", FollowUp.RETRY),
        (CodeScheme.ISO_8583, "43", FollowUp.NEVER),
        (CodeScheme.ISO_8583, "r1", FollowUp.NEVER),
        (CodeScheme.SEPA, "AM04", FollowUp.RETRY),
        (CodeScheme.SEPA, "AC01", FollowUp.ASK_CUSTOMER),
        (CodeScheme.SEPA, "AC04", FollowUp.OTHER_METHOD),
        (CodeScheme.SEPA, "MD01", FollowUp.NEVER),
        (CodeScheme.SEPA, "MD06", FollowUp.NEVER),
        (CodeScheme.SEPA, "SL12", FollowUp.OTHER_METHOD),
        (CodeScheme.SEPA, "DNOR", FollowUp.OTHER_METHOD),
        (CodeScheme.SEPA, "MS03", FollowUp.RETRY),
        (CodeScheme.SEPA, "zz99", FollowUp.REVIEW),
    ],
)
def test_a_code_decides_what_follows(scheme: CodeScheme, code: str, then: FollowUp) -> None:
    assert FOLLOW_UPS[classify(code, scheme=scheme).why] is then


@pytest.mark.parametrize("code", ["AG02", "AM05", "BE05", "CNOR", "FF05", "MD02", "RR03"])
def test_no_customer_is_asked_to_mend_what_the_sellers_own_file_got_wrong(code: str) -> None:
    assert FOLLOW_UPS[classify(code, scheme=CodeScheme.SEPA).why] is FollowUp.REVIEW


def test_the_answer_names_its_source_and_a_code_nobody_knows_has_none() -> None:
    found = classify("51", scheme=CodeScheme.ISO_8583)
    assert found.source is SOURCES[CodeScheme.ISO_8583]
    assert str(found).startswith("51 of iso_8583 means insufficient_funds, according to ISO 8583 field 39")
    unknown = classify("X9", scheme=CodeScheme.ISO_8583)
    assert (unknown.why, unknown.source) == (DeclineClass.UNKNOWN_CODE, None)


def test_what_the_host_knows_better_comes_first() -> None:
    rows = [
        CodeRow(scheme=CodeScheme.ISO_8583, code="51", why=DeclineClass.STOLEN, source=OURS),
        CodeRow(scheme=CodeScheme.ISO_8583, code="Z1", why=DeclineClass.OTHER, source=OURS),
    ]
    found = classify("51", scheme=CodeScheme.ISO_8583, overlay=rows)
    assert (found.why, found.source) == (DeclineClass.STOLEN, OURS)
    assert classify(" z1 ", scheme=CodeScheme.ISO_8583, overlay=rows).why is DeclineClass.OTHER
    assert classify("Z1", scheme=CodeScheme.SEPA, overlay=rows).why is DeclineClass.UNKNOWN_CODE


def test_no_code_is_classed_twice_and_none_as_unknown() -> None:
    for scheme in CodeScheme:
        table = CODES[scheme]
        assert len({code.casefold() for code in table}) == len(table) > 10 if scheme is not CodeScheme.SEPA else table
        assert not {DeclineClass.UNKNOWN_CODE, DeclineClass.NO_ANSWER, DeclineClass.GATEWAY_DOWN} & set(table.values())


def test_what_is_refused() -> None:
    row = CodeRow(scheme=CodeScheme.SEPA, code="AM04", why=DeclineClass.OTHER, source=OURS)
    assert refusal(classify, "am04", scheme=CodeScheme.SEPA, overlay=[row, row])[1] == "overlay"
    assert refusal(classify, "", scheme=CodeScheme.SEPA) == ("text.empty", "code")
    assert refusal(classify, "51", scheme="sepa") == ("value.type", "scheme")
    assert refusal(CodeRow, scheme=CodeScheme.SEPA, code="1", why="other", source=OURS) == ("value.type", "row.why")
