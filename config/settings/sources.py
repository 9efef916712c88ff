"""Where data releases are fetched from; nothing is, without a key."""

from config.settings.environment import env

BPS_API_KEY: str = env.str("BPS_API_KEY", default="")
# The office's domain at BPS: 1800 is Provinsi Lampung.
BPS_DOMAIN: str = env.str("BPS_DOMAIN", default="1800")
BPS_API_URL: str = env.str("BPS_API_URL", default="https://webapi.bps.go.id/v1/api").rstrip("/")
