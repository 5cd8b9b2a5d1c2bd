"""Reminders and the costs of collecting, by country: data, with where it was read.

Read on 2026-11-21. The Dutch costs above a debt of EUR 2500 were not read: the table stops where they are known.
"""

from datetime import date
from decimal import Decimal

from ..decision import Certainty, Source
from ..money import payable
from ..parties import CustomerKind
from .late_law import CONSUMERS, Tier
from .reminder_law import ReminderRow

_READ = date(2026, 11, 21)
_MONDAY, _SUNDAY = 0, 6


def _source(title: str, certainty: Certainty) -> Source:
    return Source(title=title, certainty=certainty, seen_on=_READ)


ROWS: tuple[ReminderRow, ...] = (
    ReminderRow(
        id="BE-XIX", country="BE", customers=CONSUMERS, since=date(2023, 12, 1),
        free_days=14, post_days=3, deemed=True,
        most=payable("7.50", "EUR"), plus_postage=True, first_free=True, free_a_year=3, if_agreed=True,
        costs=(
            Tier(fixed=Decimal(20)),
            Tier(start=Decimal(150), fixed=Decimal(30), percent=Decimal(10)),
            Tier(start=Decimal(500), fixed=Decimal(65), percent=Decimal(5)),
        ),
        costs_most=Decimal(2000),
        says="the first reminder is free and leaves 14 days, from the third working day after posting; where payments"
        " recur those of three due days a year are free; later ones cost at most EUR 7.50 and the postage",
        cites="CDE XIX.2-XIX.4", source=_source("page of FPS Economy on Book XIX", Certainty.VERIFIED),
    ),
    ReminderRow(
        id="DK-9b", country="DK", customers=CONSUMERS, since=date(2013, 3, 1),
        most=payable("100", "DKK"), times=3, apart=10, currency="DKK",
        says="at most DKK 100 for a reminder, for three of them, ten days apart",
        cites="renteloven 9 b", source=_source("general knowledge", Certainty.UNCHECKED),
    ),
    ReminderRow(
        id="FI-10a", country="FI", customers=CONSUMERS, since=date(2013, 3, 16),
        most=payable("5", "EUR"), apart=14,
        says="at most EUR 5 for a reminder, 14 days apart",
        cites="perintälaki 10 a", source=_source("general knowledge", Certainty.UNCHECKED),
    ),
    ReminderRow(
        id="FR-L111-8", country="FR", customers={*CONSUMERS, CustomerKind.OTHER_LEGAL_PERSON}, since=date(2014, 3, 19),
        most=payable("0", "EUR"),
        says="what collecting without an enforceable title costs is borne by the creditor, whatever the contract says",
        cites="CPCE L111-8", source=_source("CPCE L111-8 in the version of law 2014-344", Certainty.VERIFIED),
    ),
    ReminderRow(
        id="NL-6-96", country="NL", customers=CONSUMERS, since=date(2012, 7, 1),
        free_days=14, post_days=2, no_post={_SUNDAY, _MONDAY},
        costs=(
            Tier(percent=Decimal(15)),
            Tier(start=Decimal(2500), fixed=Decimal(375)),
        ),
        costs_least=Decimal(40),
        says="costs only after a reminder that leaves 14 full days from the day after it arrived and names the amount:"
        " 15 % of the first EUR 2500, at least EUR 40",
        cites="BW 6:96(5)-(6)", source=_source("BW 6:96 and the decree on collection costs", Certainty.VERIFIED),
    ),
    ReminderRow(
        id="SE-1981-739", country="SE", customers=frozenset(CustomerKind), since=date(2013, 3, 16),
        most=payable("60", "SEK"), if_agreed=True, currency="SEK",
        says="SEK 60 for a written reminder, if that was agreed when the debt arose",
        cites="lag (1981:739) 2, 3", source=_source("lag (1981:739) om inkassokostnader", Certainty.SECONDARY),
    ),
)  # fmt: skip
"""Every row, one for a customer of a country."""
