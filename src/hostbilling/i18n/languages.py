"""Which language a document is written in, from the tag of a customer."""

LANGUAGES = ("en", "fr", "de", "sk", "cs", "sv", "ru")
"""The languages that have a catalogue."""
FALLBACK = "en"


def spoken(tag: str) -> str:
    """Return the language with a catalogue for a BCP 47 tag: its own, or English.

    >>> spoken("de-CH"), spoken("sk"), spoken("pt-BR")
    ('de', 'sk', 'en')
    """
    language = tag.replace("_", "-").partition("-")[0].lower()
    return language if language in LANGUAGES else FALLBACK
