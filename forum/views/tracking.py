"""Follow a ticket without logging in: by its code and the asker's e-mail address."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from pages import limits
from pages.traps import TrapForm
from servicedesk.models import Ticket

_MOST, _SECONDS = 10, 15 * 60


class TrackingForm(TrapForm):
    code = forms.CharField(
        label=gettext_lazy("Ticket code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off"}),
    )
    email = forms.EmailField(label=gettext_lazy("Your e-mail address"))


@require_http_methods(["GET", "HEAD", "POST"])
def tracking(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "forum/tracking.html", {"form": TrackingForm()})
    form = TrackingForm(request.POST)
    if limits.is_over(request, "tracking", _MOST, _SECONDS):
        form.add_error(None, _("Too many attempts. Please try again in a quarter of an hour."))
        return render(request, "forum/tracking.html", {"form": form}, status=429)
    if not form.is_valid():
        return render(request, "forum/tracking.html", {"form": form}, status=422)
    ticket = Ticket.objects.asked_by(form.cleaned_data["code"], form.cleaned_data["email"]).first()
    if ticket is None:
        # The same words, whether the code exists or only the address is another.
        form.add_error(None, _("There is no ticket with this code and address."))
        return render(request, "forum/tracking.html", {"form": form}, status=422)
    context = {"form": form, "ticket": ticket, "changes": ticket.status_changes.all()}
    return render(request, "forum/tracking.html", context)
