"""What VAT decisions say in English besides the sentences of their reasons; only data."""

# fmt: off
SENTENCES: dict[str, str] = {
    "severity.note": "note",
    "severity.warning": "warning",
    "severity.violation": "violation",
    "certainty.secondary": "secondary",
    "certainty.unchecked": "unchecked",
    "sum.vat.scheme.domestic":
        "The supplier owes VAT at the standard rate of {rate} % ({place}) and declares it in its own return.",
    "sum.vat.scheme.oss_union":
        "VAT at the standard rate of {rate} % ({place}) is due and declared through the Union One-Stop-Shop.",
    "sum.vat.scheme.oss_non_union":
        "VAT at the standard rate of {rate} % ({place}) is due and declared through the non-Union One-Stop-Shop.",
    "sum.vat.scheme.local_registration":
        "The supplier owes VAT at the standard rate of {rate} % and declares it on the spot: {place}.",
}

# How the texts of the Union are cited: what stands in English, and what replaces it, in this order.
CITATIONS: dict[str, str] = {}
# fmt: on
