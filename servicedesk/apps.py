from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicedeskConfig(AppConfig):
    name = "servicedesk"
    verbose_name = _("Service desk")

    def ready(self) -> None:
        from django.db.backends.signals import connection_created

        from servicedesk.percentiles import teach_sqlite

        connection_created.connect(
            teach_sqlite, dispatch_uid="servicedesk.percentiles.teach_sqlite"
        )
