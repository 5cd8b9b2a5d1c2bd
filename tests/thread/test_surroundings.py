"""The same year in any surroundings: decimal context, locale, time zone, hash seed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_LIFE = """
import decimal, json, sys
if sys.argv[1] == "hostile":
    decimal.setcontext(decimal.Context(prec=3, rounding=decimal.ROUND_UP, traps=[]))
    decimal.DefaultContext.prec = 3
from datetime import date, timedelta
from hostbilling.lifecycle import OrderLine, PlaceOrder
from hostbilling.serde import dump_fact
from tests.thread.host import CARD, YEAR, Host, accepts, service
end = date(2026, 4, 1)
host = Host(service("S1", end=end), service("S2", end=end, product="vps", tacit=True), service("S3", end=end),
            instruments=(CARD,), gateway=accepts)
host.decide(PlaceOrder(id="O", lines=(OrderLine(service_id="S1", term=YEAR), OrderLine(service_id="S3", term=YEAR))),
            date(2026, 2, 1))
host.night(date(2026, 2, 1))
host.pay("O", "100.07", date(2026, 2, 2))
host.pay(None, "12345.93", date(2026, 2, 3))
host.nights(date(2026, 2, 2), date(2026, 5, 1))
print(host.account.wallet.balance.amount)
print(host.account.invoices[0].content.totals.amounts.gross)
print(json.dumps([dump_fact(fact) for fact in host.facts]))
"""


def lived(*, context: str = "plain", **environment: str) -> str:
    root = Path(__file__).parents[2]
    found = subprocess.run(
        [sys.executable, "-c", _LIFE, context],
        capture_output=True,
        check=True,
        cwd=root,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", **environment},
    )
    return found.stdout


@pytest.fixture(scope="module")
def plain() -> str:
    return lived(LC_ALL="C", TZ="UTC", PYTHONHASHSEED="1")


def test_the_plain_life_is_what_it_should_be(plain: str) -> None:
    balance, gross, _ = plain.splitlines()
    assert balance == "12077.00"  # 12345.93 less the 145.93 that 100.07 left open of 246.00, less 123.00 for S2
    assert gross == "246.00 EUR"


@pytest.mark.parametrize(
    "surroundings",
    [
        {"context": "hostile"},
        {"LC_ALL": "de_DE.UTF-8"},
        {"LC_ALL": "tr_TR.UTF-8"},
        {"TZ": "Pacific/Kiritimati"},
        {"TZ": "America/Los_Angeles"},
        {"TZ": "Asia/Kolkata"},
        {"PYTHONHASHSEED": "77"},
    ],
    ids=lambda each: next(iter(each.values())),
)
def test_surroundings_change_nothing(surroundings: dict[str, str], plain: str) -> None:
    assert lived(**surroundings) == plain
