"""What a member changes about themselves; addresses and passwords are allauth's."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views import i18n
from django.views.decorators.http import require_http_methods

from accounts.forms import MemberForm
from accounts.guards import MemberRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: MemberRequest) -> HttpResponse:
    """One's own name, institution and language; nobody else's can be named."""
    user = request.user
    if request.method != "POST":
        initial = {
            "display_name": user.display_name,
            "institution": user.institution,
            "language": user.language or request.LANGUAGE_CODE,
        }
        return render(request, "accounts/profile.html", {"form": MemberForm(initial=initial)})
    form = MemberForm(request.POST)
    if not form.is_valid():
        return render(request, "accounts/profile.html", {"form": form}, status=422)
    form.store(user)
    messages.success(request, _("Your profile is saved."))
    response = redirect("accounts:profile")
    if user.language:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            user.language,
            samesite="Lax",
            secure=settings.LANGUAGE_COOKIE_SECURE,
        )
    return response


def set_language(request: HttpRequest) -> HttpResponseBase:
    """Switch the language of the pages; a member's letters follow."""
    response = i18n.set_language(request)
    chosen = request.POST.get("language", "")
    if request.user.is_authenticated and chosen in dict(settings.LANGUAGES):
        request.user.language = chosen
        request.user.save(update_fields=["language"])
    return response
