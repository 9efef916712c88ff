"""What a calendar is about: everything, a subject with its parts, or a region."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from releases import regions
from releases.models import Release, ReleaseQuerySet, Subject, Subscription


@dataclass(frozen=True, slots=True)
class Scope:
    """A subject (none: all), a region ("": all)."""

    subject: Subject | None = None
    region: str = ""

    @property
    def name(self) -> str:
        """How its page is called."""
        if self.subject:
            return self.subject.name
        return regions.name_of(self.region) or _("Data releases")

    @property
    def address(self) -> str:
        return self.address_of("release_list", "subject", "region")

    @property
    def feed_address(self) -> str:
        """Its Atom feed."""
        return self.address_of("feed", "subject_feed", "region_feed")

    @property
    def calendar_address(self) -> str:
        """Its iCalendar feed."""
        return self.address_of("calendar", "subject_calendar", "region_calendar")

    @property
    def releases(self) -> ReleaseQuerySet:
        """The releases in it, with their subjects."""
        found = Release.objects.select_related("subject")
        if self.subject:
            found = found.in_branch(self.subject)
        return found.about(self.region) if self.region else found

    def subscription_of(self, user: User) -> Subscription | None:
        """This person's subscription to exactly this, if there is one."""
        mine = Subscription.objects.filter(user=user, region=self.region)
        return mine.filter(subject=self.subject).first()

    def address_of(self, everything: str, of_subject: str, of_region: str) -> str:
        """The address of one of three pages, whichever it is."""
        if self.subject:
            return reverse(f"releases:{of_subject}", args=[self.subject.slug])
        if self.region:
            return reverse(f"releases:{of_region}", args=[self.region])
        return reverse(f"releases:{everything}")


def get_scope(slug: str = "", code: str = "") -> Scope:
    """What a subject's or a region's address names; everything for neither. Raises Http404."""
    if code and not regions.known(code):
        raise Http404
    return Scope(get_object_or_404(Subject, slug=slug) if slug else None, code)
