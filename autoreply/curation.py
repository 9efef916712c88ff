"""The life of an answer's versions: drafted, reviewed, published, gone back to; and what happens
to the answer itself. Each verb leaves an event."""

import json
from collections.abc import Callable
from datetime import date
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Max

from accounts.models import User
from autoreply import editing, expiry, slugs
from autoreply.editing import Content
from autoreply.models import Answer, AnswerEvent, AnswerVersion, Curation
from autoreply.models.answer import State
from autoreply.models.version import Event, Stage
from autoreply.signals import answer_changed
from pages import moment


class ConflictError(Exception):
    """Somebody else changed the draft, or what it began with, in the meantime; `current` is how
    the open version is now, perhaps unsaved (see `open_version`)."""

    def __init__(self, current: AnswerVersion) -> None:
        super().__init__(current)
        self.current = current


def start(content: Content, by: User | None, *, note: str = "", slug: str = "") -> AnswerVersion:
    """A new answer, as a draft. Raises editing.ContentError for content that cannot be."""
    free = slugs.free_slug(slug or content["question"])
    try:
        with transaction.atomic():
            answer = Answer(slug=free)
            editing.apply(answer, content)
            version = AnswerVersion.objects.create(
                answer=answer, content=content, written_by=by, note=note
            )
            _event(version, Event.CREATED, by, note)
    except IntegrityError:
        if not Answer.objects.filter(slug=free).exists():
            raise
        # Another new answer took the address at the same moment.
        return start(content, by, note=note, slug=slug)
    return version


def install(content: Content, slug: str) -> None:
    """An answer that comes with the product, in force at once: it was reviewed there."""
    with transaction.atomic():
        _bring_into_force(start(content, None, slug=slug), None, Event.PUBLISHED, "")


def draft_of(answer: Answer, by: User) -> AnswerVersion:
    """The open version of an answer; when there is none, a new one with the content in force."""
    existing = answer.versions.open().first()
    if existing:
        return existing
    try:
        with transaction.atomic():
            return AnswerVersion.objects.create(
                answer=answer, content=editing.content_of(answer), written_by=by
            )
    except IntegrityError:  # somebody else began one at the same moment
        return answer.versions.open().get()


def write(version: AnswerVersion, content: Content, by: User, *, base: str, note: str) -> None:
    """Save what was written into the open version of an answer, or into a new one; it then is a
    draft again.

    `base` is the `base_of` what its writer began with. Raises ConflictError when that is not how
    things are any more, and PermissionDenied for a version that is published.
    """
    if version.number is not None:
        raise PermissionDenied
    with transaction.atomic():
        answer = _held(version.answer_id)
        current = open_version(answer)
        if base != base_of(current):
            raise ConflictError(current)
        current.content, current.note = content, note
        current.stage, current.written_by, current.written_at = Stage.DRAFT, by, moment.now()
        current.save()
        if answer.state == State.DRAFT:
            editing.apply(answer, content)
        _event(current, Event.EDITED, by, note)
    version.pk = current.pk
    version.refresh_from_db()


def open_version(answer: Answer) -> AnswerVersion:
    """The open version of an answer; when there is none, an unsaved one with the content in
    force."""
    existing = answer.versions.open().first()
    return existing or AnswerVersion(answer=answer, content=editing.content_of(answer))


def base_of(version: AnswerVersion) -> str:
    """Which version it is and all it says, in short: differs as soon as anything of it does."""
    text = json.dumps(version.content, sort_keys=True, ensure_ascii=False)
    of = version.pk or f"v{version.answer.version_id}"
    return f"{of}-{sha256(text.encode()).hexdigest()[:16]}"


def submit(version: AnswerVersion, by: User) -> None:
    """Ask a second person to read the draft."""
    _stage(version, Stage.REVIEW, Event.SUBMITTED, by, "")


def send_back(version: AnswerVersion, by: User, note: str) -> None:
    """The reader of a draft wants something else first."""
    _stage(version, Stage.DRAFT, Event.RETURNED, by, note)


def may_publish(version: AnswerVersion, user: User) -> bool:
    """Of the one who wrote last and the one who publishes, one must be a curator; where the house
    rules want two people, they must be two."""
    if not user.is_officer:
        return False
    writer = version.written_by
    if Curation.objects.current().needs_second_person and (writer is None or writer == user):
        return writer is None
    return user.is_curator or bool(writer and writer.is_curator)


def publish(version: AnswerVersion, by: User, *, tell: bool = False, base: str = "") -> None:
    """Bring an open version into force as it is now; it never changes again. `tell` those who
    relied on it; `base`, where it is given, is the `base_of` what was read before.

    Raises PermissionDenied when `may_publish` says no, ConflictError when it was changed since it
    was read, ContentError for content that cannot be.
    """
    with transaction.atomic():
        current = _locked(version)
        if not may_publish(current, by):
            raise PermissionDenied
        if base and base != base_of(current):
            raise ConflictError(current)
        current.is_announced = tell
        _bring_into_force(current, by, Event.PUBLISHED, current.note)
        if tell:
            transaction.on_commit(
                lambda: answer_changed.send_robust(sender=Answer, version=current), robust=True
            )


