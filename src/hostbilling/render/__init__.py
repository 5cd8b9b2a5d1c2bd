"""Pictures and pages for people: timelines as SVG, documents as HTML, each one self-contained string."""

from .html import document_html, page
from .pictures import Bar, Mark, Picture, Tone, service_picture, timeline_picture
from .svg import draw

__all__ = [
    "Bar", "Mark", "Picture", "Tone", "document_html", "draw", "page", "service_picture", "timeline_picture",
]  # fmt: skip
