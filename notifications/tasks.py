"""Sending letters and pushes beside the page."""

from django_tasks import task

from notifications import pushing, sending
from pages import tasks


@task()
def send_letters() -> int:
    """Send what is due. Where this runs inside a request, only the few ordinary letters that the
    page can wait for: `notify_pending` sends the rest. A worker goes on until nothing is due, in
    turns, so that other tasks get theirs. Returns how many were sent."""
    if tasks.is_immediate():
        return sending.send_in_request()
    sent, has_more = sending.send_turn()
    if has_more:
        tasks.enqueue(send_letters)
    return sent


@task()
def send_pushes() -> int:
    """The same for web push."""
    if tasks.is_immediate():
        return pushing.send_in_request()
    sent, has_more = pushing.send_turn()
    if has_more:
        tasks.enqueue(send_pushes)
    return sent
