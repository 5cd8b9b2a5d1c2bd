"""Demands and what belongs to them: the nouns that renewal, dunning, VAT, numbering and payments share."""

from .billables import Billable, BillableKind, CallOut, Ticket, ToInvoice
from .credits import ToCredit
from .demand import Demand, Grants, Kind, Part, PartState
from .instruments import DeclineClass, Instrument
from .stages import Action, Origin, Stage

__all__ = [
    "Action",
    "Billable",
    "BillableKind",
    "CallOut",
    "DeclineClass",
    "Demand",
    "Grants",
    "Instrument",
    "Kind",
    "Origin",
    "Part",
    "PartState",
    "Stage",
    "Ticket",
    "ToCredit",
    "ToInvoice",
]
