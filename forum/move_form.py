"""How an officer moves the request behind a topic."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from forum.models import Topic
from releases.models import Release
from servicedesk.forms import MoveForm
from servicedesk.moves import Status, may_move

# More would make the page of every topic heavy; the next ones are those people wait for.
_OFFERED = 60


class TopicMoveForm(MoveForm):
    """The moves of its ticket; one that waits for data may name the release, at once or later."""

    release = forms.ModelChoiceField(
        label=_("Release to wait for"),
        queryset=Release.objects.none(),
        required=False,
        empty_label=_("None that fits"),
        help_text=_("The topic comes back to the queue when it is out."),
    )
    field_order = ("status", "release", "note")

    def __init__(self, topic: Topic, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"release": topic.awaited_release_id})
        super().__init__(topic, *args, **kwargs)
        self.topic = topic
        planned = Release.objects.planned().order_by("planned_on", "pk")
        release: Any = self.fields["release"]
        release.queryset = planned
        release.choices = [("", release.empty_label), *_named(planned, topic)]
        if topic.ticket.status == Status.WAITING_RELEASE:
            status: Any = self.fields["status"]
            status.choices = [*status.choices, (Status.WAITING_RELEASE.value, "")]

    @classmethod
    def to_wait(cls, topic: Topic) -> "TopicMoveForm | None":
        """The form with only the release to choose, in a panel that is loaded by itself: the
        planned releases are not read for every page of a topic. None where it cannot wait."""
        status, waiting = topic.ticket.status, Status.WAITING_RELEASE
        if status != waiting and not may_move(status, waiting, officer=True):
            return None
        form = cls(topic, initial={"status": waiting, "release": topic.awaited_release_id})
        form.fields["status"].widget = forms.HiddenInput()
        return form

    def clean(self) -> dict[str, Any]:
        """A release is named only by what waits for one."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("release") and data.get("status") != Status.WAITING_RELEASE:
            data["release"] = None
        return data

    def move(self, by: User) -> None:
        """As for any ticket; a topic that waits for data is told for which."""
        data = self.cleaned_data
        if data["status"] == Status.WAITING_RELEASE:
            self.topic.wait_for(data["release"], by, data["note"])
        else:
            super().move(by)


def _named(planned: Any, topic: Topic) -> list[tuple[int, str]]:
    """The next releases, and the one it waits for, as they are offered."""
    offered = {release.pk: str(release) for release in planned[:_OFFERED]}
    awaited = topic.awaited_release
    if awaited and awaited.published_at is None:
        offered.setdefault(awaited.pk, str(awaited))
    return list(offered.items())
