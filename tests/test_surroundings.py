"""The same answers in any locale, time zone, hash seed and decimal context: every case is run again in each."""

import decimal
import os
import subprocess
import sys
from functools import cache

import pytest

from tests.cases import runner
from tests.requirements import ROOT

SAID = """
from datetime import date, datetime, timezone
from decimal import Decimal
from hostbilling.money import Rounding, exact, gross_from_net, payable, split
from hostbilling.periods import PlainCalendar, Term, civil_date, deadline, midnight
from hostbilling.proration import prorate
from hostbilling.periods import Period

print(payable("1234567.50", "EUR"), repr(exact("0.125", "HUF")), *split(payable("10", "TRY"), 3))
print(gross_from_net(payable("10.25", "EUR"), rate=Decimal("5.5"), rounding=Rounding.HALF_UP))
print(deadline(date(2026, 4, 2), Term.days(2), calendar=PlainCalendar(holidays={date(2026, 4, 3), date(2026, 4, 6)})))
month = Period(date(2026, 2, 1), date(2026, 3, 1))
part = month.split(date(2026, 2, 7))[0]
print(prorate(payable("9.99", "EUR"), part=part, whole=month, rounding=Rounding.HALF_EVEN))
print(midnight(date(2026, 7, 1), zone="Europe/Istanbul"))
print(civil_date(datetime(2026, 6, 30, 22, tzinfo=timezone.utc), zone="Europe/Berlin"))
try:
    exact("1,5", "EUR")
except ValueError as error:
    print(error)
"""
SURROUNDINGS = [
    {"LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8", "TZ": "Europe/Berlin", "PYTHONHASHSEED": "1"},
    {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "2"},
    {"LC_ALL": "en_US.UTF-8", "LANG": "en_US.UTF-8", "TZ": "America/Los_Angeles", "PYTHONHASHSEED": "3"},
]
PLAIN = {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8"}


def output(*arguments: str, **environment: str) -> str:
    run = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True, check=False, cwd=ROOT, encoding="utf-8", env=os.environ | PLAIN | environment,
    )  # fmt: skip
    assert run.stdout, run.stderr
    return run.stdout


@cache
def in_plain_surroundings(*arguments: str) -> str:
    return output(*arguments)


@pytest.mark.parametrize("surroundings", SURROUNDINGS, ids=lambda environment: environment["TZ"])
def test_no_surroundings_change_an_answer(surroundings: dict[str, str]) -> None:
    for arguments in (("-m", "tests.cases"), ("-c", SAID)):
        assert output(*arguments, **surroundings) == in_plain_surroundings(*arguments)


@pytest.mark.parametrize(
    "context",
    [
        decimal.Context(prec=3, rounding=decimal.ROUND_UP),
        decimal.Context(prec=3, traps=[decimal.Inexact, decimal.FloatOperation]),
        decimal.Context(prec=1, rounding=decimal.ROUND_FLOOR, traps=[]),
    ],
)
def test_no_decimal_context_changes_an_answer(context: decimal.Context) -> None:
    known, _ = runner.known_areas()
    cases = [case for path in runner.DATA for case in runner.load(path)]
    expected = runner.run(cases, known)
    with decimal.localcontext(context):
        found = runner.run(cases, known)
    assert found == expected
