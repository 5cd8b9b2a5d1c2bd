"""Text of unknown origin made fit for HTML and SVG."""

import re
from html import escape

_NO_DOCUMENT_HOLDS = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def said(text: str) -> str:
    r"""Return text as markup that shows it: nothing in it is a tag, and what XML forbids is replaced.

    >>> said("<b> & \x00")
    '&lt;b&gt; &amp; �'
    """
    return escape(_NO_DOCUMENT_HOLDS.sub("\N{REPLACEMENT CHARACTER}", text))
