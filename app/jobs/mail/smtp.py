"""Hands mails to the organisation's mail server, as the settings say. Nothing here keeps one."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import EmailMessage

from app.config import settings

SECONDS = 30.0
"""For which the server is waited for at each step."""


def is_set_up() -> bool:
    """Whether the settings name a server and a sender."""
    return bool(settings().smtp_host and settings().mail_from)


@contextmanager
def connected() -> Iterator[smtplib.SMTP]:
    """A connection to the server, closed with the block; raises OSError, smtplib's errors, and
    ValueError for a name that no server can have. How the server says goodbye changes nothing of
    what it took."""
    chosen = settings()
    context = ssl.create_default_context()
    place = (chosen.smtp_host, chosen.smtp_port)
    if chosen.smtp_security == "tls":
        opened: smtplib.SMTP = smtplib.SMTP_SSL(*place, timeout=SECONDS, context=context)
    else:
        opened = smtplib.SMTP(*place, timeout=SECONDS)
    try:
        if chosen.smtp_security == "starttls":
            opened.starttls(context=context)
        if chosen.smtp_user:
            opened.login(chosen.smtp_user, chosen.smtp_password)
        yield opened
        with suppress(OSError, smtplib.SMTPException):
            opened.quit()
    finally:
        opened.close()


class PerhapsTaken(Exception):
    """The connection broke after the mail was handed over, before the server said anything."""


def send(mail: EmailMessage) -> None:
    """One mail; raises as `connected` does, and PerhapsTaken."""
    with connected() as server:
        handed, hand_over = [], server.data

        def data(words: str | bytes) -> tuple[int, bytes]:
            handed.append(words)
            return hand_over(words)

        server.data = data  # type: ignore[assignment, method-assign]
        try:
            server.send_message(mail)
        except (OSError, smtplib.SMTPServerDisconnected) as error:
            if handed and not isinstance(error, smtplib.SMTPResponseException):
                raise PerhapsTaken from error
            raise
