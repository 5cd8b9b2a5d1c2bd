"""What fingers do to a reference: one character wrong, two neighbours swapped."""

from collections.abc import Callable, Iterator

from hostbilling.errors import InvalidInput

DIGITS = "0123456789"


def wrong(text: str, alphabet: str = DIGITS, *, begin: int = 0) -> Iterator[str]:
    """Every text with one character from `begin` on replaced."""
    for at in range(begin, len(text)):
        yield from (text[:at] + other + text[at + 1 :] for other in alphabet if other != text[at])


def swapped(text: str, *, begin: int = 0) -> Iterator[tuple[str, str]]:
    """Every text with two different neighbours from `begin` on swapped, and the two."""
    for at in range(begin, len(text) - 1):
        one, other = text[at], text[at + 1]
        if one != other:
            yield one + other, text[:at] + other + one + text[at + 2 :]


def accepted(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except InvalidInput:
        return False
    return True


def missed_swaps(parse: Callable[[str], object], text: str, *, begin: int = 0) -> set[str]:
    """The pairs of a reference whose swap is not noticed, in one order."""
    return {"".join(sorted(pair)) for pair, slipped in swapped(text, begin=begin) if accepted(parse, slipped)}


def misses_no_wrong_digit(parse: Callable[[str], object], text: str) -> bool:
    return not any(accepted(parse, slipped) for slipped in wrong(text))
