"""Pictures, documents and pages for people: timelines as SVG, documents as HTML and plain text, each one string."""

from .html import document_html, document_page, page
from .pictures import Bar, Mark, Picture, Tone, service_picture, timeline_picture
from .qr import qr_figure
from .svg import draw
from .text import document_text
from .view import Column, Row, Sum, Table, View
from .viewing import view

__all__ = [
    "Bar", "Column", "Mark", "Picture", "Row", "Sum", "Table", "Tone", "View", "document_html", "document_page",
    "document_text", "draw", "page", "qr_figure", "service_picture", "timeline_picture", "view",
]  # fmt: skip
