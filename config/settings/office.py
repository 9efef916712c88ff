"""Whose site it is, and how its letters leave."""

from config.settings.environment import env

OFFICE_NAME: str = env.str("OFFICE_NAME", default="BPS Provinsi Lampung")
OFFICE_SHORT_NAME: str = env.str("OFFICE_SHORT_NAME", default="BPS Lampung")
OFFICE_LOGO_URL: str = env.str("OFFICE_LOGO_URL", default="")
SITE_URL: str = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")

# console:// prints each letter; smtp+tls://user:password@host:587 sends it.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", default="TanyaData <tanyadata@localhost>")
# Seconds; with TASKS=immediate a page waits that long for a mail server that does not answer.
EMAIL_TIMEOUT = 5
# balas@example.go.id: where replies by e-mail go (manage.py receive_mail); empty: nowhere.
REPLY_ADDRESS: str = env.str("REPLY_ADDRESS", default="")
