"""The proforma a customer pays by scanning: the document, and the bank's QR code below it."""

from hostbilling.documents import Proforma
from hostbilling.money import Money
from hostbilling.payments.references import epc, rf
from hostbilling.render import document_html, page, qr_figure

IBAN = "SK3112000000198742637541"
"""The company's account: a specimen of the Slovak scheme, not a real one."""


def qr_string(proforma: Proforma, *, reference: str, amount: Money) -> str:
    """Return what the QR code of a call says (EPC069-12)."""
    return epc.payload(iban=IBAN, name=proforma.content.seller.name, amount=amount, reference=reference)


def _grouped(iban: str) -> str:
    return " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))


def proforma_page(proforma: Proforma, *, reference: str, amount: Money) -> str:
    """Return a call as a page with its QR code, to be sent or printed."""
    figure = qr_figure(
        qr_string(proforma, reference=reference, amount=amount),
        label=f"QR code to pay {amount} with the reference {reference}",
        caption=f"{rf.printed(reference)} · {_grouped(IBAN)}",
    )
    body = f"<main>{document_html(proforma, explained=False)}{figure}</main>"
    return page(f"Proforma {proforma.number}", body)
