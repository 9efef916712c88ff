"""Pages that belong to no subject: theme, health, style guide, expired forms."""

from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.utils import Error as DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_POST, require_safe

from pages.chapters import MANUALS, Manual
from pages.context_processors import THEMES
from pages.markdown import render as render_markdown
from pages.samples import sample_charts

_MANUAL = Path(__file__).parent / "manual"
_YEAR = 365 * 24 * 3600
# What people write; the rest of a form (tokens, passwords) is never shown again.
_WRITTEN_FIELDS = ("title", "body", "note")


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember the reader's theme in a cookie; any other value forgets it."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    response = HttpResponseRedirect(target)
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie(
            "theme", chosen, max_age=_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    else:
        response.delete_cookie("theme")
    return response


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Alive: the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Ready: the database answers too; 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("no database\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def manual(request: HttpRequest) -> HttpResponse:
    """How to use the site, in the reader's language."""
    text = (_MANUAL / f"{request.LANGUAGE_CODE}.md").read_text(encoding="utf-8")
    return render(
        request, "pages/manual.html", {"html": render_markdown(text), "manuals": MANUALS.values()}
    )


@require_safe
def chapter_list(request: HttpRequest, manual: str) -> HttpResponse:
    """What one of the manuals for staff holds."""
    found = get_manual(manual)
    context = {"manual": found, "chapters": found.chapters(request.LANGUAGE_CODE)}
    return render(request, "pages/chapter_list.html", context)


@require_safe
def chapter(request: HttpRequest, manual: str, chapter: str) -> HttpResponse:
    """One chapter of a manual, and the way to the others."""
    found = get_manual(manual)
    chapters = found.chapters(request.LANGUAGE_CODE)
    shown = next((row for row in chapters if row.slug == chapter), None)
    if shown is None:
        raise Http404
    context = {"manual": found, "chapter": shown, "chapters": chapters}
    return render(request, "pages/chapter.html", context | {"html": render_markdown(shown.text)})


def get_manual(slug: str) -> Manual:
    """The manual at this address; 404 where there is none."""
    if slug not in MANUALS:
        raise Http404
    return MANUALS[slug]


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers need not visit: pages about people, searches, and what only changes things."""
    return render(request, "pages/robots.txt", content_type="text/plain")


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component with sample data; for developers only."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "pages/styleguide.html", sample_charts())


@requires_csrf_token
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that expired: say so, and hand back what was written so that it can be copied."""
    written = [text for name in _WRITTEN_FIELDS if (text := request.POST.get(name, "").strip())]
    return render(request, "pages/csrf_failure.html", {"written": written}, status=403)
