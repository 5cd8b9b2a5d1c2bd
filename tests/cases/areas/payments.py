"""Bank lines and the wallet (numbering_cases.json)."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hostbilling.errors import BillingError, Fault, InvalidInput
from hostbilling.money import Money, negate, payable, subtract, total, zero
from hostbilling.payments import (
    Applied,
    By,
    Cover,
    Due,
    Entry,
    Expected,
    Line,
    Match,
    Origin,
    Standing,
    Terms,
    VatRegime,
    Wallet,
    cover,
    identities,
    match_all,
    top_up,
)
from hostbilling.periods import civil_date
from tests.cases.answers import any_of

ERRORS = {
    "wallet.overdrawn": "insufficient spending_blocked blocked",
    "money.currency_mismatch": "currency_mismatch currency wrong_currency",
    "top_up.regime": "vat_treatment_required vat_treatment_missing missing_vat_treatment",
    "top_up.rate": "rate_required rate_missing vat_rate_required",
}


def _tried(answer: Callable[[], dict[str, Any]], limits: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The answer, or the case's word for the error together with what holds anyway."""
    try:
        return {**(limits or {}), **answer()}
    except BillingError as refused:
        return {**(limits or {}), "error": any_of(ERRORS.get(refused.code, refused.code))}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


# --- bank lines

STANDINGS = {
    **dict.fromkeys(["open", "issued", "unpaid", "overdue", "partially_paid"], Standing.OPEN),
    **dict.fromkeys(["paid", "closed"], Standing.PAID),
    **dict.fromkeys(["cancelled", "canceled", "void", "voided"], Standing.CANCELLED),
}
FIELDS = {
    "text": "text",
    "bank_id": "id",
    "end_to_end_id": "end_to_end_id",
    "counterparty_iban": "counterparty_iban",
    "counterparty_name": "counterparty_name",
    "charges": "charges",
    "return_of": "return_of",
}
STRUCTURED = ("vs", "reference", "reference_b")
GATEWAY = {"gateway", "callbacks", "webhook", "cron"}
COUNTS = {1: "one_line", 2: "two_lines", 3: "three_lines"}
ANY_DOCUMENT: dict[str, Any] = {"id": "P", "vs": "1000", "open": 1, "currency": "EUR", "customer": "c"}


def _line(row: Mapping[str, Any]) -> Line:
    texts: dict[str, Any] = {ours: row[theirs] or "" for theirs, ours in FIELDS.items() if theirs in row}
    return Line(
        amount=payable(str(row["amount"]), row.get("currency", "EUR")),
        references=[str(row[name]) for name in STRUCTURED if row.get(name)],
        booked_on=_day(row.get("date")),
        **texts,
    )


def _document(row: Mapping[str, Any], currency: str, standing: str = "open") -> Expected:
    return Expected(
        id=row["id"],
        customer=row["customer"],
        customer_name=row.get("customer_name") or "",
        references=[str(row[name]) for name in ("vs", "ref", "reference") if row.get(name)],
        open=payable(str(row.get("open", 0)), row.get("currency", currency)),
        due_on=_day(row.get("due")),
        standing=STANDINGS[row.get("status", standing)],
    )


def matching(given: Mapping[str, Any]) -> dict[str, Any]:
    rows = given["bank_line"]
    if isinstance(rows, list):
        return _several(given, [_line(row) for row in rows])
    if "first_import" in rows:
        return _imports(given, rows)
    if not GATEWAY.isdisjoint(rows):
        return _gateway(given, rows)
    [found] = _matched(given, [_line(rows)])
    return _told(found)


def _matched(given: Mapping[str, Any], lines: list[Line]) -> tuple[Match, ...]:
    currency = lines[0].amount.currency.code
    open_ones = [_document(row, currency) for row in given.get("open_documents", ())]
    usual = open_ones[0].open.currency.code if open_ones else currency
    closed = [_document(row, usual, "closed") for row in given.get("closed", ())]
    applied = [
        Applied(identity=line, document=document, amount=payable(str(amount), currency))
        for line, document, amount in given.get("applied", ())
    ]
    tolerance = given.get("tolerance")
    return match_all(
        lines,
        [*open_ones, *closed],
        seen=given.get("seen", ()),
        applied=applied,
        owners=dict(given.get("known_ibans", {})),
        tolerances=[payable(str(tolerance), currency)] if tolerance else (),
    )


