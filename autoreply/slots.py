"""What a question leaves open (which region, which year), and what it fills in. Never a figure."""

from dataclasses import dataclass
from urllib.parse import quote_plus

from django.utils.translation import gettext as _

from autoreply.models import Answer
from textmatch import Analysis, region_name


@dataclass(frozen=True, slots=True)
class Slots:
    """`follow_up` is the question to ask back, "" when nothing is missing; `link` a search for
    what was named, with its words as `label`."""

    follow_up: str
    link: str
    label: str


def fill(answer: Answer, analysis: Analysis) -> Slots:
    """What to ask back, and where to look, for an answer to this question."""
    region = region_name(analysis.regions[0]) if analysis.regions else ""
    year = str(analysis.years[0]) if analysis.years else ""
    label = " ".join(filter(None, (region, year)))
    link = ""
    if answer.link_template and label:
        link = answer.link_template.format(wilayah=quote_plus(region), tahun=year)
    return Slots(_follow_up(answer, region, year), link, label)


def _follow_up(answer: Answer, region: str, year: str) -> str:
    lacks_region = answer.needs_region and not region
    lacks_year = answer.needs_year and not year
    if not (lacks_region or lacks_year):
        return ""
    if answer.follow_up:
        return answer.follow_up
    if lacks_region and lacks_year:
        return _("Which region and which year do you mean?")
    return _("Which region do you mean?") if lacks_region else _("Which year do you mean?")
