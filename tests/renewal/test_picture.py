"""The picture of a French consumer's renewal year is drawn from the law's own days, and the one in the guide."""

from datetime import date, timedelta

from hostbilling.periods import Period, Term, advance
from hostbilling.render import Bar, Mark, Picture, Tone, draw
from hostbilling.renewal import CancelPolicy, Start, law, new_period
from hostbilling.renewal.law import Channel, Contract, CustomerClass
from tests.requirements import ROOT

STORED = ROOT / "docs" / "_static" / "french-consumer-year.svg"
YEAR = Term.years(1)
BEGIN = date(2026, 3, 31)
END = date(2027, 3, 31)
NOTICE = Term.months(1)


def picture() -> Picture:
    contract = Contract(ends=END, notice=NOTICE)
    consumer = CustomerClass.CONSUMER
    (duty,) = law.obligations(contract, country="FR", customer=consumer, on=BEGIN).duties
    assert duty.earliest is not None
    assert duty.names is not None
    next_year = new_period(END, term=YEAR, paid_on=END, start=Start.FROM_END, active=True).period
    span = Period(BEGIN - timedelta(days=10), END + timedelta(days=90))
    after = Period(END, span.end)
    free = law.release(duty.if_missed, window=duty.window, sent=[], renewed_on=next_year.start)
    assert free is not None
    assert free.since is not None
    too_late, bound = _day_after(duty.latest), _day_after(duty.names)
    return Picture(
        title="A French consumer's VPS that renews by itself: the year, the notice's window, the last day to refuse",
        span=span,
        bars=(
            Bar(period=Period(BEGIN, END), label="paid year", tone=Tone.GOOD),
            Bar(period=after, label="next year", tone=Tone.GOOD),
            Bar(period=Period(BEGIN, duty.earliest), label="too early to tell", tone=Tone.PLAIN),
            Bar(period=Period(duty.earliest, too_late), label="the notice counts", tone=Tone.ASKING),
            Bar(period=Period(too_late, bound), label="too late", tone=Tone.WARNING),
            Bar(period=Period(bound, END), label="bound", tone=Tone.BAD),
            Bar(period=Period(free.since, span.end), label="not told: free to leave", tone=Tone.WARNING),
        ),
        marks=(
            Mark(day=duty.earliest, label="first day of the notice", tone=Tone.ASKING),
            Mark(day=duty.latest, label="last day of the notice", tone=Tone.WARNING),
            Mark(day=duty.names, label="last day to refuse", tone=Tone.BAD),
            Mark(day=END, label="renews for a year", tone=Tone.GOOD),
        ),
    )


def _day_after(day: date) -> date:
    return advance(day, Term.days(1))


def test_the_guide_shows_the_year_as_the_law_has_it() -> None:
    """If not: python -c "from tests.renewal.test_picture import write; write()"."""
    assert STORED.read_text("utf-8") == draw(picture()) + "\n"


def test_the_last_day_to_refuse_is_the_one_of_the_cancellation() -> None:
    policy = CancelPolicy(channels=[Channel.ONLINE_FUNCTION], notice=NOTICE)
    refuse_by = next(mark.day for mark in picture().marks if mark.label == "last day to refuse")
    assert policy.last_day_to_refuse(END) == refuse_by


def write() -> None:
    STORED.write_text(draw(picture()) + "\n", "utf-8")
