"""What the host did, or could not do."""

from attrs import frozen

from ...errors import check_text, refuse
from .dated import Dated


@frozen(kw_only=True)
class Intended(Dated):
    """A step was stored for the world to perform; it is not planned again until it is done or failed."""

    key: str

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        refuse(check_text("fact.key", self.key))


@frozen(kw_only=True)
class StepFailed(Dated):
    """A step could not be performed; the next plan may hold it again."""

    key: str
    why: str


@frozen(kw_only=True)
class ServiceSuspended(Dated):
    """The service stopped working, everything kept."""

    key: str
    service_id: str
    stage: str


@frozen(kw_only=True)
class ServiceReactivated(Dated):
    """The service works again."""

    key: str
    service_id: str


@frozen(kw_only=True)
class ServiceDeleted(Dated):
    """The service left the account; the call for it is withdrawn with it."""

    key: str
    service_id: str
    stage: str


@frozen(kw_only=True)
class ServiceRestored(Dated):
    """A deleted service works again, with its data."""

    key: str
    service_id: str


@frozen(kw_only=True)
class ServicePurged(Dated):
    """Its data cannot be recovered any more."""

    key: str
    service_id: str