def _told(found: Match) -> dict[str, Any]:
    several = len({each.document for each in found.allocations} | {document for document, _ in found.still_open}) > 1
    remaining = [[document, amount] for document, amount in found.still_open]
    untouched = not (found.allocations or found.reopens or found.wallet.amount)
    return {
        "outcome": found.outcome.value,
        "auto": found.automatic,
        "allocations": [[each.document, each.amount] for each in found.allocations],
        "wallet": found.wallet,
        "write_off": found.written_off,
        "remaining": remaining if several else found.remaining,
        "candidates": [each.document for each in found.suggestions],
        "customer": found.customer,
        "notify": found.notify,
        "reopens": [document for document, _ in found.reopens],
        "effects": "none" if untouched else "some",
    }


def _several(given: Mapping[str, Any], lines: list[Line]) -> dict[str, Any]:
    found = _matched(given, lines)
    currency = lines[0].amount.currency.code
    last = {document: amount for each in found for document, amount in _left(each).items()}
    return {
        "outcomes": [each.outcome.value for each in found],
        "outcome": COUNTS[len(set(identities(lines)))],
        "remaining": total(last.values(), currency=currency),
        "wallet": total((each.wallet for each in found), currency=currency),
        "payments_recorded": len({each.identity for each in found}),
        "allocations": [[each.document, each.amount] for one in found for each in one.allocations],
    }


def _left(found: Match) -> dict[str, Money]:
    return {each.document: each.remaining for each in found.allocations}


def _imports(given: Mapping[str, Any], rows: Mapping[str, Any]) -> dict[str, Any]:
    first, second = (
        [Line(amount=payable(1, "EUR"), text=str(text)) for text in rows[name]]
        for name in ("first_import", "second_import")
    )
    seen = identities(first)
    documents = [_document(row, "EUR") for row in given.get("open_documents", ())]
    found = match_all(second, documents, seen=seen)
    new = [each.line.text for each in found if each.outcome.value != "duplicate_line"]
    return {"new_lines": new, "payments_recorded": len(seen) + len(new)}


