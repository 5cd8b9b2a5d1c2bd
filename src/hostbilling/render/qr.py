"""The picture of a QR string, for a proforma that is paid by scanning it. It needs segno: the extra `qr`."""

from html import escape

from ..errors import check_text, refuse

_LEVEL = "m"
"""What EPC069-12, SPAYD, PAY by square and the Swiss QR-bill ask for: about 15 % may be lost."""
_QUIET = 4
"""Empty modules around the code, as ISO/IEC 18004 asks for."""


def qr_figure(payload: str, *, label: str, caption: str = "", scale: int = 4) -> str:
    """Return a figure with the QR code of a string, as made by `payments.references`; one module is `scale` pixels.

    `label` says for those who cannot see it what it holds, `caption` stands below it. The picture is part of the page.
    Raises `ImportError` where the extra `qr` is not installed.
    """
    import segno  # an extra: only who draws codes needs it

    refuse(check_text("payload", payload), check_text("label", label))
    code = segno.make(payload, error=_LEVEL, boost_error=False, micro=False, encoding="utf-8")
    picture = code.png_data_uri(scale=scale, border=_QUIET)
    below = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return f'<figure class="qr"><img src="{picture}" alt="{escape(label)}" />{below}</figure>'
