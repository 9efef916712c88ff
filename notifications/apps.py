from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        from allauth.account.signals import email_confirmed

        from autoreply.signals import answer_changed
        from chat import signals as chat
        from forum import signals as forum
        from notices.signals import notice_begun
        from notifications import (
            answers,
            assignments,
            bounces,
            checks,  # noqa: F401 - registers the checks
            flags,
            guidance,
            merges,
            messages,
            milestones,
            push_checks,  # noqa: F401 - registers a check
            reading,
            released,
            replies,
            solutions,
            statuses,
        )
        from releases import signals as releases
        from servicedesk.signals import status_changed, ticket_assigned

        for signal, receiver in (
            (forum.post_added, replies.tell),
            (forum.topic_merged, merges.tell),
            (forum.solution_chosen, solutions.tell),
            (forum.me_too_counted, milestones.tell),
            (forum.post_flagged, flags.tell),
            (forum.topic_read, reading.read),
            (chat.message_posted, messages.tell),
            (chat.conversation_read, reading.read_conversation),
            (status_changed, statuses.tell),
            (ticket_assigned, assignments.tell),
            (answer_changed, answers.tell),
            (releases.release_published, released.tell),
            (releases.release_withdrawn, released.withdraw),
            (notice_begun, guidance.tell),
            (email_confirmed, bounces.confirmed),
        ):
            name = f"{receiver.__module__}.{receiver.__name__}"
            signal.connect(receiver, dispatch_uid=name)
