"""France: C. conso L215-1 to L215-3 (information before tacit renewal) and L215-1-1 (ending a contract online)."""

from datetime import date

from ...periods import Term
from .model import CustomerClass, Inform, Message, Moment, Remedy, Rule, WayOut, Ways, read

_PROTECTED = (CustomerClass.CONSUMER, CustomerClass.NON_PROFESSIONAL)

ROWS: tuple[Rule, ...] = (
    Inform(
        id="FR-L215-1",
        customers=_PROTECTED,
        since=date(2022, 8, 18),
        message=Message.RENEWAL,
        counts_from=Moment.REFUSE_BY,
        earliest=Term.months(3),
        latest=Term.months(1),
        medium="letter or e-mail sent for this alone, with the last day to refuse in a visible box",
        if_missed=Remedy(way_out=WayOut.ANY_TIME, refund_days=30),
        says="the customer is told between 3 months and 1 month before the last day to refuse, or may leave free of"
        " charge at any time from the renewal, prepaid time being refunded within 30 days",
        cites="C. conso L215-1, L215-3, L241-3",
        source=read(
            "L215-1 as in force since 18 August 2022, text at juriblio.fr, doctrine.fr, french-business-law.com"
        ),
    ),
    Ways(
        id="FR-L215-1-1",
        customers=_PROTECTED,
        since=date(2023, 6, 1),
        says="a contract of a kind that can be made online can be ended online, by a labelled function, free of charge"
        " and without opening an account",
        cites="C. conso L215-1-1, D215-1 to D215-3",
        source=read(
            "law of 16 August 2022 and decree 2023-417, read at seban, actu-juridique, cadra, defendstesdroits"
        ),
    ),
)
