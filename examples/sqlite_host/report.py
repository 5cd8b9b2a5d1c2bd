"""The year for people: a table on the terminal, and one HTML page with pictures and documents."""

from collections.abc import Iterable
from datetime import date
from html import escape

from hostbilling.documents import Document, access
from hostbilling.dunning import timeline
from hostbilling.lifecycle import Account, CreditNoteIssued, Fact, InvoiceIssued, ProformaIssued, replay
from hostbilling.money import negate
from hostbilling.numbering import Registered, audit
from hostbilling.periods import Period
from hostbilling.presets import websupport
from hostbilling.render import document_html, draw, page, service_picture, timeline_picture
from hostbilling.render.html import money_text
from hostbilling.services import Service

from .book import BOOK, SERIES
from .figures import COUNTS, Figures
from .store import Store

_EXAMPLE_END = date(2026, 12, 19)


def table(found: Figures) -> str:
    """Return the year as a text table, month by month, with VAT and the reconciliation below."""
    head = ["month", *COUNTS, "money in", "invoiced", "credited", "open"]
    rows = [
        [
            name,
            *(str(month.counts[count]) for count in COUNTS),
            *(f"{money.amount:,}" for money in (month.money_in, month.invoiced, month.credited, month.open)),
        ]
        for name, month in found.months.items()
    ]
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in [head, *rows]]
    vat = [
        f"  {place:3} {rate:16} net {money_text(net):>14}   VAT {money_text(tax):>13}"
        for (place, rate), (net, tax) in sorted(found.vat.items())
    ]
    return "\n".join([*lines, "", "VAT by place and rate, on issued invoices:", *vat, "", *reconciliation(found)])


def reconciliation(found: Figures) -> list[str]:
    """Return where every cent received is, as lines."""
    return [
        "Where the money is:",
        f"  received          {money_text(found.received):>15}",
        f"  - paid back       {money_text(negate(found.returned)):>15}",
        f"  + still owed      {money_text(found.owed):>15}",
        f"  = invoiced        {money_text(found.invoiced):>15}",
        f"  - credit notes    {money_text(negate(found.given_back)):>15}",
        f"  + in wallets      {money_text(found.in_wallets):>15}",
        f"  + part payments   {money_text(found.held):>15}",
        f"  + to be invoiced  {money_text(found.not_invoiced):>15}",
        f"  difference        {money_text(found.difference):>15}",
    ]


def html(store: Store, found: Figures, *, span: Period) -> str:
    """Return the whole year as one self-contained page."""
    histories = {id_: store.facts(id_) for id_ in store.accounts()}
    body = [
        f"<h1>{escape(BOOK.seller.name)}, {span}</h1>",
        _example(),
        "<h2>Month by month</h2>",
        f"<pre>{escape(table(found))}</pre>",
        _audits(store),
        _held_back(store.held()),
        "<h2>Customers</h2>",
        *(_account(replay(facts), facts, span) for facts in histories.values()),
    ]
    return page(f"{BOOK.seller.name}: {span}", "".join(body))


def _example() -> str:
    events = timeline(websupport.EXPLICIT, end=_EXAMPLE_END)
    picture = draw(timeline_picture(events, title="A call nobody pays", end=_EXAMPLE_END))
    rows: list[list[object]] = [[event.date, event.name.replace("_", " "), event.reason] for event in events.events]
    return (
        "<h2>How a renewal runs when nobody pays</h2>"
        f"<p>The schedule of the yearly services, for one paid until {_EXAMPLE_END:%d %B %Y} (T): call at T-28, due at "
        "T-14, last reminder at T-7, off at T, deleted at T+7, recoverable until T+21.</p>"
        f"{picture}{_table(['Day', 'What', 'Why'], rows)}"
    )


def _table(head: list[str], rows: Iterable[list[object]]) -> str:
    cells = "".join(
        "<tr>" + "".join(f"<td{' class=d' * isinstance(cell, date)}>{escape(str(cell))}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    return f"<table><tr>{''.join(f'<th>{name}</th>' for name in head)}</tr>{cells}</table>"


def _audits(store: Store) -> str:
    parts = ["<h2>The registers, audited</h2>"]
    for series in SERIES:
        before = store.taken_over(series)
        rows: list[Registered] = [*before.entries, *store.register(series)]
        found = audit(rows, series=[series], states=[store.series_state(series)])
        unread = [str(each) for each in before.findings if each.code == "numbering.unreadable"]
        parts.append(f"<h3>{escape(series.id)}</h3><pre>{escape(chr(10).join([found.report(), *unread]))}</pre>")
    return "".join(parts)


def _held_back(held: list[tuple[date, str]]) -> str:
    days_by_text: dict[str, list[date]] = {}
    for day, text in held:
        days_by_text.setdefault(text, []).append(day)
    rows: list[list[object]] = [[days[0], days[-1], text] for text, days in days_by_text.items()]
    return f"<h2>Held back, and why</h2>{_table(['From', 'To', 'What'], rows)}"


def _account(account: Account, facts: list[Fact], span: Period) -> str:
    customer = account.customer
    about = f"{customer.kind.value.replace('_', ' ')}, {customer.address}; wallet {money_text(account.wallet.balance)}"
    pictures = "".join(
        f"<h3>{_heading(service)}</h3>" + draw(service_picture(account, facts, service_id=service.id, span=span))
        for service in account.services
    )
    proformas = [fact.proforma for fact in facts if isinstance(fact, ProformaIssued)]
    invoices = [fact.invoice for fact in facts if isinstance(fact, InvoiceIssued)]
    notes = [fact.note for fact in facts if isinstance(fact, CreditNoteIssued)]
    asked = [quote.document for quote in account.quotes if quote.document is not None]
    before: list[Document] = [*asked, *account.confirmations]
    documents: list[Document] = [*before, *proformas, *invoices, *notes, *account.receipts]
    counted = ", ".join(
        f"{len(kind)} {name}"
        for kind, name in (
            (before, "quotes and confirmations"), (proformas, "proformas"), (invoices, "invoices"),
            (notes, "credit notes"), (account.receipts, "receipts"),
        )
    )  # fmt: skip
    access_told = "".join(f"<p class=note>{escape(text)}</p>" for text in _withheld(documents, span.last_day))
    pages = "".join(map(document_html, documents))
    return (
        f"<h2>{escape(customer.id)} {escape(customer.name)}</h2><p class=note>{escape(about)}</p>{pictures}"
        f"<details><summary>{counted}</summary>{access_told}{pages}</details>"
    )


def _withheld(documents: Iterable[Document], on: date) -> list[str]:
    """What the customer is told about older documents: the last day to save them, or that they come by mail only."""
    found = [access(each.issued_on, cut_over=BOOK.papers.cut_over, on=on) for each in documents]
    told = [reason for each in found if each.save_by or not each.in_portal for reason in each.reasons]
    return list(dict.fromkeys(map(str, told)))


def _heading(service: Service) -> str:
    product = BOOK.catalog.product(service.product_id).name
    mode = "tacit" if service.tacit else "explicit"
    valid = "never paid" if service.coverage.end is None else f"valid until {service.ends_on}"
    state = f"{mode}, {service.term}, {service.state.value}, {valid}"
    return f"{escape(f'{service.id} {product}: {service.name}')} <span class=note>({state})</span>"
