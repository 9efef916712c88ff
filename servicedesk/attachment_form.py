"""Files chosen in a form: checked, kept at once, and carried along when the form is shown again."""

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from servicedesk import uploads
from servicedesk.models import Policy
from servicedesk.models.attachment import StoredFile

# So many posts' worth of uploads may wait for their posts; a day later they are swept.
_MOST_WAITING = 5


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files; becomes the list of them."""

    def __init__(self, **kwargs: Any) -> None:
        accept = ".jpg,.jpeg,.png,.webp,.pdf,.xlsx,.docx,.csv"
        widget = _Files(attrs={"accept": accept, "data-files": True})
        super().__init__(required=False, widget=widget, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        files: Sequence[UploadedFile] = data if isinstance(data, list) else [data] if data else []
        return [super(FilesField, self).clean(file, initial) for file in files]


class FilesForm(forms.Form):
    """The part of a form with files. What was uploaded stays with its member, so that an error
    elsewhere in the form, or a preview, costs nobody a second upload on a slow line."""

    # The table of the files.
    model: ClassVar[Any]

    attached_files = FilesField(label=gettext_lazy("Attach files"))
    kept: Any = forms.ModelMultipleChoiceField(
        None,
        label=gettext_lazy("Attached"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, user: User | AnonymousUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.stored: list[StoredFile] = []
        if not isinstance(user, User):
            del self.fields["attached_files"], self.fields["kept"]
            return
        kept: Any = self.fields["kept"]
        kept.queryset = self.model.objects.orphans_of(user)

    def clean_attached_files(self) -> list[uploads.Checked]:
        policy = Policy.objects.current()
        files = self.cleaned_data["attached_files"]
        kept = len(self.data.getlist("kept")) if hasattr(self.data, "getlist") else 0
        if len(files) + kept > policy.attachments_per_post:
            raise forms.ValidationError(
                _("At most %(most)d files, please.") % {"most": policy.attachments_per_post}
            )
        waiting = self.model.objects.orphans_of(cast(User, self.user)).count()
        if files and waiting + len(files) > _MOST_WAITING * policy.attachments_per_post:
            raise forms.ValidationError(
                _("You have uploaded many files without posting them. Please try tomorrow.")
            )
        return [uploads.check(file, policy) for file in files]

    def keep(self) -> list[str]:
        """Store the new files, once; the ids of all that belong to the post."""
        if not isinstance(self.user, User):
            return []
        if not self.stored:
            checked = self.cleaned_data.get("attached_files") or []
            self.stored = [uploads.store(file, self.user, self.model) for file in checked]
        kept = self.cleaned_data.get("kept") or []
        return [str(row.pk) for row in (*kept, *self.stored)]

    @property
    def carried(self) -> list[StoredFile]:
        """What is shown again as attached."""
        return [*(self.cleaned_data.get("kept") or []), *self.stored] if self.is_bound else []
