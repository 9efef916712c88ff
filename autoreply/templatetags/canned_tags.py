"""The canned replies beside the reply form of a topic or conversation."""

from typing import Any

from django import template

from autoreply import canned
from autoreply.matters import Matter

register = template.Library()

# The value of the preview button that shows the list without a script.
LISTED = "canned"


@register.inclusion_tag("autoreply/canned/_box.html", takes_context=True)
def canned_box(context: dict[str, Any], matter: Matter) -> dict[str, Any]:
    """A closed box, for officers alone; it belongs inside the reply form. A script fills it when it
    is opened. Without one its button sends the form as a preview, which keeps all that was
    written, and the page comes back with the box open and filled."""
    request = context["request"]
    if not (request.user.is_authenticated and request.user.is_officer):
        return {"matter": None}
    box = {"matter": matter, "value": LISTED}
    if request.POST.get("preview") != LISTED:
        return box
    return box | canned.offered(request.user, matter, request.POST.get("q", ""))
