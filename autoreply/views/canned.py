"""Placeholder."""

from django.http import HttpRequest, HttpResponse


def canned_list(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


def canned_new(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


def canned_near(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


def canned_edit(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


def canned_end(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


def canned_use(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")
