"""What follows from a payment: the service working again."""

from collections.abc import Iterator
from datetime import date

from ...decision import ReasonCode
from ...services import Service, ServiceState
from ..account import Account
from ..steps import ReactivateService, Step

PAID_AGAIN = ReasonCode("lifecycle.paid_again", "{service} is paid until {end}, so it works again.")


def reactivations(account: Account, *, on: date) -> Iterator[Step]:
    """Yield the services that are off although they are paid for."""
    for service in account.services:
        if is_to_be_reactivated(service, on=on):
            yield ReactivateService(
                key=_key(account, service),
                on=on,
                service_id=service.id,
                reasons=(PAID_AGAIN(service=service.id, end=service.ends_on),),
            )


def is_to_be_reactivated(service: Service, *, on: date) -> bool:
    """Tell whether a service is off on a day for which it is paid."""
    off = service.state is ServiceState.SUSPENDED
    return off and on in service.coverage and not service.coverage.is_owed(on)


def _key(account: Account, service: Service) -> str:
    """One key for each time the service went off, also where it went off twice in a day."""
    key = first = f"{service.id}/reactivate/{service.changed_on}"
    again = 1
    while key in account.answered:
        again += 1
        key = f"{first}/{again}"
    return key
