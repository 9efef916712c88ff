"""Secrets, cookies, headers and the Content-Security-Policy."""

from csp.constants import NONE, SELF

from config.settings.environment import DEBUG, env, required_in_production

SECRET_KEY = required_in_production("SECRET_KEY", development="development-only-secret-key")
ALLOWED_HOSTS = (
    required_in_production("ALLOWED_HOSTS", development="localhost,127.0.0.1,[::1],testserver")
).split(",")
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
CSRF_FAILURE_VIEW = "pages.views.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# How many proxies stand before the site: without this number every visitor would seem to come from
# the proxy, and share one limit.
ALLAUTH_TRUSTED_PROXY_COUNT: int = env.int("TRUSTED_PROXIES", default=0 if DEBUG else 1)
# A form sent sooner than this after it was shown was filled in by a program; 0 trusts everybody.
FORM_LEAST_SECONDS: int = env.int("FORM_LEAST_SECONDS", default=2)
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

if not DEBUG:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=365 * 24 * 3600)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True
