"""Hands mails to the organisation's mail server, as the settings say. Nothing here keeps one."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from app.config import settings

SECONDS = 30.0
"""For which the server is waited for at each step."""


def is_set_up() -> bool:
    """Whether the settings name a server and a sender."""
    return bool(settings().smtp_host and settings().mail_from)


@contextmanager
def connected() -> Iterator[smtplib.SMTP]:
    """A connection to the server, closed with the block; raises OSError and smtplib's errors."""
    chosen = settings()
    context = ssl.create_default_context()
    place = (chosen.smtp_host, chosen.smtp_port)
    if chosen.smtp_security == "tls":
        opened: smtplib.SMTP = smtplib.SMTP_SSL(*place, timeout=SECONDS, context=context)
    else:
        opened = smtplib.SMTP(*place, timeout=SECONDS)
    with opened as server:
        if chosen.smtp_security == "starttls":
            server.starttls(context=context)
        if chosen.smtp_user:
            server.login(chosen.smtp_user, chosen.smtp_password)
        yield server


def send(mail: EmailMessage) -> None:
    """One mail; raises as `connected` does."""
    with connected() as server:
        server.send_message(mail)
