"""Run a year of a small hosting company: `python -m examples.sqlite_host`."""

import argparse
import sys
import time
from datetime import date
from pathlib import Path

from hostbilling.errors import BillingError
from hostbilling.periods import Period

from .book import INVOICES
from .figures import figures
from .intake import read, read_old_register
from .night import Host
from .report import html, table
from .store import Store

_HERE = Path(__file__).parent


def main(arguments: list[str] | None = None) -> int:
    """Run the nights that are still to be run, print the year, write the report; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m examples.sqlite_host", description=__doc__)
    parser.add_argument("--data", type=Path, default=_HERE / "data", help="folder with the CSV files")
    parser.add_argument("--start", type=date.fromisoformat, default=date(2026, 1, 1), help="first night")
    parser.add_argument("--until", type=date.fromisoformat, default=date(2027, 1, 1), help="first day not run")
    parser.add_argument("--store", type=Path, default=Path("build/demo/host.sqlite"), help="the SQLite file")
    parser.add_argument("--report", type=Path, default=Path("build/demo/report.html"), help="the page to write")
    parser.add_argument("--resume", action="store_true", help="go on with the store instead of beginning anew")
    options = parser.parse_args(arguments)

    try:
        span = Period(options.start, options.until)
        records = read(options.data, on=options.start)
        old_register = read_old_register(options.data)
    except BillingError as error:
        return _refused(error)
    for path in (options.store, options.report):
        path.parent.mkdir(parents=True, exist_ok=True)
    if not options.resume:
        for ending in ("", "-wal", "-shm"):
            options.store.with_name(options.store.name + ending).unlink(missing_ok=True)
    began = time.perf_counter()
    store = Store(options.store)
    try:
        store.take_over(INVOICES, old_register)
        host = Host(store, records)
    except BillingError as error:
        store.close()
        return _refused(error)
    nights = 0
    try:
        for day in host.run(start=options.start, until=options.until):
            nights += 1
            _progress(day, options.until)
    except BillingError as error:  # an order, a hold or a switch in events.csv that names what is not there
        store.close()
        return _refused(error)
    seconds = time.perf_counter() - began
    found = figures([store.facts(id_) for id_ in store.accounts()], start=options.start, until=options.until)
    print(table(found))
    options.report.write_text(html(store, found, span=span), encoding="utf-8")
    print(f"\n{nights} nights over {len(host.accounts)} accounts in {seconds:.1f} s")
    print(f"report: {options.report}   store: {options.store}")
    store.close()
    return 0 if not found.difference.amount else 1


def _refused(error: BillingError) -> int:
    print(error, file=sys.stderr)
    return 2


def _progress(day: date, until: date) -> None:
    if sys.stderr.isatty():
        print(f"\r{day} of {until}", end="" if day.toordinal() + 1 < until.toordinal() else "\n", file=sys.stderr)
    elif day.day == 1:
        print(f"{day:%Y-%m} ...", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
