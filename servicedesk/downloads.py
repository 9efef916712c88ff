"""An attached file as it is sent to whoever may read its text."""

from django.http import FileResponse, Http404

from servicedesk.models.attachment import StoredFile

_A_DAY = 24 * 3600


def file_response(row: StoredFile) -> FileResponse:
    """The file itself."""
    response = FileResponse(
        row.file.open("rb"),
        # What is not a picture is saved, never opened as a page of this site.
        as_attachment=not row.is_image,
        filename=row.name,
        content_type=row.content_type,
    )
    return _sealed(response)


def thumbnail_response(row: StoredFile) -> FileResponse:
    """Its small picture. Raises Http404 where there is none."""
    if not row.thumbnail:
        raise Http404
    return _sealed(FileResponse(row.thumbnail.open("rb"), content_type="image/webp"))


def _sealed(response: FileResponse) -> FileResponse:
    """Nothing in the file runs, and no shared cache keeps it: the text may be hidden tomorrow."""
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = f"private, max-age={_A_DAY}"
    return response
