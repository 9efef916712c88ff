from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AutoreplyConfig(AppConfig):
    name = "autoreply"
    verbose_name = _("Automatic answers")

    def ready(self) -> None:
        from autoreply import expiry, lookups, responder, wordings
        from chat.signals import conversation_opened
        from forum import signals
        from releases.signals import release_published, release_withdrawn

        signals.topic_opened.connect(
            responder.answer_new_topic, dispatch_uid="autoreply.responder.answer_new_topic"
        )
        conversation_opened.connect(
            responder.answer_new_conversation,
            dispatch_uid="autoreply.responder.answer_new_conversation",
        )
        conversation_opened.connect(
            lookups.asked_in_private, dispatch_uid="autoreply.lookups.asked_in_private"
        )
        signals.topic_opened.connect(lookups.asked, dispatch_uid="autoreply.lookups.asked")
        release_published.connect(expiry.overtake, dispatch_uid="autoreply.expiry.overtake")
        release_withdrawn.connect(expiry.overtake, dispatch_uid="autoreply.expiry.withdrawn")
        signals.duplicate_confirmed.connect(wordings.learn, dispatch_uid="autoreply.wordings.learn")
        signals.duplicate_undone.connect(
            wordings.unlearn, dispatch_uid="autoreply.wordings.unlearn"
        )
