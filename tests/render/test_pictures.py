"""Timelines as SVG: well-formed, nothing lost, nothing printed over something else, hostile names harmless."""

import re
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from hostbilling.demands import DeclineClass
from hostbilling.dunning import DunningPolicy, timeline
from hostbilling.lifecycle import (
    AccountOpened,
    ChargeDeclined,
    Fact,
    InvoiceIssued,
    NoticeSent,
    PaymentReceived,
    ServiceAdded,
    ServiceDeleted,
    ServicePurged,
    ServiceReactivated,
    ServiceRestored,
    ServiceSuspended,
    WalletApplied,
    replay,
)
from hostbilling.periods import Period
from hostbilling.presets import websupport
from hostbilling.render import Bar, Mark, Picture, Tone, draw, service_picture, timeline_picture
from tests.serde.kinds import FACTS
from tests.thread.host import Host, service

SVG = "{http://www.w3.org/2000/svg}"
END = date(2026, 12, 19)
CHARACTER = 6.3
WIDTH = 980


def texts(svg: str) -> list[tuple[float, float, str]]:
    """Every printed text with its x and y."""
    return [(float(t.attrib["x"]), float(t.attrib["y"]), t.text or "") for t in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314


def labels(svg: str) -> list[str]:
    return [text for _, _, text in texts(svg) if re.match(r"\d\d-\d\d ", text)]


def titles(svg: str) -> list[str]:
    return [title.text or "" for title in ET.fromstring(svg).iter(f"{SVG}title")]  # noqa: S314


def collisions(svg: str) -> list[str]:
    """Say which texts of one height overlap, or leave the picture."""
    lanes: dict[float, list[tuple[float, float, str]]] = {}
    for x, y, text in texts(svg):
        if text:
            lanes.setdefault(y, []).append((x, x + CHARACTER * len(text), text))
    wrong: list[str] = []
    for lane in lanes.values():
        lane.sort()
        wrong += [f"{one!r} over {other!r}" for (_, end, one), (start, _, other) in pairwise(lane) if start < end - 0.1]
        wrong += [f"{text!r} outside" for start, end, text in lane if start < 0 or end > WIDTH]
    return wrong


# --------------------------------------------------------------------------------------- a dunning timeline


def example() -> Picture:
    return timeline_picture(timeline(websupport.EXPLICIT, end=END), title="A call nobody pays", end=END)


def test_every_date_of_the_example_is_in_its_picture() -> None:
    # the WebSupport example of the source, by hand: T is 19 December 2026
    assert labels(draw(example())) == [
        "11-21 proforma issued",
        "12-05 proforma due",
        "12-05 reminder due day",
        "12-12 reminder before deactivation",
        "12-19 service deactivated",
        "12-26 deletion notice",
        "12-26 service deleted",
        "12-26 proforma deleted",
        "01-09 recoverable until",
        "01-10 purged",
    ]


def test_the_bars_of_the_example_follow_one_another() -> None:
    assert [(bar.label, str(bar.period)) for bar in example().bars] == [
        ("paid", "2026-11-19 to 2026-12-18"),
        ("off, kept", "2026-12-19 to 2026-12-25"),
        ("deleted, recoverable", "2026-12-26 to 2027-01-09"),
    ]
    assert titles(draw(example()))[0] == "A call nobody pays"
    assert "off, kept: 2026-12-19 to 2026-12-25" in titles(draw(example()))


def test_a_paid_call_ends_its_picture_with_the_coverage() -> None:
    paid = timeline(websupport.EXPLICIT, end=END, paid_on=date(2026, 12, 1))
    picture = timeline_picture(paid, title="Paid", end=END)
    assert labels(draw(picture)) == ["11-21 proforma issued"]
    assert [bar.label for bar in picture.bars] == ["paid"]
    nothing = timeline(websupport.EXPLICIT, end=END, paid_on=date(2026, 11, 1))
    assert labels(draw(timeline_picture(nothing, title="Paid before", end=END))) == []


@pytest.mark.parametrize(
    "policy", [websupport.EXPLICIT, websupport.TACIT, websupport.MONTHLY, websupport.MONTHLY_TACIT]
)
def test_no_label_of_a_preset_is_printed_over_another(policy: DunningPolicy) -> None:
    assert collisions(draw(timeline_picture(timeline(policy, end=END), title="t", end=END))) == []


# --------------------------------------------------------------------------------------- any picture


@st.composite
def pictures(draw_: st.DrawFn) -> Picture:
    start = draw_(st.dates(date(2024, 1, 1), date(2026, 1, 1)))
    span = Period(start, start + timedelta(days=draw_(st.integers(7, 1500))))
    words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40)
    inside = st.integers(0, span.days - 1).map(lambda days: span.start + timedelta(days=days))
    marks = draw_(st.lists(st.builds(Mark, day=inside, label=words, tone=st.sampled_from(Tone)), max_size=25))
    cuts = sorted(draw_(st.sets(inside, max_size=5)))
    bars = [Bar(period=Period(one, other), label=draw_(words), tone=Tone.GOOD) for one, other in pairwise(cuts)]
    return Picture(title=draw_(words), span=span, bars=tuple(bars), marks=tuple(marks))


