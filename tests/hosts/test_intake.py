"""Records that cannot be read: one clear error naming file, row and column, exit status 2, nothing written."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from examples.sqlite_host.__main__ import main
from examples.sqlite_host.intake import Records, read
from examples.sqlite_host.night import Host
from examples.sqlite_host.store import Store
from hostbilling.lifecycle import AccountOpened, ServiceAdded
from hostbilling.parties import Role, VatIdStatus
from hostbilling.periods import Term
from tests.hosts.records import CUSTOMERS, EVENTS, SERVICES, START, run, write
from tests.samples import faults

EVENT_HEAD = "date,customer,action,what,value\n"


def told(folder: Path) -> tuple[str, str]:
    (fault,) = faults(read, folder, on=START)
    return fault.code, fault.field


def customers(**cells: str) -> Callable[[Path], Path]:
    """Return how to write the records with cells of the first customer replaced."""
    return lambda folder: write(folder, customers=_changed(CUSTOMERS, cells))


def services(**cells: str) -> Callable[[Path], Path]:
    return lambda folder: write(folder, services=_changed(SERVICES, cells))


def events(*rows: str) -> Callable[[Path], Path]:
    return lambda folder: write(folder, events=EVENT_HEAD + "".join(f"{row}\n" for row in rows))


def _changed(text: str, cells: dict[str, str]) -> str:
    head, first, *rest = text.splitlines()
    values = dict(zip(head.split(","), first.split(","), strict=True))
    assert set(cells) <= set(values)
    return "\n".join([head, ",".join({**values, **cells}.values()), *rest]) + "\n"


# --------------------------------------------------------------------------------------- what is read


def test_what_the_rows_become(tmp_path: Path) -> None:
    records = read(write(tmp_path), on=START)
    assert sorted(records.opening) == ["A", "B", "C", "D", "E"]
    assert records.habits["D"] == "twice"
    opened, service = records.opening["D"]
    assert isinstance(opened, AccountOpened)
    assert opened.customer.recipient(Role.BILLING).email == "books.d@books.example"
    assert opened.customer.vat_id is not None
    assert (opened.customer.vat_id.number, opened.customer.vat_id.status) == ("DE801759898", VatIdStatus.VALID)
    assert isinstance(service, ServiceAdded)
    assert (service.service.term, service.service.anchor_day, service.service.tacit) == (Term.months(1), 15, False)
    assert service.service.ends_on == date(2026, 1, 15)
    tacit = records.opening["B"][1]
    assert isinstance(tacit, ServiceAdded)
    assert tacit.service.tacit  # a VPS paid by card
    assert sum(map(len, records.events.values())) == 10


def test_a_byte_order_mark_and_quoted_commas_are_read(tmp_path: Path) -> None:
    quoted = "\ufeff" + CUSTOMERS.replace("Jana Nováková", '"Nováková, Jana"')
    opened = read(write(tmp_path, customers=quoted), on=START).opening["A"][0]
    assert isinstance(opened, AccountOpened)
    assert opened.customer.name == "Nováková, Jana"


# --------------------------------------------------------------------------------------- what is refused

CUT_SHORT = "A,Jana Nováková,consumer,SK,81101\n"
TOO_LONG = "S9,A,vps,extra,1 month,2026-01-18,transfer,9\n"


@pytest.mark.parametrize(
    ("written", "code", "field"),
    [
        # the shape of a file
        (lambda f: write(f, customers=""), "csv.row", "customers.csv row 1"),
        (lambda f: write(f, customers="id,name\n"), "csv.row", "customers.csv row 1"),
        (lambda f: write(f, services=CUSTOMERS), "csv.row", "services.csv row 1"),
        (lambda f: write(f, customers=CUSTOMERS + CUT_SHORT), "csv.row", "customers.csv row 7"),
        (lambda f: write(f, services=SERVICES + TOO_LONG), "csv.row", "services.csv row 8"),
        (lambda f: write(f, services=SERVICES + "\n"), "csv.row", "services.csv row 8"),
        (lambda f: write(f, events=EVENTS + '2026-01-09,A,hold,"open quote\n'), "csv.row", "events.csv row 12"),
        # customers
        (customers(id=""), "text.empty", "customers.csv row 2.customer.id"),
        (customers(name=" "), "text.empty", "customers.csv row 2.customer.name"),
        (customers(country="XX"), "country.unknown", "customers.csv row 2.country"),
        (customers(country=""), "text.empty", "customers.csv row 2.country"),
        (customers(bank_country="ZZ"), "country.unknown", "customers.csv row 2.bank_country"),
        (customers(kind="person"), "csv.row", "customers.csv row 2.kind"),
        (customers(email="nobody"), "email.form", "customers.csv row 2.contact.email"),
        (customers(billing_email="@"), "email.form", "customers.csv row 2.contact.email"),
        (customers(habit="sometimes"), "world.habit", "customers.csv row 2.habit"),
        (customers(vat_id="SK2120000006"), "csv.row", "customers.csv row 2.vat_checked_on"),
        (customers(vat_checked_on="2025-12-15"), "csv.row", "customers.csv row 2.vat_checked_on"),
        (customers(vat_id="--", vat_checked_on="2025-12-15"), "text.empty", "customers.csv row 2.vat_id"),
        (customers(card_until="12/28"), "csv.row", "customers.csv row 2.card_until"),
        (customers(id="B"), "csv.row", "customers.csv row 3.id"),
        # services
        (services(id=""), "text.empty", "services.csv row 2.service.id"),
        (services(name=""), "text.empty", "services.csv row 2.service.name"),
        (services(customer="Z"), "csv.row", "services.csv row 2.customer"),
        (services(product="toaster"), "product.unknown", "services.csv row 2.product"),
        (services(term="2 years"), "csv.row", "services.csv row 2.term"),
        (services(term="0 months"), "csv.row", "services.csv row 2.term"),
        (services(term="-1 month"), "csv.row", "services.csv row 2.term"),
        (services(term="1.5 months"), "csv.row", "services.csv row 2.term"),
        (services(term="1 week"), "csv.row", "services.csv row 2.term"),
        (services(term="month"), "csv.row", "services.csv row 2.term"),
        (services(term="² months"), "csv.row", "services.csv row 2.term"),
        (services(valid_until="2026-02-30"), "csv.row", "services.csv row 2.valid_until"),
        (services(valid_until="18.01.2026"), "csv.row", "services.csv row 2.valid_until"),
        (services(valid_until="2026-01-18 00:00"), "csv.row", "services.csv row 2.valid_until"),
        (services(valid_until="20260118"), "csv.row", "services.csv row 2.valid_until"),
        (services(valid_until=""), "csv.row", "services.csv row 2.valid_until"),
        (services(paid_by="crad"), "csv.row", "services.csv row 2.paid_by"),
        (services(id="S2"), "csv.row", "services.csv row 3.id"),
        # events
        (events("2026-13-01,A,hold,h1,why"), "csv.row", "events.csv row 2.date"),
        (events("2026-01-05T10:00:00,A,hold,h1,why"), "csv.row", "events.csv row 2.date"),
        (events("2025-12-31,A,hold,h1,why"), "csv.row", "events.csv row 2.date"),
        (events("2026-01-05,Z,hold,h1,why"), "csv.row", "events.csv row 2.customer"),
        (events("2026-01-05,A,dance,x,y"), "csv.row", "events.csv row 2.action"),
        (events("2026-01-05,A,hold,h1,a", "2026-01-05,A,hold,h1,b"), "csv.row", "events.csv row 3.what"),
        (events("2026-01-05,A,switch,S1,yes"), "csv.row", "events.csv row 2.value"),
        (events("2026-01-05,A,switch,S2,on"), "csv.row", "events.csv row 2.what"),
        (events("2026-01-05,A,order,S1,1 month+1 month"), "csv.row", "events.csv row 2.value"),
        (events("2026-01-05,A,order,S1 S9,1 month+1 month"), "csv.row", "events.csv row 2.what"),
        (events("2026-01-05,A,order,S1 S1,1 month+1 month"), "id.duplicate", "events.csv row 2.what"),
        (events("2026-01-05,A,order,,"), "csv.row", "events.csv row 2.value"),
        (events("2026-01-05,A,card,card-A,soon"), "csv.row", "events.csv row 2.value"),
        (events("2026-01-05,A,evidence,horoscope,SK"), "csv.row", "events.csv row 2.what"),
        (events("2026-01-05,A,evidence,bank,XX"), "country.unknown", "events.csv row 2.value"),
        (events("2026-01-05,A,new,S9 toaster,1 month by card"), "product.unknown", "events.csv row 2.what"),
        (events("2026-01-05,A,new,S1 vps,1 month by card"), "csv.row", "events.csv row 2.id"),
        (events("2026-01-05,A,new,S9 vps,1 month"), "csv.row", "events.csv row 2.value"),
        (events("2026-01-05,A,new,S9 vps,soon by card"), "csv.row", "events.csv row 2.value"),
        (events("2026-01-05,A,change,S1,toaster"), "product.unknown", "events.csv row 2.value"),
        (events("2026-01-05,A,change,S1,vps-large from now"), "csv.row", "events.csv row 2.value"),
        (events("2026-01-05,A,change,S2,vps-large"), "csv.row", "events.csv row 2.what"),
        (events("2026-01-05,A,cancel,S1,tomorrow"), "csv.row", "events.csv row 2.value"),
        (events("2026-01-05,A,keep,S9,"), "csv.row", "events.csv row 2.what"),
        (events("2026-01-05,A,withdraw,S1,soon"), "csv.row", "events.csv row 2.value"),
        (events("2026-01-05,A,top_up,wallet,NaN"), "money.not_finite", "events.csv row 2.value"),
        (events("2026-01-05,A,top_up,wallet,Infinity"), "money.not_finite", "events.csv row 2.value"),
        (events("2026-01-05,A,top_up,wallet,10.005"), "money.too_fine", "events.csv row 2.value"),
        (events("2026-01-05,A,top_up,wallet,0.30000000000000004"), "money.too_fine", "events.csv row 2.value"),
        (events("2026-01-05,A,top_up,wallet,10 EUR"), "money.text", "events.csv row 2.value"),
        (events("2026-01-05,A,top_up,wallet,"), "money.text", "events.csv row 2.value"),
        (events("2026-01-05,A,top_up,wallet,-10.00"), "payment.amount", "events.csv row 2.value"),
        (events("2026-01-05,A,top_up,wallet,0"), "payment.amount", "events.csv row 2.value"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_named(written: Callable[[Path], Path], code: str, field: str, tmp_path: Path) -> None:
    assert told(written(tmp_path)) == (code, field)


def test_an_order_that_names_no_service_is_refused(tmp_path: Path) -> None:
    assert told(events("2026-01-05,A,order,,1 month")(tmp_path)) == ("csv.row", "events.csv row 2.value")


def test_a_comma_for_a_point_makes_a_column_too_many(tmp_path: Path) -> None:
    assert told(events("2026-01-05,A,top_up,wallet,10,50")(tmp_path)) == ("csv.row", "events.csv row 2")


@pytest.mark.parametrize("name", ["customers.csv", "services.csv", "events.csv"])
def test_a_missing_file_is_named(name: str, tmp_path: Path) -> None:
    (write(tmp_path) / name).unlink()
    (fault,) = faults(read, tmp_path, on=START)
    assert (fault.code, fault.field) == ("csv.row", name)
    assert "No such file" in fault.problem


def test_another_encoding_is_named(tmp_path: Path) -> None:
    (write(tmp_path) / "customers.csv").write_bytes(CUSTOMERS.encode("cp1250"))
    (fault,) = faults(read, tmp_path, on=START)
    assert (fault.field, fault.problem) == ("customers.csv", "is no UTF-8")


def test_the_remedy_says_what_to_write(tmp_path: Path) -> None:
    (fault,) = faults(read, services(term="2 years")(tmp_path), on=START)
    assert (fault.value, fault.problem, fault.remedy) == (
        "2 years",
        "is no term of vps",
        "use 1 month or 12 months",
    )


def test_a_customer_of_the_store_may_not_vanish_from_the_records(tmp_path: Path) -> None:
    store = Store(":memory:")
    run(store, write(tmp_path), date(2026, 1, 2))
    found = faults(Host, store, Records(opening={}, habits={}, events={}))
    assert [(fault.code, fault.value) for fault in found] == [("host.lost", "A")]


# --------------------------------------------------------------------------------------- from the command line


def arguments(folder: Path, *more: str) -> list[str]:
    return [
        "--data", str(folder), "--store", str(folder / "out" / "host.sqlite"),
        "--report", str(folder / "out" / "report.html"), *more,
    ]  # fmt: skip


@pytest.mark.parametrize("more", [[], ["--resume"]])
def test_wrong_records_end_with_status_2_and_nothing_written(
    more: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    customers(country="XX")(tmp_path)
    assert main(arguments(tmp_path, *more)) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err == (
        "customers.csv row 2.country is not an ISO 3166-1 country, got 'XX'; "
        "pass a two-letter code such as 'SK' [country.unknown]\n"
    )
    assert not (tmp_path / "out").exists()


def test_wrong_records_leave_an_earlier_store_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments(write(tmp_path), "--until", "2026-01-03")) == 0
    out = tmp_path / "out"
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    services(product="toaster")(tmp_path)
    assert main(arguments(tmp_path, "--until", "2026-01-03")) == 2
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    assert "services.csv row 2.product" in capsys.readouterr().err


def test_beginning_anew_deletes_nothing_but_the_store(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "out").mkdir()
    mine = tmp_path / "out" / "host.sqlite-copy-of-last-year"
    mine.write_text("precious")
    assert main(arguments(tmp_path, "--until", "2026-01-02")) == 0
    assert mine.read_text() == "precious"


def test_a_span_that_ends_before_it_starts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path)
    assert main(arguments(tmp_path, "--until", "2025-12-31")) == 2
    assert "[period.reversed]" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_store_of_another_company_is_refused_on_resuming(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments(write(tmp_path), "--until", "2026-01-02")) == 0
    only_a = "\n".join(CUSTOMERS.splitlines()[:2]) + "\n"
    write(tmp_path, customers=only_a, services="\n".join(SERVICES.splitlines()[:2]) + "\n", events=EVENT_HEAD)
    assert main(arguments(tmp_path, "--until", "2026-01-03", "--resume")) == 2
    assert "[host.lost]" in capsys.readouterr().err


def test_resuming_goes_on_where_it_stopped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path)
    assert main(arguments(tmp_path, "--until", "2026-01-10")) == 0
    assert "9 nights over 5 accounts" in capsys.readouterr().out
    assert main(arguments(tmp_path, "--until", "2026-02-10", "--resume")) == 0
    resumed = capsys.readouterr().out
    assert "31 nights over 5 accounts" in resumed
    assert main(arguments(tmp_path, "--until", "2026-02-10")) == 0
    anew = capsys.readouterr().out
    assert "40 nights over 5 accounts" in anew
    assert resumed.split("nights")[0].rsplit("\n", 1)[0] == anew.split("nights")[0].rsplit("\n", 1)[0]
