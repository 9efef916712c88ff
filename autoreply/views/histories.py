"""Placeholder."""

from django.http import HttpRequest, HttpResponse


def histories(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


def history(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


def history_start(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


def history_end(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


def answer_from_history(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")
