"""The case files against the recorded minimum, and the runner against itself."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hostbilling.errors import Fault, InvalidInput
from hostbilling.money import payable
from tests.cases import runner
from tests.cases.__main__ import main
from tests.cases.answers import Each, Endless, OneOf, any_of
from tests.cases.compare import same
from tests.cases.legal import Cited
from tests.cases.runner import Area


def answering(answer: Any, **about: Any) -> dict[str, Area]:
    return {"shop": Area(answer=answer, **about)}


def problems(case: Any, known: dict[str, Area]) -> tuple[str, ...]:
    (outcome,) = runner.run([case], known)
    assert outcome.passed is (not outcome.problems)
    return outcome.problems


def case(given: dict[str, Any], expect: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": "C1", "area": "shop", "given": given, "expect": expect, **more}


def refuse(_given: Any) -> dict[str, Any]:
    raise InvalidInput(Fault("shop.closed", "day", 7, "is a Sunday", "come on Monday"))


# ------------------------------------------------------------------------------- the recorded minimum


def test_no_area_passes_fewer_cases_than_recorded() -> None:
    known, broken = runner.known_areas()
    outcomes = runner.run([case for path in runner.DATA for case in runner.load(path)], known)
    assert not broken
    assert runner.shortfalls(runner.read_minimum(), outcomes) == []


def test_the_minimum_only_rises() -> None:
    outcomes = runner.run([case({}, {"n": 1}), case({}, {"n": 2})], answering(lambda _: {"n": 1}))
    assert runner.raised({"shop": 2, "gone": 5}, outcomes) == {"gone": 5, "shop": 2}
    assert runner.raised({"shop": 0}, outcomes) == {"shop": 1}
    assert runner.shortfalls({"shop": 2, "gone": 5}, outcomes) == [
        "shop: 1 passed, 2 recorded",
        "gone: 0 passed, 5 recorded",
    ]


# ---------------------------------------------------------------------------------- what is a failure


def test_an_unknown_area_fails() -> None:
    assert problems(case({}, {"n": 1}), {}) == ("unknown area",)


@pytest.mark.parametrize(
    "shape",
    [7, {}, {"id": "C1", "area": "shop", "given": {}}, {"area": "shop", "given": [], "expect": {}}],
)
def test_an_unknown_shape_fails(shape: Any) -> None:
    assert problems(shape, answering(lambda _: {})) == ("unknown shape: a case has an area, an id, given and expect",)


def test_a_wrong_result_is_shown_with_the_expected_one() -> None:
    known = answering(lambda given: {"end": date.fromisoformat(given["start"])})
    assert problems(case({"start": "2026-01-31"}, {"end": "2026-02-28"}), known) == (
        'end: expected "2026-02-28", got "2026-01-31"',
    )


def test_a_member_without_answer_fails() -> None:
    assert problems(case({}, {"n": 1}), answering(lambda _: {})) == ("n: expected 1, got no answer",)


def test_a_crash_is_a_failure_with_its_message() -> None:
    assert problems(case({}, {"n": 1}), answering(lambda given: {"n": given["n"]})) == ("crashed: KeyError: 'n'",)


def test_an_answer_that_cannot_be_compared_is_a_failure() -> None:
    (problem,) = problems(case({}, {"n": 1}), answering(lambda _: {"n": object()}))
    assert problem == "crashed: TypeError: an answer of type object cannot be compared"


def test_input_that_nobody_reads_is_a_failure() -> None:
    given = {"a": 1, "seller": {"country": "FR", "city": "Lyon"}, "lines": [{"net": 1, "vat": 2}]}
    known = answering(lambda g: {"n": g["seller"]["country"], "m": [line["net"] for line in g["lines"]]})
    expected = case(given, {"n": "FR", "m": [1]})
    assert problems(expected, known) == ("given and never read: a, lines.vat, seller.city",)
    known = answering(known["shop"].answer, for_readers=frozenset({"a", "lines.vat", "seller.city"}))
    assert problems(expected, known) == ()


def test_an_expectation_of_nothing_fails() -> None:
    assert problems(case({}, {"note": "read me"}), answering(lambda _: {})) == ("expects nothing that can be compared",)


# -------------------------------------------------------------------------------------------- refusals


def test_a_refusal_is_compared_through_the_table_of_names() -> None:
    assert problems(case({}, {"error": "closed"}), answering(refuse, errors={"shop.closed": "closed"})) == ()
    assert problems(case({}, {"error": "shop.closed"}), answering(refuse)) == ()
    assert problems(case({}, {"error": "full"}), answering(refuse)) == ('error: expected "full", got "shop.closed"',)


def test_an_unexpected_refusal_is_shown_in_words() -> None:
    (problem,) = problems(case({}, {"n": 1}), answering(refuse))
    assert problem == "refused: day is a Sunday, got 7; come on Monday [shop.closed]"


def test_no_error_is_what_an_answer_without_one_means() -> None:
    assert problems(case({}, {"n": 1, "error": None}), answering(lambda _: {"n": 1})) == ()
    assert problems(case({}, {"error": "closed"}), answering(lambda _: {"n": 1})) == (
        'error: expected "closed", got null',
    )


# ------------------------------------------------------------------------------- the rules of SHAPES.md


def test_members_for_readers_are_ignored() -> None:
    for_readers = {
        "rule": 1,
        "reason_hint": 1,
        "not_value": 1,
        "buggy_end": 1,
        "naive_result": 1,
        "fit": 1,
    }
    assert problems(case({}, {"n": 1, **for_readers}), answering(lambda _: {"n": 1})) == ()
    assert problems(case({}, {"n": {"a": 1, "note": 2}}), answering(lambda _: {"n": {"a": 1}})) == ()
    assert problems(case({}, {"not_refunded": []}), answering(lambda _: {"not_refunded": ["L1"]})) != ()


def test_a_debatable_case_accepts_any_alternative() -> None:
    debatable = case({}, {"place": "DE"}, debatable="hire of goods?", alternatives=[{"place": "FR"}])
    assert problems(debatable, answering(lambda _: {"place": "FR"})) == ()
    assert problems(debatable, answering(lambda _: {"place": "DE"})) == ()
    assert problems(debatable, answering(lambda _: {"place": "IT"})) == ('place: expected "DE", got "IT"',)
    settled = case({}, {"place": "DE"}, alternatives=[{"place": "FR"}])
    assert problems(settled, answering(lambda _: {"place": "FR"})) != ()


def test_members_asked_only_when_set() -> None:
    about = {"asked_if_set": frozenset({"legal"})}
    assert (
        problems(
            case({}, {"n": 1, "legal": []}),
            answering(lambda _: {"n": 1, "legal": ["Dir 58"]}, **about),
        )
        == ()
    )
    assert (
        problems(
            case({}, {"n": 1, "legal": ["Dir 44"]}),
            answering(lambda _: {"n": 1, "legal": ["Dir 58"]}, **about),
        )
        != ()
    )


@pytest.mark.parametrize(
    ("expected", "got", "alike"),
    [
        ("10.5", Decimal("10.50"), True),
        ("10.5", payable("10.50", "EUR"), True),
        ("10.51", payable("10.50", "EUR"), False),
        ("14/90", Fraction(7, 45), True),
        ("ten", 10, False),
        (True, 1, False),
        (1, True, False),
        (None, None, True),
        (None, 0, False),
        ("007", "7", False),
        ("007", "007", True),
        ("2026-01-31", date(2026, 1, 31), True),
        ("2026-01-31T00:00:00Z", datetime(2026, 1, 31, tzinfo=UTC), True),
        ("2026-01-31T01:00:00+01:00", datetime(2026, 1, 31, tzinfo=UTC), False),
        ("2026-10-25T02:30:00+02:00", datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Paris")), True),
        ("2026-10-25T02:30:00+01:00", datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Paris")), False),
        ("soon", datetime(2026, 1, 31, tzinfo=UTC), False),
        (None, datetime(2026, 1, 31, tzinfo=UTC), False),
        ([1, "2"], (1, Decimal(2)), True),
        ([2, 1], (1, 2), False),
        ([1], (1, 2), False),
        (1, (1,), False),
        ({"a": 1}, {"a": 1, "b": 2}, True),
        ({"a": 1}, {"b": 2}, False),
        (1, {"b": 2}, False),
        (["a"], frozenset({"a", "b"}), True),
        (["a", "c"], frozenset({"a", "b"}), False),
    ],
)  # fmt: skip
def test_how_values_compare(expected: Any, got: Any, alike: bool) -> None:  # noqa: FBT001
    assert same(expected, got) is alike


def test_answers_of_open_length() -> None:
    naturals = Endless(lambda: count(1))
    assert same([1, 2, 3], naturals)
    assert not same([1, 3], naturals)
    assert not same([], naturals)
    assert not same(1, naturals)
    even = Each(lambda n: n % 2 == 0)
    assert same([2, 4], even)
    assert not same([2, 3], even)
    assert not same([], even)
    assert not same(2, even)
    either = OneOf((naturals, "none"))
    assert same([1, 2], either)
    assert same("none", either)
    assert not same([2], either)
    (problem,) = problems(case({}, {"n": [2]}), answering(lambda _: {"n": either}))
    assert problem == 'n: expected [2], got "(a row without end) or none"'
    (problem,) = problems(case({}, {"n": [1]}), answering(lambda _: {"n": even}))
    assert problem == 'n: expected [1], got "(a condition that one of these does not meet)"'


# ------------------------------------------------------------------------------------------ the command


@pytest.fixture
def written(tmp_path: Path) -> Any:
    def write(content: Any) -> str:
        path = tmp_path / "some_cases.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        return str(path)

    return write


GREEN = {
    "id": "X1", "area": "extend", "expect": {"new_validity_end": "2026-02-28"},
    "given": {"validity_end": "2026-01-31", "add": 1, "unit": "months", "month_rule": "clamp", "anchor_day": None},
}  # fmt: skip
RED = GREEN | {"id": "X2", "expect": {"new_validity_end": "2026-03-03"}}


def test_the_command_counts_and_lists(written: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([written({"cases": [GREEN]})]) == 0
    assert capsys.readouterr().out == "extend 1/1\ntotal 1/1\n"
    assert main([written({"cases": [GREEN, RED]})]) == 1
    assert capsys.readouterr().out == (
        "extend 1/2\n"
        "  X2\n"
        '      new_validity_end: expected "2026-03-03", got "2026-02-28"\n'
        "total 1/2\n"
    )  # fmt: skip
    assert main(["--quiet", written({"cases": [GREEN, RED]})]) == 1
    assert capsys.readouterr().out == "extend 1/2\ntotal 1/2\n"


def test_the_command_picks_areas(written: Any, capsys: pytest.CaptureFixture[str]) -> None:
    unknown = {"id": "X3", "area": "wallet", "given": {}, "expect": {"n": 1}}
    assert main(["--area", "ext", written({"cases": [GREEN, unknown]})]) == 0
    assert capsys.readouterr().out == "extend 1/1\ntotal 1/1\n"
    assert main(["--area", "nothing", written({"cases": [GREEN]})]) == 1


@pytest.mark.parametrize("content", ["no json", "[]", '{"cases": []}', '{"cases": 7}'])
def test_a_file_that_holds_no_cases_fails(content: str, written: Any, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([written(content)]) == 1
    assert "some_cases.json 0/1" in capsys.readouterr().out


def test_a_missing_file_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nowhere.json"]) == 1
    assert "nowhere.json 0/1" in capsys.readouterr().out


def test_recording_raises_the_minimum(
    written: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    minimum = tmp_path / "minimum.json"
    monkeypatch.setattr(runner, "MINIMUM", minimum)
    monkeypatch.setattr(runner.read_minimum, "__defaults__", (minimum,))
    main(["--record", written({"cases": [GREEN]})])
    main(["--record", written({"cases": [RED]})])
    assert json.loads(minimum.read_text()) == {"extend": 1}
    assert capsys.readouterr().out.endswith("total 0/1\n")


def test_a_broken_module_of_areas_is_told_and_hides_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "strange_areas"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "a_good.py").write_text("AREAS = {'shop': lambda given: {}}")
    (package / "b_broken.py").write_text("import no_such_module")
    (package / "c_double.py").write_text("AREAS = {'shop': lambda given: {}}")
    monkeypatch.syspath_prepend(tmp_path)

    known, broken = runner.known_areas(import_module("strange_areas"))
    assert set(known) == {"shop"}
    assert broken == {
        "b_broken": "ModuleNotFoundError: No module named 'no_such_module'",
        "c_double": "shop is answered by two modules",
    }


# --------------------------------------------------------------------------------------- legal references


CITED = Cited((
    "Directive 2006/112/EC, article 58 with Annex II",
    "Directive 2006/112/EC, article 369a to 369k",
    "Implementing Regulation 282/2011, article 24b(a) to (c)",
    "CGI, article 296",
    "Court of Justice, C-295/17 MEO and C-43/19 Vodafone Portugal",
    "Commission, explanatory notes on places of supply (2014)",
))  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "met"),
    [
        ("Dir 58", True),
        ("Dir 44/45/58", True),
        ("Dir 58 / 44 with place outside the Community", True),
        ("Dir 58(2) (2019-01-01 to 2021-06-30, now 59c)", True),
        ("Dir Annex II", True),
        ("Dir Annex III", False),
        ("Dir 369g(4) correction within 3 years", True),
        ("Dir 369z", False),
        ("Dir 359", False),
        ("Dir 5", False),
        ("Dir 59", False),
        ("Dir 44", False),
        ("IR 282/2011 24b(d)", True),
        ("IR 58", False),
        ("CGI 259, 283, 296", True),
        ("CGI 294 / CIBS", False),
        ("C-43/19 Vodafone Portugal", True),
        ("C-43/18", False),
        ("Commission explanatory notes 2014", True),
        ("IR 2017/2459", False),
        ("common sense", False),
    ],
)
def test_legal_references_are_met_by_act_and_article(wanted: str, met: bool) -> None:  # noqa: FBT001
    assert CITED.covers(wanted) is met
    assert same(["Dir 58", wanted], CITED) is met
    assert not same(wanted, CITED)


def test_a_missing_legal_reference_is_shown_with_what_is_cited() -> None:
    (problem,) = problems(case({}, {"legal": ["Dir 44"]}), answering(lambda _: {"legal": Cited(("CGI, article 296",))}))
    assert problem == 'legal: expected ["Dir 44"], got "CGI, article 296"'


def test_one_thing_may_have_several_words() -> None:
    assert any_of("closed") == "closed"
    shut = answering(refuse, errors={"shop.closed": "closed shut"})
    for word, problem in (("shut", ()), ("closed", ()), ("full", ('error: expected "full", got "closed or shut"',))):
        assert problems(case({}, {"error": word}), shut) == problem
