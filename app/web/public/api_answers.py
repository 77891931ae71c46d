"""What the API's schema says of answers other than the wanted one: their statuses, their one shape
and their headers."""

from typing import Any

Answers = dict[int | str, dict[str, Any]]

_TEXT: dict[str, Any] = {"type": "string"}
_PROBLEM = {
    "title": "Problem",
    "type": "object",
    "required": ["detail"],
    "properties": {"detail": {**_TEXT, "description": "What is wrong, and the mend."}},
}
_FIELD = {
    "title": "FieldProblem",
    "type": "object",
    "required": ["type", "loc", "msg"],
    "properties": {
        "type": _TEXT,
        "loc": {"type": "array", "items": {"anyOf": [_TEXT, {"type": "integer"}]}},
        "msg": _TEXT,
    },
}
_VALUES = {
    "title": "WrongValues",
    "type": "object",
    "required": ["detail"],
    "properties": {
        "detail": {"anyOf": [_TEXT, {"type": "array", "items": _FIELD}]},
    },
}
_ALLOW = {"Allow": {"description": "The methods that there are.", "schema": _TEXT}}
_LATER = {"Retry-After": {"description": "Seconds to wait.", "schema": _TEXT}}
_ETAG = {"ETag": {"description": "Names this state of the answer.", "schema": _TEXT}}
IF_NONE_MATCH = {
    "parameters": [
        {
            "name": "If-None-Match",
            "in": "header",
            "required": False,
            "description": "The ETag of an answer at hand: 304 says that it is still the same.",
            "schema": _TEXT,
        }
    ]
}
_SAID: dict[int, str] = {
    400: "The body cannot be read as JSON.",
    404: "Nothing is published under this address, or it holds a value that no page has.",
    405: "The address takes other methods.",
    409: "The plan has changed since it was filled in.",
    413: "The body is too long.",
    422: "A value is wrong, or the answers do not fit the plan.",
    503: "More is asked than can be answered now, or the database is away.",
}


def answers(*statuses: int) -> Answers:
    """The declared answers of a route, with those that every address gives."""
    return {status: _answer(status) for status in sorted({404, 405, 422, 503, *statuses})}


def unchanged() -> Answers:
    """The answers of an address that may be asked whether it is still the same."""
    return {200: {"headers": _ETAG}, 304: {"description": "Still the same.", "headers": _ETAG}}


def _answer(status: int) -> dict[str, Any]:
    schema = _VALUES if status == 422 else _PROBLEM
    found: dict[str, Any] = {
        "description": _SAID[status],
        "content": {"application/json": {"schema": schema}},
    }
    headers = {405: _ALLOW, 503: _LATER}.get(status)
    return {**found, "headers": headers} if headers else found
