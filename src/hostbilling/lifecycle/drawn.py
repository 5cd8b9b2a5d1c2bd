"""What the wallet gave to a demand and is still in it."""

from attrs import frozen

from ..money import Money


@frozen(kw_only=True)
class Drawn:
    """Money in a demand that came out of a lot with terms of its own: they hold again when it comes back.

    `source` is the entry of the wallet that gave it, `lot_id` the lot as which it first came in.
    """

    demand_id: str
    source: str
    lot_id: str
    amount: Money
