from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        from forum.signals import post_added
        from notifications import replies

        post_added.connect(replies.tell, dispatch_uid="notifications.replies.tell")
