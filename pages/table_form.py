"""The form by which a table is sent."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pages import table_reader


class TableForm(forms.Form):
    """One file, whatever its form."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,  # the reader says so, in its words
        help_text=_("CSV or XLSX, up to 5 MB and 5,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx,.txt,.tsv"}),
    )

    def data_read(self) -> bytes:
        """What the file holds. Call it after `is_valid`. Raises RefusedError for a file that is
        too large, unread."""
        file = self.cleaned_data["file"]
        if file.size > table_reader.MOST_BYTES:
            raise table_reader.too_large()
        data: bytes = file.read()
        return data
