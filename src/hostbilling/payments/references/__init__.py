"""Payment references: made, checked, printed, and packed into the strings of payment QR codes.

One module a scheme, all with the same verbs: `generate` from a base, `parse` what people wrote, `printed` for people,
and `check_digits` where there are any. Each says what its check cannot catch.
"""

from . import accounts, bysquare, epc, kid, ocr, ogm, qrr, rf, spayd, swiss, symbols, unique, viite

__all__ = [  # noqa: RUF022  # grouped
    # references
    "rf", "ogm", "viite", "ocr", "kid", "qrr", "symbols",
    # one reference per demand
    "unique",
    # strings of QR codes, and the accounts in them
    "epc", "spayd", "bysquare", "swiss", "accounts",
]  # fmt: skip
