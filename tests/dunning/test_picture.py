"""The picture in the guide is the one that is drawn."""

from datetime import date
from pathlib import Path

from hostbilling.dunning import timeline
from hostbilling.presets import websupport
from hostbilling.render import draw, timeline_picture

END = date(2026, 12, 19)
PICTURE = Path(__file__).parents[2] / "docs" / "_static" / "websupport-timeline.svg"


def test_the_guide_shows_the_schedule_as_it_is() -> None:
    drawn = timeline_picture(timeline(websupport.EXPLICIT, end=END), title="A call nobody pays", end=END)
    assert PICTURE.read_text("utf-8") == draw(drawn) + "\n"
