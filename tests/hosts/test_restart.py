"""The host on SQLite may be killed anywhere, started again, run twice or left alone for a week."""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from examples.sqlite_host.figures import figures
from examples.sqlite_host.intake import read
from examples.sqlite_host.night import Host
from examples.sqlite_host.store import Store
from hostbilling.lifecycle import Fact, NoticeSent, PaymentReceived, ServiceDeleted, ServiceSuspended, replay
from hostbilling.serde import dump_fact
from tests.hosts.records import START, Killed, MortalStore, WatchedStore, everything, reopened, run, write

UNTIL = date(2026, 1, 14)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("records"))


@pytest.fixture(scope="module")
def undisturbed(data: Path) -> Iterator[WatchedStore]:
    """Two weeks, run without a break."""
    store = WatchedStore()
    run(store, data, UNTIL)
    yield store
    store.close()


def test_two_weeks_hold_something_of_everything(undisturbed: WatchedStore) -> None:
    kinds = {type(fact).__name__ for id_ in undisturbed.accounts() for fact in undisturbed.facts(id_)}
    assert kinds >= {
        "AccountOpened", "ServiceAdded", "Ordered", "ProformaIssued", "PaymentReceived", "InvoiceIssued", "Intended",
        "NoticeSent", "ChargeDeclined", "WalletApplied", "ServiceSuspended", "HoldPlaced", "HoldReleased",
        "InstrumentAdded", "EvidenceAdded", "ServiceProvided", "AccessSent", "ServiceCancelled", "CreditNoteIssued",
        "PaymentRefunded",
    }  # fmt: skip
    assert everything(undisturbed)["outbox"] == []
    assert len(everything(undisturbed)["held"]) > 0


def test_killed_at_any_commit_the_host_goes_on_as_if_nothing_had_been(undisturbed: WatchedStore, data: Path) -> None:
    expected = everything(undisturbed)
    assert len(undisturbed.left) > 50
    for at, left in enumerate(undisturbed.left, start=1):
        again = reopened(left)
        run(again, data, UNTIL)
        assert everything(again) == expected, f"killed after commit {at}"
        again.close()


@pytest.mark.parametrize("before", [True, False], ids=["before the commit", "after the commit"])
def test_a_process_that_dies_leaves_whole_transactions_in_its_file(
    undisturbed: WatchedStore,
    data: Path,
    tmp_path: Path,
    before: bool,  # noqa: FBT001
) -> None:
    for at in range(1, len(undisturbed.left) + 1, 9):
        path = tmp_path / f"{at}.sqlite"
        dying = MortalStore(path, at=at, before=before)
        with pytest.raises(Killed):
            run(dying, data, UNTIL)
        dying.close()
        again = Store(path)
        done = at - 1 if before else at
        kept = reopened(undisturbed.left[done - 1]) if done else Store(":memory:")
        assert everything(again) == everything(kept)
        run(again, data, UNTIL)
        assert everything(again) == everything(undisturbed)
        again.close()


def test_starting_again_after_finished_nights_adds_nothing(data: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "host.sqlite")
    run(store, data, date(2026, 1, 8))
    half = everything(store)
    again = run(store, data, date(2026, 1, 8))
    assert list(again.run(start=START, until=date(2026, 1, 8))) == []
    assert everything(store) == half
    run(store, data, UNTIL)
    whole = Store(":memory:")
    run(whole, data, UNTIL)
    assert everything(store) == everything(whole)


def test_the_last_night_run_once_more_adds_nothing(data: Path) -> None:
    store = Store(":memory:")
    host = run(store, data, UNTIL)
    before = everything(store)
    last = UNTIL - timedelta(days=1)
    host.night(last, since=last)
    assert everything(store) == before


def test_stored_facts_are_the_account(undisturbed: WatchedStore, data: Path) -> None:
    host = Host(undisturbed, read(data, on=START))
    rows = undisturbed.db.execute("SELECT account, body FROM facts ORDER BY account, seq").fetchall()
    for id_, account in host.accounts.items():
        facts = undisturbed.facts(id_)
        assert replay(facts) == account
        assert [dump_fact(fact) for fact in facts] == [json.loads(body) for owner, body in rows if owner == id_]


# --------------------------------------------------------------------------------------- missed nights

SPRING = date(2026, 5, 1)


