"""What officers and members fill in about releases."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from pages.fields import DayInput, readable, with_words
from releases import regions
from releases.models import Release, Subject

_ALREADY_THERE = _("There is a release of this subject, region and reference period already.")


def region_choices(everything: Any) -> list[tuple[str, Any]]:
    """All regions, after what an empty choice means."""
    return [("", everything), *regions.choices()]


class SubjectChoice(forms.ModelChoiceField):
    """A subject out of the tree, by its id or (`to_field_name`) its address."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Subject.objects.all(), **kwargs)

    def offer_tree(self, subjects: list[Subject]) -> None:
        """Show each subject's parts beneath it."""
        key = self.to_field_name or "pk"
        named = [(getattr(subject, key), subject.indented) for subject in subjects]
        self.choices = [("", self.empty_label or ""), *named]


class SubscriptionForm(forms.Form):
    """Subject x region; empty means all of them."""

    subject = SubjectChoice(
        label=_("Subject"), required=False, to_field_name="slug", empty_label=_("All subjects")
    )
    region = forms.ChoiceField(label=_("Region"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["subject"]
        chosen.offer_tree(Subject.objects.tree())
        region: Any = self.fields["region"]
        region.choices = region_choices(_("All regions"))


class ReleaseForm(forms.ModelForm):
    """A release, planned or published. `seen` is how it was when the form was shown: somebody
    else's change since then is not overwritten."""

    subject = SubjectChoice(label=_("Subject"))
    region = forms.ChoiceField(
        label=_("Region"),
        required=False,
        help_text=_("All of Lampung: about the province and its regencies and cities alike."),
    )
    source_url = forms.URLField(
        label=_("Source link"), required=False, assume_scheme="https", max_length=500
    )
    note = forms.CharField(
        label=_("Why the day moves"),
        max_length=200,
        required=False,
        validators=[readable],
        help_text=_("Shown to the public beside the new day; may stay empty."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Release
        fields = (
            "title",
            "subject",
            "region",
            "planned_on",
            "reference_from",
            "reference_until",
            "source_url",
            "summary",
        )
        widgets = {
            "planned_on": DayInput,
            "reference_from": DayInput,
            "reference_until": DayInput,
            "summary": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        subject: Any = self.fields["subject"]
        subject.offer_tree(Subject.objects.tree())
        region: Any = self.fields["region"]
        region.choices = region_choices(_("All of Lampung"))
        self.fields["title"].validators += [readable, with_words]
        self.fields["summary"].validators.append(readable)
        self.initial["seen"] = self.instance.updated_at.isoformat()
        if not self.instance.pk:
            del self.fields["note"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        now = Release.objects.filter(pk=self.instance.pk).values_list("updated_at", flat=True)
        if self.instance.pk and [at.isoformat() for at in now] != [data.get("seen")]:
            raise ValidationError(
                _("Somebody changed this release meanwhile. Open it again and look first."),
                code="overtaken",
            )
        return data

    def write(self, by: User) -> Release | None:
        """Plan the release, or revise it. Call it after `is_valid`. None, with the reason among the
        errors, when there is one of the same series and period."""
        fields = {name: self.cleaned_data[name] for name in self._meta.fields or ()}
        try:
            if not self.instance.pk:
                return Release.objects.plan(by=by, **fields)
            self.instance.revise(by, self.cleaned_data["note"], **fields)
        except IntegrityError:
            self.add_error(None, _ALREADY_THERE)
            return None
        return self.instance


class SubjectForm(forms.ModelForm):
    """A subject and where it stands in the tree."""

    parent = SubjectChoice(label=_("Part of"), required=False, empty_label=_("Nothing: a group"))

    class Meta:
        model = Subject
        fields = ("name", "parent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent: Any = self.fields["parent"]
        parent.offer_tree(Subject.objects.tree())
        self.fields["name"].validators += [readable, with_words]

    def clean_name(self) -> str:
        """Two subjects of one name could not be told apart."""
        name: str = self.cleaned_data["name"]
        others = Subject.objects.filter(name__iexact=name).exclude(pk=self.instance.pk)
        if others.exists():
            raise ValidationError(_("There is a subject of this name already."))
        return name

    def write(self) -> Subject:
        """Save the subject; its address stays as it is once it has one."""
        subject: Subject = self.instance
        subject.slug = subject.slug or Subject.objects.free_slug(subject.name)
        subject.save()
        return subject
