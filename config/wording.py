"""Words of Django and its packages that this site says in its own way in Indonesian.

Nothing reads this list: it puts the words into the catalogue, which comes before the packages' own.
"""

from django.utils.translation import gettext_noop as _

WORDS = (
    _("Password"),
    _("Email address"),
    _("This field is required."),
)
