"""What becomes of a question of the demo world, told with the verbs that the pages use."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from accounts.models import User
from autoreply.models import Decision, Feedback
from autoreply.models.decision import Reason
from forum.models import Post, Topic
from pages import moment
from servicedesk.models import ELEMENTS, Rating
from servicedesk.models.rating import may_be_rated
from servicedesk.moves import Status

_THANKS = (
    "Terima kasih banyak, sangat membantu.",
    "Sudah ketemu, terima kasih.",
    "Terima kasih, Bu.",
)
_ASK_BACK = "Mohon sebutkan wilayah dan tahunnya agar kami tidak salah memberi tabel."
# Of so many ended requests the asker says how the service was; of some more that they skip it.
_RATED, _SKIPPED = 0.55, 0.7
_COMMENTS = (
    "",
    "",
    "Cepat dan jelas.",
    "Terima kasih, sangat terbantu.",
    "Mohon lebih cepat lagi.",
)
_ALSO = (
    "Saya juga butuh ini.",
    "Ikut menyimak.",
    "Coba cari di publikasi Dalam Angka, kemarin saya dapat dari sana.",
)


@dataclass
class Story:
    """One topic from its opening on. `clock` is the moment of the last thing that happened."""

    topic: Topic
    officer: User
    bystander: User
    reply: str
    random: Random
    clock: datetime

    def later(self, least: timedelta, most: timedelta) -> bool:
        """Let between `least` and `most` pass; False when that would be in the future."""
        self.clock += least + (most - least) * self.random.random()
        return self.clock < moment.now()


def go_on(story: Story) -> None:
    """Let the story run until now: first the automatic answer's fate, then the officers', then what
    the asker says of it all."""
    _be_answered(story)
    story.topic.ticket.refresh_from_db()
    if may_be_rated(story.topic.ticket):
        _rate(story)


def _be_answered(story: Story) -> None:
    decision = Decision.objects.filter(topic=story.topic, post__isnull=False).first()
    if story.random.random() < 0.25:
        _bystander_joins(story)
    if decision and story.random.random() < 0.7 and _feedback(story, decision):
        return
    _officers_turn(story)


def _feedback(story: Story, decision: Decision) -> bool:
    """The asker judges the automatic answer; True when that ended the story."""
    if not story.later(timedelta(minutes=2), timedelta(hours=2)):
        return True
    helped = story.random.random() < 0.72
    reason = "" if helped else story.random.choice(list(Reason)).value
    with moment.at(story.clock):
        Feedback.objects.give(decision, story.topic.author, helped=helped, reason=reason)
    return helped


def _rate(story: Story) -> None:
    """Mostly good or very good, as such ratings are; an element now and then stays empty."""
    if not story.later(timedelta(minutes=5), timedelta(days=2)):
        return
    ticket, asker, draw = story.topic.ticket, story.topic.author, story.random.random()
    with moment.at(story.clock):
        if draw < _RATED:
            grades = [story.random.choices((None, 2, 3, 4), (4, 6, 45, 45))[0] for _ in ELEMENTS]
            answers = dict(zip(ELEMENTS, grades, strict=True))
            Rating.objects.give(ticket, asker, answers, story.random.choice(_COMMENTS))
        elif draw < _SKIPPED:
            Rating.objects.skip(ticket, asker)


def _bystander_joins(story: Story) -> None:
    if story.later(timedelta(minutes=10), timedelta(hours=5)):
        _say(story, story.bystander, story.random.choice(_ALSO))


def _officers_turn(story: Story) -> None:
    endings = _ENDINGS | {_waiting_release: _DATA_AWAITED.get(story.topic.category.slug, 0)}
    ending = story.random.choices(list(endings), weights=list(endings.values()))[0]
    if story.later(timedelta(minutes=20), timedelta(hours=30)):
        ending(story)


def _claimed(story: Story) -> None:
    with moment.at(story.clock):
        story.topic.ticket.claim(story.officer)


def _answered(story: Story) -> None:
    _say(story, story.officer, story.reply, status=Status.ANSWERED)


def _resolved(story: Story) -> None:
    _answered(story)
    if story.later(timedelta(hours=1), timedelta(days=2)):
        _say(story, story.topic.author, story.random.choice(_THANKS))
    if story.later(timedelta(minutes=5), timedelta(hours=20)):
        _move(story, Status.RESOLVED)


def _waiting_asker(story: Story) -> None:
    _say(story, story.officer, _ASK_BACK, status=Status.WAITING_ASKER)


def _closed(story: Story) -> None:
    _waiting_asker(story)
    if story.later(timedelta(days=4), timedelta(days=6)):
        _move(story, Status.CLOSED, note="Tidak ada jawaban dari pemohon.")


def _waiting_release(story: Story) -> None:
    _say(story, story.officer, "Belum dirilis; kami kabari di sini.", status=Status.WAITING_RELEASE)


_ENDINGS: dict[Callable[[Story], None], int] = {
    _resolved: 42,
    _answered: 25,
    _waiting_asker: 7,
    _closed: 8,
    _claimed: 6,
}

# Questions about data may wait for a release; how to reach the office waits for none.
_DATA_AWAITED = dict.fromkeys(
    ("kependudukan", "sosial", "tenaga-kerja", "ekonomi", "harga", "pertanian", "rilis"), 12
)


def _say(story: Story, author: User, body: str, status: str = "") -> None:
    parent = None
    if author == story.topic.author:
        parent = story.topic.posts.exclude(path="").order_by("-created_at").first()
    with moment.at(story.clock):
        Post.objects.reply(story.topic, author=author, body=body, parent=parent, status=status)
    story.topic.ticket.refresh_from_db()


def _move(story: Story, status: Status, note: str = "") -> None:
    with moment.at(story.clock):
        story.topic.ticket.move(status, story.officer, note=note)