def with_gap(data: Path, missed_from: date, back_on: date, until: date) -> Store:
    """Run every night but those from `missed_from` up to `back_on`."""
    store = Store(":memory:")
    host = run(store, data, missed_from)
    host.night(back_on, since=missed_from)
    for _ in host.run(start=START, until=until):
        pass
    return store


@pytest.fixture(scope="module")
def lapsing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Yearly services that end in February and nobody pays, beside one that is paid."""
    services = """\
id,customer,product,name,term,valid_until,paid_by
S1,A,domain-sk,novakova.example,1 year,2026-02-14,transfer
S2,B,backup,photos,12 months,2026-02-20,card
S3,C,hosting,weber-alt,12 months,2026-02-10,transfer
S4,C,domain-com,weber.example,1 year,2026-02-17,transfer
S5,D,hosting,rhein,12 months,2026-02-12,transfer
S6,E,hosting,virtanen,12 months,2026-03-01,transfer
"""
    return write(tmp_path_factory.mktemp("lapsing"), services=services, events="date,customer,action,what,value\n")


def promised(facts: list[Fact], service_id: str) -> tuple[date | None, date | None, date | None]:
    """The days on which the last reminder went out, the service stopped and the service was deleted."""

    def day(wanted: Callable[[Fact], bool]) -> date | None:
        return next((fact.known for fact in facts if wanted(fact)), None)

    return (
        day(lambda fact: isinstance(fact, NoticeSent) and fact.stage == "reminder_before_deactivation"
            and fact.part_id.endswith(f"/{service_id}")),
        day(lambda fact: isinstance(fact, ServiceSuspended) and fact.service_id == service_id),
        day(lambda fact: isinstance(fact, ServiceDeleted) and fact.service_id == service_id),
    )  # fmt: skip


def test_without_a_gap_the_promises_are_kept_to_the_day(lapsing: Path) -> None:
    store = Store(":memory:")
    run(store, lapsing, SPRING)
    # S3 ends on 10 February, S4 on the 17th: reminded a week before, deleted a week after
    assert promised(store.facts("C"), "S3") == (date(2026, 2, 3), date(2026, 2, 10), date(2026, 2, 17))
    assert promised(store.facts("C"), "S4") == (date(2026, 2, 10), date(2026, 2, 17), date(2026, 2, 24))
    assert promised(store.facts("A"), "S1") == (None, None, None)


@pytest.mark.requirement("R-033")
@pytest.mark.parametrize("days", [1, 5, 9, 20])
@pytest.mark.parametrize("missed_from", [date(2026, 1, 12), date(2026, 2, 1), date(2026, 2, 8), date(2026, 2, 15)])
def test_missed_nights_break_no_promise_and_lose_no_money(lapsing: Path, missed_from: date, days: int) -> None:
    back_on = missed_from + timedelta(days=days)
    store = with_gap(lapsing, missed_from, back_on, SPRING)
    for id_ in store.accounts():
        facts = store.facts(id_)
        for service in replay(facts).services:
            reminded, off, gone = promised(facts, service.id)
            if off is not None:
                assert reminded is None or off - reminded >= timedelta(days=7)
            if gone is not None:
                assert off is not None
                assert gone - off >= timedelta(days=7)
    regular = Store(":memory:")
    run(regular, lapsing, SPRING)
    assert money(store) == money(regular)
    assert not figures([store.facts(id_) for id_ in store.accounts()], start=START, until=SPRING).difference.amount


def money(store: Store) -> dict[str, str]:
    return {
        id_: str(sum(fact.payment.amount.amount for fact in store.facts(id_) if isinstance(fact, PaymentReceived)))
        for id_ in store.accounts()
    }


def test_money_that_came_in_missed_nights_counts_from_its_value_date(lapsing: Path) -> None:
    # A's call goes out on 17 January and she pays three days later; the host sleeps until 30 January
    store = with_gap(lapsing, date(2026, 1, 19), date(2026, 1, 30), date(2026, 2, 2))
    (paid,) = [fact for fact in store.facts("A") if isinstance(fact, PaymentReceived)]
    assert (paid.payment.received_on, paid.on, paid.known) == (date(2026, 1, 20), date(2026, 1, 20), date(2026, 1, 30))
    (invoice,) = replay(store.facts("A")).invoices
    assert (invoice.content.supplied_on, str(invoice.content.totals.amounts.gross)) == (date(2026, 1, 20), "19.56 EUR")
