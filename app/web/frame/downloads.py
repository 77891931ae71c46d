"""Files that people take away: their media types and headers."""

from fastapi.responses import Response

from app.exchange import english_word
from app.resources.as_yaml import file_name, taken_away
from app.resources.schema import Resource

MEDIA = {
    "po": "text/x-gettext-translation",
    "xlf": "application/xliff+xml",
    "tmx": "application/x-tmx+xml",
    "tbx": "application/x-tbx+xml",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "yaml": "application/yaml; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def download(data: bytes, name: str) -> Response:
    """A file to save, never kept by a proxy."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return Response(data, media_type=MEDIA[name.rpartition(".")[2]], headers=headers)


def english_as_word(resource: Resource, state: str) -> Response:
    """English as a Word document to edit; `state` says in a few words which English it is."""
    name = file_name(resource.slug, resource.reading_version, "docx")
    return download(english_word.write(resource, state), name)


def english_as_yaml(resource: Resource) -> Response:
    """English as the YAML that authors write."""
    name = file_name(resource.slug, resource.reading_version, "yaml")
    return download(taken_away(resource).encode(), name)


def reader_pdf(data: bytes, slug: str, tag: str, name: str) -> Response:
    """A reader's PDF under a name of its own; it may be kept but must be asked for again."""
    return pdf(data, f"{slug}-{tag}-{name}.pdf", "no-cache")


def picture(data: bytes, name: str) -> Response:
    """A PNG to save and to send on."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(data, media_type="image/png", headers=headers)


def pdf(data: bytes, name: str, cache: str) -> Response:
    """A PDF that opens in the browser; `cache` is its Cache-Control."""
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": cache}
    return Response(data, media_type="application/pdf", headers=headers)
