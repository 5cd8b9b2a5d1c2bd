"""Another name on an account: an edit, or a transfer of what the old owner holds.

A domain belongs to the person that its registry knows, so another owner takes over each domain in a transfer that both
agree to. A new e-mail address or street is an edit for everybody. Which families are transferred is the seller's table.
"""

from collections.abc import Iterable
from enum import Enum

from attrs import field, frozen

from ..catalog import Catalog, Family
from ..decision import Decision, ReasonCode
from ..errors import check_type, impossible, refuse
from ..parties import Customer
from ..services import Service

SAME = ReasonCode("owner.same", "{name} stays the owner: an edit, which future documents follow.")
OTHER = ReasonCode("owner.other", "{before} ({was}) becomes {after} ({now}): another owner.")
FOLLOWS = ReasonCode("owner.follows", "{service} follows with the account, by policy.")
TRANSFER = ReasonCode("owner.transfer", "{service} has to be transferred: {needs}.")


class NameChange(Enum):
    """What another name or status is for a family of services."""

    EDIT = "edit"
    TRANSFER = "transfer"


class Need(Enum):
    """What a transfer waits for."""

    OLD_OWNER_AGREES = "the old owner agrees"
    NEW_OWNER_ACCEPTS = "the new owner accepts the terms"
    FEE_PAID = "the fee is paid"
    REGISTRY_CONFIRMS = "the registry confirms"


def _needs(value: Iterable[Need]) -> tuple[Need, ...]:
    wanted = set(value)
    return tuple(each for each in Need if each in wanted)


@frozen(kw_only=True)
class OwnerRule:
    """A row of the table: what another owner is for `families`, and what a transfer of them needs."""

    families: frozenset[Family]
    change: NameChange
    needs: tuple[Need, ...] = field(default=(), converter=_needs)

    def __attrs_post_init__(self) -> None:
        refuse(check_type("owner_rule.change", self.change, NameChange))


DOMAINS_MOVE: tuple[OwnerRule, ...] = (
    OwnerRule(
        families=frozenset({Family.DOMAIN}),
        change=NameChange.TRANSFER,
        needs=[Need.OLD_OWNER_AGREES, Need.NEW_OWNER_ACCEPTS, Need.REGISTRY_CONFIRMS],
    ),
)
"""Each domain is transferred, everything else follows with the account."""


@frozen(kw_only=True)
class Transfer:
    """One service that changes its owner, and what that waits for."""

    service_id: str
    name: str
    needs: tuple[Need, ...]

    def missing(self, done: Iterable[Need]) -> tuple[Need, ...]:
        """Return what it still waits for."""
        met = set(done)
        return tuple(need for need in self.needs if need not in met)


@frozen(kw_only=True)
class OwnerChange(Decision):
    """What a change of customer details is: an edit, or also the transfer of each of `transfers`.

    `edited` are the services that follow the account without anything to be done.
    """

    before: Customer
    after: Customer
    edited: tuple[str, ...]
    transfers: tuple[Transfer, ...]

    @property
    def is_edit(self) -> bool:
        """Whether the new details hold at once and nothing is to be transferred."""
        return not self.transfers


def owner_change(
    before: Customer,
    after: Customer,
    *,
    services: Iterable[Service],
    catalog: Catalog,
    rules: tuple[OwnerRule, ...] = DOMAINS_MOVE,
) -> OwnerChange:
    """Return what the change from one set of details to another is for each service that is still there.

    The last rule that names a family decides; a family without one follows. Raises `Impossible` for the details of
    another customer, and `NotFound` for a product that the catalog does not hold.
    """
    if before.id != after.id:
        raise impossible(
            "owner.account", "after.id", after.id, f"is not {before.id}", "transfer between accounts by hand"
        )
    there = tuple(service for service in services if not service.is_gone)
    if not before.is_other_owner(after):
        ids = tuple(service.id for service in there)
        return OwnerChange(reasons=(SAME(name=after.name),), before=before, after=after, edited=ids, transfers=())
    found = [(service, _rule(catalog.product(service.product_id).family, rules)) for service in there]
    transfers = tuple(
        Transfer(service_id=service.id, name=service.name, needs=rule.needs)
        for service, rule in found
        if rule is not None and rule.change is NameChange.TRANSFER
    )
    moved = {each.service_id for each in transfers}
    edited = tuple(service.id for service in there if service.id not in moved)
    return OwnerChange(
        reasons=(
            OTHER(before=before.name, was=before.kind, after=after.name, now=after.kind),
            *(FOLLOWS(service=id_) for id_ in edited),
            *(TRANSFER(service=each.service_id, needs=[need.value for need in each.needs]) for each in transfers),
        ),
        before=before,
        after=after,
        edited=edited,
        transfers=transfers,
    )


def _rule(family: Family, rules: tuple[OwnerRule, ...]) -> OwnerRule | None:
    return next((rule for rule in reversed(rules) if family in rule.families), None)
