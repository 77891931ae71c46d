"""The service's cookies: how they are named, set and read. With an https address each is bound to
this host alone, so that no other site under the same domain can set one for it.
"""

from fastapi import Request
from starlette.responses import Response

from app.config import settings

SIGN_IN = "birthwords"
FORM = "birthwords_form"


def is_https() -> bool:
    return settings().base_url.startswith("https:")


def name_of(cookie: str) -> str:
    """Its name: browsers take `__Host-` only with Secure, for `/` and without a domain."""
    return f"__Host-{cookie}" if is_https() else cookie


def read(request: Request, cookie: str) -> str:
    return request.cookies.get(name_of(cookie), "")


def remember(answer: Response, cookie: str, value: str, seconds: int | None = None) -> None:
    """For so many seconds, or until the browser is closed; never for scripts or other sites."""
    answer.set_cookie(
        name_of(cookie), value, seconds, secure=is_https(), httponly=True, samesite="lax"
    )


def forget(answer: Response, cookie: str) -> None:
    answer.delete_cookie(name_of(cookie), secure=is_https(), httponly=True, samesite="lax")
