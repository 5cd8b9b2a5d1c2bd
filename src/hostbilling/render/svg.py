"""A timeline picture as SVG: months above, bars of states, and labels in as many lanes as they need."""

from collections.abc import Iterator
from datetime import date

from ..periods import Cycle, Term
from .escaping import said
from .pictures import Bar, Mark, Picture, Tone

_WIDTH = 980
_MARGIN = 14
_AXIS = 26
_BAR = 20
_LANE = 16
_INK = "#111827"
_HALO = 'stroke="#fff" stroke-width="3" paint-order="stroke"'  # keeps words readable where a line crosses them
_MONTH = 50  # a label such as 2026-01, with air around it

_COLOURS = {
    Tone.GOOD: "#2e8b57",
    Tone.PLAIN: "#6b7280",
    Tone.ASKING: "#2563a8",
    Tone.WARNING: "#d97706",
    Tone.BAD: "#b42318",
}


def draw(picture: Picture) -> str:
    """Return the picture as one SVG element, readable without colours: every bar and mark has a word."""
    lanes = list(_lanes(picture))
    top = _AXIS + _BAR * _rows(picture.bars) + 8
    height = top + _LANE * (max((lane for _, lane, _ in lanes), default=-1) + 1) + 10
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'font-family="system-ui, sans-serif" font-size="11"><title>{said(picture.title)}</title>'
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>'
    )
    return "".join([head, *_months(picture, height), *_bars(picture), *_marks(picture, lanes, top), "</svg>"])


def _x(picture: Picture, day: date) -> int:
    days = (day - picture.span.start).days
    return _MARGIN + (_WIDTH - 2 * _MARGIN) * days // picture.span.days


def _wide(text: str) -> int:
    """How wide a text is in the font of the labels: 6.3 a character, measured."""
    return len(text) * 63 // 10


def _months(picture: Picture, height: int) -> Iterator[str]:
    first = picture.span.start.replace(day=1)
    apart = 28 * (_WIDTH - 2 * _MARGIN) // picture.span.days
    every = _MONTH // max(apart, 1) + 1  # label so many months apart that the labels have room
    for month in Cycle(first, Term.months(1)).dates(picture.span.start, picture.span.end):
        x = _x(picture, month)
        yield f'<line x1="{x}" y1="4" x2="{x}" y2="{height - 4}" stroke="#d1d5db"/>'
        if (month.month - 1 + 12 * month.year) % every == 0 and x + _MONTH <= _WIDTH:
            yield f'<text x="{x + 3}" y="14" fill="#6b7280">{month:%Y-%m}</text>'


def _rows(bars: tuple[Bar, ...]) -> int:
    return 2 if any(bar.tone is not Tone.GOOD for bar in bars) else 1


def _bars(picture: Picture) -> Iterator[str]:
    for bar in picture.bars:
        x, end = _x(picture, bar.period.start), _x(picture, bar.period.end)
        y = _AXIS + (0 if bar.tone is Tone.GOOD else _BAR)
        width = max(end - x - 1, 1)
        label = bar.label if _wide(bar.label) < width else ""
        yield (
            f'<rect x="{x}" y="{y}" width="{width}" height="{_BAR - 4}" rx="2" fill="{_COLOURS[bar.tone]}" '
            f'fill-opacity="0.35"><title>{said(bar.label)}: {bar.period}</title></rect>'
            f'<text x="{x + 4}" y="{y + 12}" fill="{_INK}">{said(label)}</text>'
        )


def _lanes(picture: Picture) -> Iterator[tuple[Mark, int, int]]:
    """Give each mark the first lane in which its label has room, and the x its label starts at.

    A label stands right of its mark, or left of it where the picture ends.
    """
    taken: list[int] = []
    for mark in sorted(picture.marks, key=lambda mark: mark.day):
        x = _x(picture, mark.day)
        width = _wide(_label(mark)) + 14
        start = x if x + width <= _WIDTH else x - width
        lane = next((i for i, end in enumerate(taken) if end <= start), len(taken))
        taken[lane : lane + 1] = [max(start + width, x + 4)]
        yield mark, lane, start


def _label(mark: Mark) -> str:
    return f"{mark.day:%m-%d} {mark.label}"


def _marks(picture: Picture, lanes: list[tuple[Mark, int, int]], top: int) -> Iterator[str]:
    for mark, lane, start in lanes:
        x, y = _x(picture, mark.day), top + _LANE * lane + 10
        colour = _COLOURS[mark.tone]
        yield (
            f'<line x1="{x}" y1="{_AXIS - 3}" x2="{x}" y2="{y - 4}" stroke="{colour}" stroke-opacity="0.55"/>'
            f'<circle cx="{x}" cy="{y - 4}" r="3" fill="{colour}"/>'
            f'<text x="{start + 7}" y="{y}" fill="{_INK}" {_HALO}>{said(_label(mark))}</text>'
        )
