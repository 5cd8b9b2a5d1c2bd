"""Payments that a customer announced and nobody found: after two days somebody has to look for them."""

from collections.abc import Iterator
from datetime import date

from ...dunning import Case, Progress, check_invoice
from ..account import Account
from ..steps import OpenCase, Step


def cases(account: Account, *, on: date) -> Iterator[Step]:
    """Yield a case for every announced payment that did not come in time; each is opened once."""
    for hold in account.holds:
        if hold.paid_on is None or any(payment.received_on >= hold.paid_on for payment in account.payments):
            continue
        key = f"{hold.id}/{hold.paid_on}/case"
        found = check_invoice(hold.paid_on, Progress(paid=False, arrived=False), on=on)
        if found.case is not Case.NONE and key not in account.answered:
            yield OpenCase(key=key, on=on, case=found.case, hold_id=hold.id, reasons=found.reasons)
