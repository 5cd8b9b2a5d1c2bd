"""What is to be done to services."""

from datetime import date

from attrs import frozen

from ..facts import ServiceDeleted, ServicePurged, ServiceReactivated, ServiceRestored, ServiceSuspended
from .act import Act


@frozen(kw_only=True)
class SuspendService(Act):
    """Stop the service, keep everything."""

    service_id: str
    stage: str

    def done(self, *, known: date) -> ServiceSuspended:
        """Return the fact that it stopped."""
        return ServiceSuspended(key=self.key, service_id=self.service_id, stage=self.stage, on=known, known=known)


@frozen(kw_only=True)
class ReactivateService(Act):
    """Let the service work again; it was promised within a day of the payment."""

    service_id: str

    def done(self, *, known: date) -> ServiceReactivated:
        """Return the fact that it works."""
        return ServiceReactivated(key=self.key, service_id=self.service_id, on=known, known=known)


@frozen(kw_only=True)
class DeleteService(Act):
    """Take the service off the account; keep its data recoverable."""

    service_id: str
    stage: str

    def done(self, *, known: date) -> ServiceDeleted:
        """Return the fact that it is gone."""
        return ServiceDeleted(key=self.key, service_id=self.service_id, stage=self.stage, on=known, known=known)


@frozen(kw_only=True)
class RestoreService(Act):
    """Bring a deleted service back with its data; it was paid for."""

    service_id: str

    def done(self, *, known: date) -> ServiceRestored:
        """Return the fact that it works again."""
        return ServiceRestored(key=self.key, service_id=self.service_id, on=known, known=known)


@frozen(kw_only=True)
class PurgeService(Act):
    """Remove the data for good."""

    service_id: str

    def done(self, *, known: date) -> ServicePurged:
        """Return the fact that nothing is left."""
        return ServicePurged(key=self.key, service_id=self.service_id, on=known, known=known)