def discard(version: AnswerVersion, by: User) -> None:
    """Throw an open version away; an answer that never was published goes with it."""
    with transaction.atomic():
        current = _locked(version)
        if current.answer.state == State.DRAFT:
            current.answer.delete()
            return
        AnswerEvent.objects.create(
            answer=current.answer, kind=Event.DISCARDED, by=by, note=current.note
        )
        current.delete()


def revert(version: AnswerVersion, by: User) -> AnswerVersion:
    """Bring an earlier version's content into force again, as a new version: it was reviewed
    when it was published. An open draft stays as it is."""
    _require_curator(by)
    with transaction.atomic():
        answer = _held(version.answer_id)
        return _republished(answer, by, Event.REVERTED, f"v{version.number}", version.content)


def confirm(answer: Answer, by: User, review_on: date) -> AnswerVersion:
    """Somebody checked the answer and it still holds, until the next review."""
    return _changed(
        answer,
        by,
        Event.CONFIRMED,
        review_on.isoformat(),
        lambda content: content | {"review_on": review_on.isoformat()},
    )


def add_wording(answer: Answer, text: str, by: User | None) -> None:
    """An officer's decision taught a wording; an open draft learns it as well."""
    _changed(answer, by, Event.LEARNT, text, lambda content: _with(content, text))


def drop_wording(answer: Answer, text: str, by: User | None) -> None:
    """The decision was taken back."""
    _changed(answer, by, Event.UNLEARNT, text, lambda content: _without(content, text))


def set_state(answer: Answer, state: State, by: User, note: str = "") -> None:
    """Pause, resume or retire an answer that was published once. Curators only."""
    _require_curator(by)
    events = {
        State.PAUSED: Event.PAUSED,
        State.PUBLISHED: Event.RESUMED,
        State.RETIRED: Event.RETIRED,
    }
    if state not in events:
        raise PermissionDenied
    with transaction.atomic():
        current = _held(answer.pk)
        if current.state in (State.DRAFT, state):
            raise PermissionDenied
        current.state = state
        current.save()
        if state == State.PUBLISHED:
            expiry.mark(current)
        AnswerEvent.objects.create(
            answer=current, version=current.version, kind=events[state], by=by, note=note
        )


def _republished(
    answer: Answer, by: User | None, kind: Event, note: str, content: Content
) -> AnswerVersion:
    """A new version in force at once, beside whatever draft is open. The answer is held."""
    version = AnswerVersion(answer=answer, written_by=by, note=note, content=content)
    _bring_into_force(version, by, kind, note)
    return version


def _changed(
    answer: Answer, by: User | None, kind: Event, note: str, change: Callable[[Content], Content]
) -> AnswerVersion:
    """The content in force, and that of an open draft, with a small change."""
    with transaction.atomic():
        current = _held(answer.pk)
        for draft in current.versions.open():
            draft.content = change(draft.content)
            draft.save(update_fields=["content"])
        content = change(editing.content_of(current))
        return _republished(current, by, kind, note[:300], content)


def _with(content: Content, text: str) -> Content:
    if text in content["counterexamples"]:
        return content
    return content | {"examples": list(dict.fromkeys([*content["examples"], text]))}


def _without(content: Content, text: str) -> Content:
    return content | {"examples": [example for example in content["examples"] if example != text]}


def _bring_into_force(version: AnswerVersion, by: User | None, kind: Event, note: str) -> None:
    """The answer is held, and `version.answer` is how it is now."""
    answer = version.answer
    last = answer.versions.aggregate(last=Max("number"))["last"] or 0
    version.number, version.stage = last + 1, Stage.PUBLISHED
    version.published_by, version.published_at = by, moment.now()
    version.save()
    answer.version = version
    if kind not in (Event.LEARNT, Event.UNLEARNT):  # a wording is no review of what is said
        answer.reviewed_at = version.published_at
    if answer.state == State.DRAFT:
        answer.state = State.PUBLISHED
    if answer.source_url != version.content["source_url"]:
        answer.link_checked_at, answer.link_failure = None, ""
    editing.apply(answer, version.content)
    expiry.mark(answer)
    _event(version, kind, by, note)


def _stage(version: AnswerVersion, stage: Stage, kind: Event, by: User, note: str) -> None:
    with transaction.atomic():
        current = _locked(version)
        if current.stage != stage:
            current.stage = stage
            current.save(update_fields=["stage"])
            _event(current, kind, by, note)


def _held(answer_id: int) -> Answer:
    """The answer as it is now; nobody else changes it until the transaction ends."""
    return Answer.objects.select_for_update().get(pk=answer_id)


def _locked(version: AnswerVersion) -> AnswerVersion:
    """The open version as it is now, its answer held. Raises PermissionDenied when it has been
    published or discarded."""
    answer = _held(version.answer_id)
    current = AnswerVersion.objects.open().filter(pk=version.pk).first()
    if current is None:
        raise PermissionDenied
    current.answer = answer
    return current


def _event(version: AnswerVersion, kind: Event, by: User | None, note: str) -> None:
    AnswerEvent.objects.create(answer=version.answer, version=version, kind=kind, by=by, note=note)


def _require_curator(user: User) -> None:
    if not user.is_curator:
        raise PermissionDenied
