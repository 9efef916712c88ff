"""Placeholder."""

from django.http import HttpRequest, HttpResponse


def exchange(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


def importing(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


def export(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")