@given(pictures())
def test_any_picture_is_well_formed_complete_and_readable(picture: Picture) -> None:
    svg = draw(picture)
    svg.encode()  # a lone surrogate would stop the host from writing it
    assert collisions(svg) == []
    printed = [text[:5] for _, y, text in texts(svg) if y > 26 and re.match(r"\d\d-\d\d ", text)]
    for mark in picture.marks:
        assert f"{mark.day:%m-%d}" in printed
    assert len(ET.fromstring(svg).findall(f"{SVG}circle")) == len(picture.marks)  # noqa: S314
    assert len(ET.fromstring(svg).findall(f"{SVG}rect")) == 1 + len(picture.bars)  # noqa: S314  # and the paper


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", '"/><image href="x"/>', "a & b", "\x00\x1b[31m", "\ud800", "]]>"]
)
def test_hostile_names_stay_words(name: str) -> None:
    span = Period(date(2026, 1, 1), date(2027, 1, 1))
    bar = Bar(period=Period(date(2026, 3, 1), date(2026, 12, 1)), label=name, tone=Tone.BAD)
    mark = Mark(day=date(2026, 5, 1), label=name, tone=Tone.WARNING)
    svg = draw(Picture(title=name, span=span, bars=(bar,), marks=(mark,)))
    assert {element.tag for element in ET.fromstring(svg).iter()} <= {  # noqa: S314
        f"{SVG}{tag}" for tag in ("svg", "title", "line", "text", "rect", "circle")
    }
    shown = re.sub("[\x00\x1b\ud800]", "\N{REPLACEMENT CHARACTER}", name)
    assert titles(svg) == [shown, f"{shown}: 2026-03-01 to 2026-11-30"]
    assert labels(svg) == [f"05-01 {shown}"]


def test_a_bar_too_narrow_for_its_word_says_it_on_pointing_only() -> None:
    span = Period(date(2026, 1, 1), date(2027, 1, 1))
    day = Bar(period=Period(date(2026, 3, 1), date(2026, 3, 2)), label="off", tone=Tone.WARNING)
    svg = draw(Picture(title="t", span=span, bars=(day,), marks=()))
    assert "off" not in [text for _, _, text in texts(svg)]
    assert "off: 2026-03-01 to 2026-03-01" in titles(svg)


# --------------------------------------------------------------------------------------- what happened to a service


def fact(kind: type[Fact]) -> Fact:
    return next(each for each in FACTS if type(each) is kind)


def test_a_service_s_picture_shows_what_happened_to_it_and_nothing_else() -> None:
    opened, added = fact(AccountOpened), fact(ServiceAdded)
    assert isinstance(added, ServiceAdded)
    other = evolve(added, service=evolve(added.service, id="S2"))
    issued = next(each for each in FACTS if type(each).__name__ == "ProformaIssued")
    account = replay([opened, added, other, issued])
    day = date(2026, 4, 1)

    def on(days: int) -> dict[str, Any]:
        return {"on": day + timedelta(days=days), "known": day + timedelta(days=days)}

    history: list[Fact] = [
        issued,
        NoticeSent(key="k", demand_id="D1", part_id="D1/S1", stage="reminder_due_day", **on(-14)),
        ChargeDeclined(key="k", demand_id="D1", stage="card_charged", why=DeclineClass.ADDRESS, **on(-13)),
        ServiceSuspended(key="k", service_id="S1", stage="service_deactivated", **on(0)),
        ServiceReactivated(key="k", service_id="S1", **on(3)),
        ServiceSuspended(key="k", service_id="S1", stage="service_deactivated", **on(10)),
        ServiceDeleted(key="k", service_id="S1", stage="service_deleted", **on(17)),
        ServicePurged(key="k", service_id="S1", **on(32)),
        fact(PaymentReceived),
        WalletApplied(key="k", demand_id="D1", **on(40)),
        fact(InvoiceIssued),
        ServiceSuspended(key="k", service_id="S2", stage="service_deactivated", **on(5)),
        ServiceSuspended(key="k", service_id="S1", stage="service_deactivated", **on(800)),
    ]
    span = Period(date(2026, 1, 1), date(2027, 1, 1))
    picture = service_picture(account, history, service_id="S1", span=span)
    assert picture.title == "S1: web nováková"
    assert [(str(mark.day), mark.label) for mark in picture.marks] == [
        ("2026-03-09", "call PF2026-00001"),
        ("2026-03-18", "reminder due day"),
        ("2026-03-19", "card declined"),
        ("2026-04-01", "deactivated"),
        ("2026-04-04", "reactivated"),
        ("2026-04-11", "deactivated"),
        ("2026-04-18", "deleted"),
        ("2026-05-03", "purged"),
        ("2026-03-09", "paid 133.53 EUR"),
        ("2026-05-11", "paid from wallet"),
        ("2026-03-11", "invoice 2026000001"),
    ]
    assert [(bar.label, str(bar.period)) for bar in picture.bars] == [
        ("opening", "2026-01-01 to 2026-03-31"),
        ("off", "2026-04-01 to 2026-04-03"),
        ("off", "2026-04-11 to 2026-04-17"),
        ("deleted", "2026-04-18 to 2026-05-02"),
    ]
    assert collisions(draw(picture)) == []


def test_a_service_that_was_brought_back_is_deleted_no_more() -> None:
    host = Host(service("S1", end=END))
    off, gone, back = END, END + timedelta(days=7), END + timedelta(days=18)
    host.record(
        ServiceSuspended(key="1", service_id="S1", stage="off", on=off, known=off),
        ServiceDeleted(key="2", service_id="S1", stage="gone", on=gone, known=gone),
        ServiceRestored(key="3", service_id="S1", on=back, known=back),
    )
    span = Period(END - timedelta(days=5), END + timedelta(days=60))
    picture = service_picture(host.account, host.facts, service_id="S1", span=span)
    assert [(bar.label, bar.period) for bar in picture.bars[1:]] == [
        ("off", Period(off, gone)),
        ("deleted", Period(gone, back)),
    ]
    assert [(mark.label, mark.day) for mark in picture.marks][-1] == ("restored", back)