def _gateway(given: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """The same payment told twice: by a callback that is repeated, or by webhook and nightly job."""
    documents = [*given.get("open_documents", ())] or [ANY_DOCUMENT]
    document = documents[0]
    transaction = row.get("transaction")
    told = [transaction] * row.get("callbacks", 0) or [
        transaction or row[by] for by in ("webhook", "cron") if by in row
    ]
    lines = [
        Line(
            amount=payable(str(row.get("amount", document["open"])), row.get("currency", document["currency"])),
            id=str(each),
            account=row.get("gateway", ""),
            references=[str(row.get("vs", document["vs"]))],
        )
        for each in told
    ]
    found = match_all(lines, [_document(each, document["currency"]) for each in documents])
    recorded = sum(bool(each.allocations) for each in found)
    return {
        "payments_recorded": recorded,
        "renewals": recorded,
        "wallet": total((each.wallet for each in found), currency=document["currency"]),
    }


# --- wallet

ORIGINS = {
    "purchased": Origin.PAID,
    "granted": Origin.GRANTED,
    "overpaid": Origin.OVERPAID,
    "refunded": Origin.REFUNDED,
}
# Parts of the words for an order, and of those for what money paid in is for VAT: the first that occurs decides.
ORDERS = {"priority": By.PRIORITY, "granted": By.GRANTED, "expir": By.EXPIRY, "age": By.AGE, "old": By.AGE}
COVERS = dict.fromkeys(["full", "full_only", "all_or_nothing"], Cover.FULL_ONLY)
REGIMES = {
    "single": VatRegime.SINGLE_PURPOSE,
    "spv": VatRegime.SINGLE_PURPOSE,
    "multi": VatRegime.MULTI_PURPOSE,
    "mpv": VatRegime.MULTI_PURPOSE,
    **dict.fromkeys(["unid", "untax", "no_", "none", "not", "deposit", "outside"], VatRegime.DEPOSIT),
    **dict.fromkeys(["pre", "account", "taxed", "advance", "identified", "65"], VatRegime.PREPAYMENT),
}
PAPERS = {"receipt": "receipt payment_receipt", "tax_document": "tax_document tax_invoice invoice prepayment_invoice"}
TODAY = date(2026, 11, 21)
CAME_IN = {"received", "paid", "settled", "confirmed"}


def wallet(given: Mapping[str, Any]) -> dict[str, Any]:
    for member, answer in WALLET_QUESTIONS.items():
        if member in given:
            return answer(given)
    raise InvalidInput(Fault("case.unknown", "given", sorted(given), "asks nothing that is known", "add it"))


def _euro(text: Any) -> Money:
    return payable(str(text), "EUR")


def _first(table: Mapping[str, Any], word: str) -> Any:
    return next(meaning for part, meaning in table.items() if part in word)


def _wallet(given: Mapping[str, Any]) -> Wallet:
    made = Wallet(currency="EUR")
    reversed_lot = given.get("chargeback_of")
    for lot in given.get("lots", ()):
        left = _euro(lot["left"])
        origin = ORIGINS[lot.get("kind", "purchased")]
        terms = Terms(origin=origin, priority=lot.get("priority", 50), expires_on=_day(lot.get("expires")))
        on = date.fromisoformat(lot.get("at", str(TODAY)))
        came = _euro(given["original"]) if lot["id"] == reversed_lot else left
        made = made.put(Entry(id=lot["id"], on=on, amount=came, why="", terms=terms))
        if came != left:
            spent = subtract(came, left)
            draws = ((lot["id"], spent),)
            made = made.put(Entry(id=f"{lot['id']}/spent", on=on, amount=negate(spent), why="", draws=draws))
    return made


def _on(given: Mapping[str, Any]) -> date:
    at = given.get("at", str(TODAY))
    return civil_date(datetime.fromisoformat(at), zone=given["zone"]) if "T" in at else date.fromisoformat(at)


def _spend(given: Mapping[str, Any]) -> dict[str, Any]:
    order = [_first(ORDERS, word) for word in given.get("order", "priority, granted, age").split(",")]
    before = _balance(_euro(given["balance"])) if "balance" in given else _wallet(given)

    def told() -> dict[str, Any]:
        after = before.spend(_euro(given["spend"]), id="s", on=_on(given), why="", order=order)
        used = [[lot, amount] for lot, amount in after.entries[-1].draws]
        return {"used": used, "balance": after.balance, "left": after.balance}

    blocked = bool(before.debt.amount)
    return _tried(told, {"effects": "none", "balance": before.balance, "spending_blocked": blocked})


def _expire(given: Mapping[str, Any]) -> dict[str, Any]:
    before = _wallet(given)
    after = before.expire(_on(given))
    expired = [[lot, amount] for each in after.entries[len(before.entries) :] for lot, amount in each.draws]
    return {"expired": expired, "balance": after.balance}


def _chargeback(given: Mapping[str, Any]) -> dict[str, Any]:
    after = _wallet(given).reverse(given["chargeback_of"], id="r", on=_on(given), why="chargeback")
    blocked = bool(after.debt.amount)
    return {"balance": after.balance, "state": "debt" if blocked else "open", "spending_blocked": blocked}


def _top_up(given: Mapping[str, Any]) -> dict[str, Any]:
    before = _balance(_euro(given["balance"])) if "balance" in given else _wallet(given)
    if given.get("top_up_status", "received") not in CAME_IN:
        return {"balance": before.balance, "debt_settled": zero("EUR"), "effects": "none"}
    after = before.put(Entry(id="top-up", on=TODAY, amount=_euro(given["top_up"]), why="top-up"))
    return {"balance": after.balance, "debt_settled": subtract(before.debt, after.debt)}


def _balance(amount: Money) -> Wallet:
    """A wallet of that balance; below zero after money that was spent was taken back."""
    if amount.amount >= 0:
        return Wallet(currency="EUR").put(Entry(id="b", on=TODAY - timedelta(days=1), amount=amount, why=""))
    owed = negate(amount)
    spent = Wallet(currency="EUR").put(Entry(id="b", on=TODAY, amount=owed, why="")).spend(
        owed, id="spent", on=TODAY, why=""
    )  # fmt: skip
    return spent.reverse("b", id="r", on=TODAY, why="")


def _entries(given: Mapping[str, Any]) -> dict[str, Any]:
    made = Wallet(currency="EUR")
    for at, amount in enumerate(given["entries"]):
        made = made.put(Entry(id=f"e{at}", on=TODAY, amount=_euro(amount), why=""))
    return {"balance": made.balance, "due": made.balance}


def _cover(given: Mapping[str, Any]) -> dict[str, Any]:
    credit = _euro(given["credit"]) if "credit" in given else _wallet(given).spendable(_on(given))
    if "balance" in given:
        credit = _euro(given["balance"])
    rows = [_due(row) for row in given["open"]]
    got = cover(credit, rows, how=COVERS.get(given.get("mode", ""), Cover.PARTIAL))
    owed = total((each.amount for each in rows), currency="EUR")
    used = subtract(credit, got.left)
    return {
        "applied": [[document, amount] for document, amount in got.applied],
        "left": got.left,
        "balance": got.left,
        "used": used,
        "due": subtract(owed, used),
    }


def _due(row: list[Any]) -> Due:
    [document, *rest] = row
    [on] = [each for each in rest if isinstance(each, str) and each.count("-") == 2] or [str(TODAY)]
    [amount] = [each for each in rest if each != on]
    return Due(id=document, due_on=date.fromisoformat(on), amount=_euro(amount))


def _refund(given: Mapping[str, Any]) -> dict[str, Any]:
    got = _wallet(given).refund(id="r", on=_on(given))
    return {
        "refunded": [[lot, amount] for lot, amount in got.refunded],
        "not_refunded": [[lot, amount] for lot, amount in got.lapsed],
        "balance": got.wallet.balance,
    }


def _taxed(given: Mapping[str, Any]) -> dict[str, Any]:
    rate = Decimal(str(given["rate"])) if "rate" in given else None
    treatment = given.get("vat_treatment")
    regime: Any = treatment and _first(REGIMES, treatment)

    def told() -> dict[str, Any]:
        got = top_up(_euro(given["top_up_gross"]), regime=regime, rate=rate)
        return {"base": got.amounts.net, "vat": got.amounts.vat, "document": any_of(PAPERS[got.paper.value])}

    return _tried(told)


def _currencies(given: Mapping[str, Any]) -> dict[str, Any]:
    held, asked = (
        payable(str(next((given[name] for name in names if name in given), "1.00")), given[currency])
        for names, currency in ((("balance", "credit"), "wallet_currency"), (("spend",), "invoice_currency"))
    )
    rows = [_due(row) for row in given.get("open", ())] or [Due(id="P", due_on=TODAY, amount=asked)]
    in_currency = [
        Due(id=row.id, due_on=row.due_on, amount=payable(row.amount.amount, str(asked.currency))) for row in rows
    ]
    how = COVERS.get(given.get("mode", ""), Cover.PARTIAL)
    return _tried(
        lambda: {"applied": [[*each] for each in cover(held, in_currency, how=how).applied]},
        {"applied": [], "effects": "none", "balance": held},
    )


WALLET_QUESTIONS: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
    "invoice_currency": _currencies,
    "top_up_gross": _taxed,
    "chargeback_of": _chargeback,
    "refund": _refund,
    "open": _cover,
    "spend": _spend,
    "event": _expire,
    "top_up": _top_up,
    "entries": _entries,
}

AREAS = {"matching": matching, "wallet": wallet}
FOR_READERS = {"event", "mode", "supply", "top_up_status", "refund", "zone", "at"}
