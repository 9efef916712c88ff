"""What officers do with releases: plan, change, publish, take back, delete."""

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.guards import MemberRequest, officer_required
from releases import finding
from releases.forms import ReleaseForm, SubjectForm
from releases.models import Release, Subject
from releases.scope import Scope


@officer_required
@require_safe
def release_desk(request: MemberRequest) -> HttpResponse:
    """All releases, those first whose day is over."""
    found = finding.find(Scope(), request.GET)
    page = found.page(request.GET.get("sesudah", ""))
    context = {"found": found, "page": page, "states": finding.STATES}
    return render(request, "releases/desk/release_desk.html", context)


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def release_new(request: MemberRequest) -> HttpResponse:
    """Plan one; `?dari=<id>` begins with what another one of the series says."""
    return _release_form(request, _next_of(request.GET.get("dari", "")))


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def release_edit(request: MemberRequest, release_id: int) -> HttpResponse:
    return _release_form(request, get_object_or_404(Release, pk=release_id))


def _next_of(release_id: str) -> Release:
    earlier = Release.objects.filter(pk=int(release_id[:18])) if release_id.isdecimal() else []
    for release in earlier:
        return Release(title=release.title, subject=release.subject, region=release.region)
    return Release()


def _release_form(request: MemberRequest, release: Release) -> HttpResponse:
    form = ReleaseForm(request.POST if request.method == "POST" else None, instance=release)
    written = form.write(request.user) if form.is_valid() else None
    if written:
        messages.success(request, _("The release is saved."))
        return redirect(written)
    status = 422 if form.is_bound else 200
    context = {"form": form, "release": release if release.pk else None}
    return render(request, "releases/desk/release_form.html", context, status=status)


@officer_required
@require_POST
def release_publication(request: MemberRequest, release_id: int) -> HttpResponse:
    """The data are out."""
    release = get_object_or_404(Release, pk=release_id)
    if release.publish(request.user):
        messages.success(request, _("Published. Whoever waits for it is told."))
    else:
        messages.info(request, _("Nothing was changed: it is so already."))
    return redirect(release)


@officer_required
@require_POST
def release_withdrawal(request: MemberRequest, release_id: int) -> HttpResponse:
    """That was a mistake."""
    release = get_object_or_404(Release, pk=release_id)
    if release.is_withdrawable:
        release.withdraw(request.user)
        messages.success(
            request, _("It is planned again. Topics it brought back stay in the queue.")
        )
    else:
        messages.error(request, _("This publication can no longer be taken back."))
    return redirect(release)


@officer_required
@require_POST
def release_deletion(request: MemberRequest, release_id: int) -> HttpResponse:
    """It was entered by mistake: nobody waits for it, and it was never published."""
    release = get_object_or_404(Release, pk=release_id)
    try:
        deleted = release.delete_if_planned()
    except ProtectedError:
        deleted = False
    if not deleted:
        messages.error(
            request, _("It cannot be deleted: it is published, or something waits for it.")
        )
        return redirect(release)
    messages.success(request, _("The release is deleted."))
    return redirect("releases:release_desk")


@officer_required
@require_safe
def subject_desk(request: MemberRequest) -> HttpResponse:
    """The tree of subjects."""
    return render(request, "releases/desk/subject_desk.html", {"subjects": Subject.objects.tree()})


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def subject_new(request: MemberRequest) -> HttpResponse:
    return _subject_form(request, Subject())


@officer_required
@require_http_methods(["GET", "HEAD", "POST"])
def subject_edit(request: MemberRequest, subject_id: int) -> HttpResponse:
    return _subject_form(request, get_object_or_404(Subject, pk=subject_id))


def _subject_form(request: MemberRequest, subject: Subject) -> HttpResponse:
    form = SubjectForm(request.POST if request.method == "POST" else None, instance=subject)
    if form.is_valid():
        form.write()
        messages.success(request, _("The subject is saved."))
        return redirect("releases:subject_desk")
    status = 422 if form.is_bound else 200
    context = {"form": form, "subject": subject if subject.pk else None}
    return render(request, "releases/desk/subject_form.html", context, status=status)
