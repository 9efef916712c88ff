"""Whose site it is, and how its letters leave."""

from config.settings.environment import env

OFFICE_NAME: str = env.str("OFFICE_NAME", default="BPS Provinsi Lampung")
OFFICE_SHORT_NAME: str = env.str("OFFICE_SHORT_NAME", default="BPS Lampung")
OFFICE_LOGO_URL: str = env.str("OFFICE_LOGO_URL", default="")
SITE_URL: str = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")

# console:// prints each letter; smtp+tls://user:password@host:587 sends it.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", default="TanyaData <tanyadata@localhost>")
EMAIL_TIMEOUT = 10
