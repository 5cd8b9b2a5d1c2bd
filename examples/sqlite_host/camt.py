"""camt.053, the bank's statement in XML (ISO 20022), read into lines; of any version, as the namespace does not count.

What is read from where follows the public readers of such files: genkgo/camt, and the payment returns of the Odoo
community. A bank may still fill a field in its own way: look at a file of yours before you trust it.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

from hostbilling.errors import Fault, InvalidInput
from hostbilling.money import Money, payable, total
from hostbilling.payments import Line

_BOOKED = "BOOK"
_NOT_PROVIDED = "NOTPROVIDED"
_AMOUNTS = ("Amt", "AmtDtls/TxAmt/Amt")
"""Where a transaction says what it moved: since version 8 the first may be left out."""


def read_camt(text: str) -> list[Line]:
    """Return the booked entries of a statement, an entry that the bank booked together as one line a transaction."""
    root = ET.fromstring(text)  # noqa: S314  # the bank's own file
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return [
        line
        for statement in root.iter("Stmt")
        for entry in statement.iter("Ntry")
        if (entry.findtext("Sts/Cd") or entry.findtext("Sts") or _BOOKED).strip() == _BOOKED
        for line in _lines(entry, account=statement.findtext("Acct/Id/IBAN", ""))
    ]


def _lines(entry: ET.Element, *, account: str) -> Iterator[Line]:
    whole = _amount(entry, entry, "Amt")
    name = entry.findtext("AcctSvcrRef") or ""
    several = entry.findall("NtryDtls/TxDtls")
    parts = [_part(details, entry) for details in several]
    known = [part for part in parts if part is not None]
    if len(known) == len(several) > 1 and total(known, currency=whole.currency.code) == whole:
        for at, (details, part) in enumerate(zip(several, known, strict=True), start=1):
            yield _line(entry, details, amount=part, id=f"{name}/{at}" if name else "", account=account)
    else:
        details = several[0] if len(several) == 1 else entry
        name = name or details.findtext("Refs/AcctSvcrRef") or ""
        yield _line(entry, details, amount=whole, id=name, account=account)


def _part(details: ET.Element, entry: ET.Element) -> Money | None:
    path = next((each for each in _AMOUNTS if details.find(each) is not None), None)
    return None if path is None else _amount(details, details if details.find("CdtDbtInd") is not None else entry, path)


def _amount(element: ET.Element, signed: ET.Element, path: str) -> Money:
    amount = element.find(path)
    if amount is None or not amount.text:
        raise InvalidInput(Fault("camt.amount", path, None, "is missing in an entry", "ask the bank for the file"))
    sign = 1 if signed.findtext("CdtDbtInd") == "CRDT" else -1
    return payable(Decimal(amount.text) * sign, amount.get("Ccy", ""))


def _line(entry: ET.Element, details: ET.Element, *, amount: Money, id: str, account: str) -> Line:  # noqa: A002
    sent = details.findtext("Refs/EndToEndId") or _NOT_PROVIDED
    return Line(
        amount=amount,
        id=id,
        account=account,
        booked_on=_day(entry.findtext("BookgDt/Dt") or entry.findtext("BookgDt/DtTm")),
        value_on=_day(entry.findtext("ValDt/Dt") or entry.findtext("ValDt/DtTm")),
        references=[each.text or "" for each in details.findall("RmtInf/Strd/CdtrRefInf/Ref")],
        end_to_end_id="" if sent == _NOT_PROVIDED else sent,
        text=" ".join(each.text or "" for each in details.findall("RmtInf/Ustrd")),
        counterparty_iban=details.findtext("RltdPties/DbtrAcct/Id/IBAN", ""),
        counterparty_name=details.findtext("RltdPties/Dbtr/Nm") or details.findtext("RltdPties/Dbtr/Pty/Nm") or "",
        return_of=sent if _takes_back(entry, details) else "",
    )


def _takes_back(entry: ET.Element, details: ET.Element) -> bool:
    """Tell whether it is a returned debit or a reversed booking: it carries the end-to-end id of what it takes back.

    Where the bank gives none the line is a return of something unknown, and a person looks.
    """
    return details.find("RtrInf") is not None or entry.findtext("RvslInd") in ("true", "1")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
