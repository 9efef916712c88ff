from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        from autoreply.signals import answer_changed
        from forum.signals import post_added
        from notifications import answers, replies

        post_added.connect(replies.tell, dispatch_uid="notifications.replies.tell")
        answer_changed.connect(answers.tell, dispatch_uid="notifications.answers.tell")
