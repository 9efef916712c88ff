from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AutoreplyConfig(AppConfig):
    name = "autoreply"
    verbose_name = _("Automatic answers")

    def ready(self) -> None:
        from autoreply import responder, wordings
        from forum import signals

        signals.topic_opened.connect(
            responder.answer_new_topic, dispatch_uid="autoreply.responder.answer_new_topic"
        )
        signals.duplicate_confirmed.connect(wordings.learn, dispatch_uid="autoreply.wordings.learn")
        signals.duplicate_undone.connect(
            wordings.unlearn, dispatch_uid="autoreply.wordings.unlearn"
        )
