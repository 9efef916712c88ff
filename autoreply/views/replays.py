"""Placeholder."""

from django.http import HttpRequest, HttpResponse


def replay_new(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


def replay(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


def replay_end(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")
