"""Finding services by any number, id, reference or name, old or new."""

from collections.abc import Iterable
from datetime import date

from ..errors import check_text, refuse
from .identifiers import Migration, current_id, normal
from .service import Service


def find(
    services: Iterable[Service], text: str, *, on: date, migrations: Iterable[Migration] = ()
) -> tuple[Service, ...]:
    """Return the services known by `text`, in their order: by id, equipment id, contract id, reference or old name.

    An id that was replaced finds the service for as long as it is accepted on that day. Capitals and spaces
    around the text do not count. Several services may share a reference, so several may be found.
    """
    refuse(check_text("text", text))
    current = current_id(text, migrations=migrations, on=on)
    wanted = {normal(text)} if current is None else {normal(text), normal(current)}
    return tuple(
        service
        for service in services
        if wanted & {normal(known) for known in (service.id, service.name, *service.identifiers.all)}
    )
