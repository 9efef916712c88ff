from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AutoreplyConfig(AppConfig):
    name = "autoreply"
    verbose_name = _("Automatic answers")

    def ready(self) -> None:
        from autoreply import responder
        from forum.signals import topic_opened

        topic_opened.connect(
            responder.answer_new_topic, dispatch_uid="autoreply.responder.answer_new_topic"
        )
