"""Web push: off without a pair of keys (`manage.py make_vapid_keys`)."""

from config.settings.environment import env
from config.settings.office import SITE_URL

VAPID_PRIVATE_KEY: str = env.str("VAPID_PRIVATE_KEY", default="")
VAPID_PUBLIC_KEY: str = env.str("VAPID_PUBLIC_KEY", default="")
# The push services of browsers, and with each name the names beneath it: nothing else is spoken to.
PUSH_HOSTS: list[str] = env.list(
    "PUSH_HOSTS",
    default=[
        "fcm.googleapis.com",
        "push.services.mozilla.com",
        "notify.windows.com",
        "push.apple.com",
    ],
)
# Whom a push service may write to about what we send: mailto:… or https://….
VAPID_SUBJECT: str = env.str("VAPID_SUBJECT", default=SITE_URL)
