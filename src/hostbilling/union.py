"""The states in which the law of the European Union applies, by date; only data, and the question asked of it.

The United Kingdom left on 31 January 2020, and Union law applied there until 31 December 2020 (Withdrawal Agreement,
articles 126 and 127).
"""

from datetime import date

# fmt: off
# First and last day within the dates that tables of ours cover; None: before and after.
MEMBER_STATES: dict[str, tuple[date | None, date | None]] = {
    **dict.fromkeys(
        ["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HU", "IE", "IT", "LT", "LU", "LV",
         "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"],
        (None, None),
    ),
    "HR": (date(2013, 7, 1), None),
    "GB": (None, date(2020, 12, 31)),
}
# fmt: on


def is_member(state: str, *, on: date) -> bool:
    """Tell whether `state` (ISO code) was a state of the Union, as its law sees it, on that day.

    >>> is_member("GB", on=date(2020, 12, 31)), is_member("GB", on=date(2021, 1, 1))
    (True, False)
    """
    if state not in MEMBER_STATES:
        return False
    since, until = MEMBER_STATES[state]
    return (since is None or since <= on) and (until is None or on <= until)
