"""VAT in the currency of the state it is due in, where a document is in another (article 230, BT-6 and BT-111)."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TypeVar

from attrs import evolve

from ..errors import Fault, InvalidInput, check_date, check_type, each_of, refuse
from ..money import Money, Rounding, add, is_zero, share, subtract
from ..vat import ExchangeRate, Stated, in_national_currency, national_currency
from .contents import Content
from .models import DraftInvoice
from .totals import Totals

T = TypeVar("T", bound=Content)


def owed_in(totals: Totals) -> tuple[str, ...]:
    """Return the states to which a document owes VAT, in order."""
    return tuple(sorted({row.place for row in totals.by_rate if row.place and not is_zero(row.amounts.vat)}))


def foreign_currency(totals: Totals, *, currency: str, on: date) -> str | None:
    """Return the one other currency in which the states want their VAT, None where it is the document's own."""
    wanted = {national_currency(state, on=on) for state in owed_in(totals)} - {currency}
    return min(wanted) if wanted else None


def national_part(invoice: DraftInvoice, *, before: Money, credited: Money) -> Stated | None:
    """Return the part of an invoice's VAT in national currency that belongs to `credited` of its VAT, at its own rate.

    `before` is the VAT that earlier notes gave back: the parts of all notes add up to what the invoice stated.
    """
    whole, vat = invoice.national_vat, invoice.totals.amounts.vat
    if whole is None or is_zero(vat):
        return None
    upto = [
        share(whole.amount, Fraction(each.amount) / Fraction(vat.amount), rounding=invoice.rounding)
        for each in (before, add(before, credited))
    ]
    return evolve(whole, amount=subtract(upto[1], upto[0]))


def with_national_vat(draft: T, *, on: date, rates: Sequence[ExchangeRate], rounding: Rounding) -> T:
    """Return the draft with its VAT in national currency; unchanged where the document is in it already.

    `rates` are the host's: of the state's central bank or the ECB, on the day VAT becomes chargeable (article 91(2)).
    Raises `InvalidInput` for VAT owed to states of several currencies, and when the rates do not lead there.
    """
    refuse(check_type("draft", draft, Content), check_date("on", on), check_type("rounding", rounding, Rounding))
    rates = each_of("rates", rates, ExchangeRate)
    found = draft.totals
    states = owed_in(found)
    if foreign_currency(found, currency=draft.currency, on=on) is None:
        return draft
    if len({national_currency(state, on=on) for state in states}) > 1:
        raise InvalidInput(
            Fault("document.states", "draft.lines", states, "owes VAT in several currencies", "make a document a state")
        )
    stated = in_national_currency(found.amounts.vat, state=states[0], on=on, rates=rates, rounding=rounding)
    return evolve(draft, national_vat=stated)
