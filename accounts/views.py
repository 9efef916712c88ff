"""What a member changes about themselves; addresses and passwords are allauth's."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.forms import ProfileForm
from accounts.guards import MemberRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: MemberRequest) -> HttpResponse:
    """One's own display name and institution; nobody else's can be named."""
    user = request.user
    if request.method != "POST":
        initial = {"display_name": user.display_name, "institution": user.institution}
        return render(request, "accounts/profile.html", {"form": ProfileForm(initial=initial)})
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return render(request, "accounts/profile.html", {"form": form}, status=422)
    form.store(user)
    messages.success(request, _("Your profile is saved."))
    return redirect("accounts:profile")
