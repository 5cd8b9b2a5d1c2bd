"""What every row of law answers: whether it holds on a day, whether somebody read it, what it cites."""

from datetime import date

import pytest

from hostbilling.decision import Certainty, LegalRef, ReasonCode, Source
from hostbilling.law_rows import LawRow


def row(certainty: Certainty = Certainty.VERIFIED, *, since: date | None, until: date | None = None) -> LawRow:
    source = Source(title="Gazette", certainty=certainty, seen_on=date(2026, 11, 21))
    return LawRow(id="XX-1", since=since, until=until, says="nothing is owed", cites="Act 1 s. 2", source=source)


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2019, 12, 31), False), (date(2020, 1, 1), True), (date(2021, 6, 30), True), (date(2021, 7, 1), False)],
)
def test_it_holds_from_its_first_day_until_the_day_before_it_is_gone(day: date, *, expected: bool) -> None:
    assert row(since=date(2020, 1, 1), until=date(2021, 7, 1)).in_force(day) is expected


def test_without_an_end_it_holds_for_good() -> None:
    assert row(since=date(2020, 1, 1)).in_force(date(2099, 1, 1))


def test_what_is_only_announced_holds_for_those_who_ask_for_it() -> None:
    assert not row(since=None).in_force(date(2099, 1, 1))
    assert row(since=None).in_force(date(2020, 1, 1), announced=True)


@pytest.mark.parametrize("certainty", Certainty)
def test_a_row_from_general_knowledge_is_not_known(certainty: Certainty) -> None:
    assert row(certainty, since=None).known is (certainty is not Certainty.UNCHECKED)


def test_a_reason_cites_the_law_of_the_row_with_its_certainty() -> None:
    owed = ReasonCode("test.owed", "{who} owes nothing.")
    reason = row(Certainty.SECONDARY, since=None).cited(owed, who="Nobody")
    assert (reason.code, str(reason)) == ("test.owed", "Nobody owes nothing.")
    assert reason.law == (LegalRef(citation="Act 1 s. 2", certainty=Certainty.SECONDARY),)
