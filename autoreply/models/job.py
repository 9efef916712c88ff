from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pages import moment

# A process that has reported nothing for so long is dead.
_SILENCE = timedelta(seconds=90)


class JobState(models.TextChoices):
    WAITING = "waiting", _("Waiting to begin")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")
    FAILED = "failed", _("Failed")


class CancelledError(Exception):
    """Somebody asked the job to stop."""


class Job(models.Model):
    """Work in the background: how far it is, and whether somebody wants it stopped. The row tells;
    the process that does the work may be on another machine."""

    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.WAITING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    created_at = models.DateTimeField(_("begun"), default=moment.now)
    touched_at = models.DateTimeField(default=moment.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def is_over(self) -> bool:
        return self.state in (JobState.DONE, JobState.CANCELLED, JobState.FAILED)

    @property
    def is_dead(self) -> bool:
        """Not over, but nobody works on it any more: a process was stopped."""
        return not self.is_over and moment.now() - self.touched_at > _SILENCE

    @property
    def share(self) -> float:
        return self.done / self.total if self.total else 0.0

    def cancel(self) -> None:
        """Ask it to stop; the process sees it at its next report."""
        rows = type(self)._default_manager.filter(pk=self.pk)
        rows.filter(state__in=(JobState.WAITING, JobState.RUNNING)).update(
            state=JobState.CANCELLED, finished_at=moment.now()
        )

    def begin(self, total: int) -> bool:
        """Take the job; False when it is taken, cancelled or over already."""
        rows = type(self)._default_manager.filter(pk=self.pk, state=JobState.WAITING)
        return bool(
            rows.update(state=JobState.RUNNING, total=total, done=0, touched_at=moment.now())
        )

    def report(self, done: int) -> None:
        """Say how far it is. Raises CancelledError when it was cancelled meanwhile."""
        rows = type(self)._default_manager.filter(pk=self.pk, state=JobState.RUNNING)
        if not rows.update(done=done, touched_at=moment.now()):
            raise CancelledError

    def end(self, failure: str = "") -> None:
        """It is done, or failed for the reason given."""
        rows = type(self)._default_manager.filter(pk=self.pk, state=JobState.RUNNING)
        state = JobState.FAILED if failure else JobState.DONE
        rows.update(state=state, failure=failure[:300], finished_at=moment.now())
