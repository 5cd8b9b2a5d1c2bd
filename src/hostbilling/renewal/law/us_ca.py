"""California: Automatic Renewal Law, Bus. & Prof. Code 17600 ff, as amended by AB 2863."""

from datetime import date

from ...periods import Term
from .model import InForceBy, Inform, Message, Moment, Needs, Remedy, Rule, Safeguard, WayOut, Ways, read

_SINCE = date(2025, 7, 1)
_BY = InForceBy.CONCLUDED
_GIFT = Remedy(way_out=WayOut.GIFT)
_CITES = "Cal. Bus. & Prof. Code 17602"
_SOURCE = read("AB 2863, read at ktslaw, consumerfinsights, fastdemocracy; the gift rule from commentaries")

ROWS: tuple[Rule, ...] = (
    Inform(
        id="US-CA-17602-renewal", since=_SINCE, by=_BY, message=Message.RENEWAL,
        counts_from=Moment.END, earliest=Term.days(45), latest=Term.days(15), term_at_least=Term.years(1),
        if_missed=_GIFT,
        says="before a term of a year or more renews, notice is given 15 to 45 days ahead",
        cites=_CITES, source=_SOURCE,
    ),
    Inform(
        id="US-CA-17602-trial", since=_SINCE, by=_BY, message=Message.TRIAL_END,
        counts_from=Moment.TRIAL_END, earliest=Term.days(21), latest=Term.days(3), trial_over=Term.days(31),
        if_missed=_GIFT,
        says="before a free or discounted time of more than 31 days ends, notice is given 3 to 21 days ahead",
        cites=_CITES, source=_SOURCE,
    ),
    Inform(
        id="US-CA-17602-fee", since=_SINCE, by=_BY, message=Message.FEE_CHANGE,
        counts_from=Moment.FEE_CHANGE, earliest=Term.days(30), latest=Term.days(7),
        if_missed=_GIFT,
        says="before the fee changes, notice is given 7 to 30 days ahead",
        cites=_CITES, source=_SOURCE,
    ),
    Inform(
        id="US-CA-17602-yearly", since=_SINCE, by=_BY, message=Message.REMINDER,
        counts_from=Moment.CONCLUSION, every=Term.years(1),
        if_missed=_GIFT,
        says="the consumer is reminded of the subscription once a year",
        cites=_CITES, source=_SOURCE,
    ),
    Ways(
        id="US-CA-17602-cancel", since=_SINCE, by=_BY,
        says="a contract made online can be ended online, on the same medium",
        cites=_CITES, source=_SOURCE,
    ),
    Needs(
        id="US-CA-17602-consent", since=_SINCE, by=_BY, safeguard=Safeguard.CONSENT_RECORD,
        says="the consent is kept for 3 years, or 1 year after the end",
        cites=_CITES, source=_SOURCE,
    ),
)  # fmt: skip
