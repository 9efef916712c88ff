"""How often one address may do something; counted in the cache, which several processes share
where one is set up."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def is_over(request: HttpRequest, action: str, most: int, seconds: int) -> bool:
    """Count one more `action` from the request's address; True once it was done more than `most`
    times within `seconds` of the first."""
    key = f"limit:{action}:{get_adapter().get_client_ip(request)}"
    if cache.add(key, 1, seconds):
        return most < 1
    try:
        return cache.incr(key) > most
    except ValueError:  # it ran out between the two calls
        return False
