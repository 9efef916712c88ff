from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumConfig(AppConfig):
    name = "forum"
    verbose_name = _("Forum")

    def ready(self) -> None:
        from forum import awaiting, duplicates, signals
        from releases.signals import release_published

        signals.topic_opened.connect(
            duplicates.find_for_new_topic, dispatch_uid="forum.duplicates.find_for_new_topic"
        )
        release_published.connect(awaiting.on_published, dispatch_uid="forum.awaiting.on_published")
