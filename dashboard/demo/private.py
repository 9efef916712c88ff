"""A handful of private conversations of the demo world, each in another state."""

from datetime import timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from accounts.models import User
from chat.models import Conversation, Message
from dashboard.demo.people import People
from dashboard.models import PublicCopy
from forum.models import Category
from pages import moment
from servicedesk.moves import Status

_HOUR = timedelta(hours=1)

# Subject, what the asker writes, what the officer says, the status that leaves it in, hours ago.
_STORIES: tuple[tuple[str, str, str, str, int], ...] = (
    (
        "Data usaha saya di Sensus Ekonomi salah",
        "Alamat usaha saya tercatat di kecamatan lain. Bagaimana cara memperbaikinya?",
        "Terima kasih sudah memberi tahu. Mohon sebutkan nama kecamatan yang benar.",
        Status.WAITING_ASKER,
        30,
    ),
    (
        "Permintaan data mikro Susenas untuk skripsi",
        "Saya mahasiswa dan butuh data mikro Susenas tingkat kabupaten. Apa syaratnya?",
        "Silakan kirim surat pengantar dari kampus; formulirnya ada di kantor kami.",
        Status.ANSWERED,
        52,
    ),
    (
        "Petugas sensus belum datang ke rumah",
        "Tetangga sudah didata, rumah kami belum.",
        "Kami teruskan ke tim lapangan. Mereka datang pekan ini.",
        Status.RESOLVED,
        120,
    ),
    ("Surat keterangan untuk beasiswa", "Apakah BPS menerbitkan surat ini?", "", "", 3),
    ("Penawaran kerja sama pelatihan", "Dengan siapa saya dapat berbicara?", "", "", 1),
)


def converse(people: People) -> int:
    """Add the conversations that are missing. Returns how many there were to add."""
    new = 0
    for number, story in enumerate(_STORIES):
        name = uuid5(NAMESPACE_URL, f"demo:pesan:{story[0]}")
        if not Conversation.objects.filter(submission=name).exists():
            _tell(story, name, people, number)
            new += 1
    return new


def _tell(story: tuple[str, str, str, str, int], name: UUID, people: People, number: int) -> None:
    title, body, answer, status, hours = story
    begins = moment.now() - hours * _HOUR
    # The first ones are those of the people one logs in as.
    asker = people.public[number // 2]
    officer = people.officers[number % 2]
    with moment.at(begins):
        opened = Conversation.objects.open(author=asker, title=title, body=body, submission=name)
    if not answer:
        return
    with moment.at(begins + _HOUR):
        Message.objects.send(opened, author=officer, body=answer, status=status)
    if status == Status.ANSWERED:
        with moment.at(begins + 2 * _HOUR):
            _ask_to_publish(opened, officer)


def _ask_to_publish(conversation: Conversation, officer: User) -> None:
    """The office would like to publish it."""
    copy = PublicCopy(conversation=conversation)
    copy.write(
        officer,
        title="Syarat memperoleh data mikro Susenas",
        category=Category.objects.order_by("position", "pk").first(),
        question="Apa syarat memperoleh data mikro Susenas untuk penelitian?",
        answer="Kirim surat pengantar dari lembaga Anda; formulirnya ada di kantor kami.",
    )
    copy.ask(officer)
