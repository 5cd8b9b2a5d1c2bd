"""A small company on paper, and ways to run it: whole, killed on the way, over missed nights."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from examples.sqlite_host.intake import read
from examples.sqlite_host.night import Host
from examples.sqlite_host.store import Store

START = date(2026, 1, 1)

CUSTOMERS = """\
id,name,kind,country,postcode,city,language,email,billing_email,vat_id,vat_checked_on,bank_country,ip_country,card_until,habit
A,Jana Nováková,consumer,SK,81101,Bratislava,sk,a@customer.example,,,,SK,SK,,prompt
B,Camille Laurent,business,FR,75011,Paris,fr,b@customer.example,,,,FR,FR,2028-12-31,card_declined_once
C,Klaus Weber,consumer,DE,80331,München,de,c@customer.example,,,,DE,DE,,never
D,Rhein Daten GmbH,business,DE,50667,Köln,de,d@customer.example,books.d@books.example,DE801759898,2025-12-15,,,,twice
E,Mikko Virtanen,consumer,FI,00100,Helsinki,fi,e@customer.example,,,,FI,FI,,falls_short
"""
SERVICES = """\
id,customer,product,name,term,valid_until,paid_by
S1,A,vps,build box,1 month,2026-01-18,transfer
S2,B,vps,atelier,1 month,2026-01-12,card
S3,C,hosting,weber-alt,12 months,2026-01-12,transfer
S4,D,server,rhein-1,1 month,2026-01-15,transfer
S5,E,hosting,virtanen,12 months,2026-03-15,transfer
S6,E,domain-com,virtanen.example,1 year,2026-03-15,transfer
"""
EVENTS = """\
date,customer,action,what,value
2026-01-03,E,order,S5 S6,12 months+1 year
2026-01-08,E,top_up,wallet,60.00
2026-01-04,C,hold,claim-1,phone call
2026-01-06,C,release,claim-1,
2026-01-05,D,switch,S4,on
2026-01-05,B,card,card-B,2029-06-30
2026-01-09,A,evidence,phone_prefix,SK
2026-01-02,A,new,S7 vps,1 month by transfer
2026-01-07,A,withdraw,S7,2026-01-02
2026-01-10,D,cancel,S4,at_end
"""


def write(folder: Path, *, customers: str = CUSTOMERS, services: str = SERVICES, events: str = EVENTS) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in [("customers", customers), ("services", services), ("events", events)]:
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def run(store: Store, data: Path, until: date, *, start: date = START) -> Host:
    """Run the nights that are still to be run."""
    host = Host(store, read(data, on=start))
    for _ in host.run(start=start, until=until):
        pass
    return host


TABLES = ("facts", "outbox", "series", "register", "mail", "held", "nights")


def everything(store: Store) -> dict[str, list[Any]]:
    """Return all that a store holds, table by table."""
    return {table: sorted(store.db.execute(f"SELECT * FROM {table}").fetchall()) for table in TABLES}  # noqa: S608


class Killed(BaseException):
    """The host's process dies here."""


class MortalStore(Store):
    """A store whose process dies at its commit number `at`: before it, so that nothing of it is kept, or after."""

    def __init__(self, path: Path, *, at: int, before: bool) -> None:
        super().__init__(path)
        self.at = at
        self.before = before

    @contextmanager
    def transaction(self) -> Generator[None, None, None]:
        dies = self.commits + 1 == self.at
        with super().transaction():
            yield
            if dies and self.before:
                raise Killed
        if dies:
            raise Killed


class WatchedStore(Store):
    """A store in memory that keeps what a killed process would leave behind at each of its commits."""

    def __init__(self) -> None:
        super().__init__(":memory:")
        self.left: list[bytes] = []

    @contextmanager
    def transaction(self) -> Generator[None, None, None]:
        with super().transaction():
            yield
        self.left.append(self.db.serialize())


def reopened(left: bytes) -> Store:
    """Return a store that finds what a killed process left behind."""
    store = Store(":memory:")
    store.db.deserialize(left)
    return store
