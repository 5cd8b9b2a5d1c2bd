"""Units of measure by their UN/ECE codes (Recommendation 20), as EN 16931 wants them in BT-130.

The table names what a hosting company sells by; any other code of the right form is taken as it is. Three spellings
that look right and are not are refused with the code that was meant: `GB` is gallons per day.
"""

from ..errors import Fault, check_text

ONE = "C62"
MONTH = "MON"
YEAR = "ANN"
DAY = "DAY"
HOUR = "HUR"
MINUTE = "MIN"
BYTE = "AD"
KILOBYTE = "2P"
MEGABYTE = "4L"
GIGABYTE = "E34"
TERABYTE = "E35"
KILOWATT_HOUR = "KWH"

KNOWN = (ONE, MONTH, YEAR, DAY, HOUR, MINUTE, BYTE, KILOBYTE, MEGABYTE, GIGABYTE, TERABYTE, KILOWATT_HOUR)
"""The codes that documents can spell out in the buyer's language."""

_MISTAKEN = {"GB": GIGABYTE, "TB": TERABYTE, "MB": MEGABYTE}
_MEANT = {"GB": "gigabyte", "TB": "terabyte", "MB": "megabyte"}
_LONGEST = 3


def check_unit(field: str, code: object) -> Fault | None:
    """Fault unless `code` has the form of a UN/ECE code and is none that means something else than it looks.

    >>> check_unit("unit", "MON") is None
    True
    >>> print(check_unit("unit", "GB"))
    unit is no gigabyte, got 'GB'; pass 'E34' [unit.mistaken]
    """
    if code in KNOWN:
        return None
    if not isinstance(code, str) or not code.strip():
        return check_text(field, code)
    if code in _MISTAKEN:
        return Fault("unit.mistaken", field, code, "is no " + _MEANT[code], f"pass {_MISTAKEN[code]!r}")
    if len(code) > _LONGEST or not (code.isascii() and code.isalnum() and code == code.upper()):
        return Fault("unit.form", field, code, "is no UN/ECE code", "pass one such as 'MON' (month) or 'C62' (one)")
    return None
