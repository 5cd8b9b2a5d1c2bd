"""The least and the most of an amount, as a seller sets them."""

from ..errors import Fault
from ..money import Money, at_least


def check_limits(path: str, least: Money | None, most: Money | None) -> Fault | None:
    """Fault where the most is less than the least, so that no amount would do; raises for two currencies."""
    if least is None or most is None or at_least(most, least):
        return None
    problem = f"is less than the least, {least}"
    return Fault(f"{path}.most", f"{path}.most", str(most), problem, "let an amount of the least fit")
