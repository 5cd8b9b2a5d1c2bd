"""Demands and what belongs to them: the nouns that renewal, dunning, VAT, numbering and payments share."""

from .attempts import UNCAPPED, Attempt, Caps
from .billables import Bill, Billable, BillableKind, CallOut, Ticket, ToInvoice
from .conditions import Condition
from .credits import ToCredit
from .demand import Demand, Grants, Part, PartState
from .filling import PLAIN_FILLING, Fill, Filling, Surplus
from .instruments import DeclineClass, Instrument
from .kinds import Kind
from .stages import Action, Origin, Stage

__all__ = [
    "PLAIN_FILLING",
    "UNCAPPED",
    "Action",
    "Attempt",
    "Bill",
    "Billable",
    "BillableKind",
    "CallOut",
    "Caps",
    "Condition",
    "DeclineClass",
    "Demand",
    "Fill",
    "Filling",
    "Grants",
    "Instrument",
    "Kind",
    "Origin",
    "Part",
    "PartState",
    "Stage",
    "Surplus",
    "Ticket",
    "ToCredit",
    "ToInvoice",
]
