"""The monthly mail on what is new, to those who asked for it: written here, and sent by the process
that works on jobs. Of a month without news there is none.
"""

import logging
import smtplib
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import urlsplit

from app import faults
from app.config import settings
from app.db import Database
from app.jobs.mail import smtp
from app.languages import find
from app.resources.months import month_before, month_name, month_of
from app.resources.review_date import today
from app.workflow.editions.news import News, news
from app.workflow.people import monthly_mail
from app.workflow.people.monthly_mail import Recipient

log = logging.getLogger("birthwords.mail")
LOOK_AGAIN = 600.0
"""Seconds after which it is looked for a mail that is due."""
HEADINGS = {
    "published": "Published for the first time",
    "renewed": "Renewed",
    "withdrawn": "Withdrawn",
    "archived": "Taken out of all lists",
    "brought-back": "Brought back into the lists",
}


@contextmanager
def mailing(database: Database) -> Iterator[None]:
    """Send what is due until the block ends, where mail is set up."""
    stop = threading.Event()

    def watch() -> None:
        while not stop.is_set():
            try:
                send_due(database, stop)
            except Exception as error:  # the thread outlives a database that is busy or away
                if not stop.is_set() and not faults.tell(error, "sending the monthly mail"):
                    log.exception("Sending the monthly mail stopped and begins again.")
            stop.wait(LOOK_AGAIN)

    thread = threading.Thread(target=watch, name="mail", daemon=True)
    if smtp.is_set_up():
        thread.start()
    try:
        yield
    finally:
        stop.set()
        if thread.is_alive():
            thread.join(smtp.SECONDS)


def send_due(database: Database, stop: threading.Event | None = None) -> int:
    """Send the mail of last month to everybody who asked before this month and has not had it; says
    to how many it went. What the server does not take is tried again, less and less often, until
    there is the mail of another month; what it may have taken is not."""
    this = month_of(today())
    month, sent = month_before(this), 0
    with database.reading() as session:
        happened = news(session, month, this)
    while happened and not (stop and stop.is_set()):
        with database.writing() as session:
            to = monthly_mail.take_next(session, month, this)
        if to is None:
            break
        try:
            arrived = _sent(mail_of(happened, month, to))
        except smtp.PerhapsTaken:  # as of a process that died: nobody gets a mail twice
            log.warning("The mail server did not say whether it took a monthly mail.")
            continue
        with database.writing() as session:
            monthly_mail.say(session, to.user_id, month, sent=arrived)
        sent += arrived
    return sent


def _sent(mail: EmailMessage) -> bool:
    """Whether the server took it. The log says no address, which a server's answer may hold."""
    try:
        smtp.send(mail)
    except (OSError, ValueError, smtplib.SMTPException) as error:
        code = getattr(error, "smtp_code", "")
        log.warning("A monthly mail could not be sent: %s %s", type(error).__name__, code)
        return False
    return True


def mail_of(happened: Iterable[News], month: date, to: Recipient) -> EmailMessage:
    """What one person is told of a month, in plain text."""
    base, name = settings().base_url, month_name(month)
    stop = f"{base}/account/mail/stop?code={to.stop_code}"
    mail = EmailMessage()
    mail["From"], mail["To"] = settings().mail_from, to.email
    mail["Subject"] = f"What was new in {name}"
    mail["Date"] = formatdate(localtime=False)
    mail["Message-ID"] = make_msgid(domain=urlsplit(base).hostname or "localhost")
    mail["Auto-Submitted"] = "auto-generated"
    mail["List-Unsubscribe"] = f"<{stop}>"
    if base.startswith("https:"):  # RFC 8058 takes no other
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    parts = [
        f"What was new in the library in {name}.",
        *_sections(happened),
        f"All of it, with links:\n{base}/library/new?month={month:%Y-%m}",
        f"You asked for this mail in your Birthwords account. To stop it:\n{stop}",
    ]
    mail.set_content("\n\n".join(parts) + "\n")
    return mail


def _sections(happened: Iterable[News]) -> Iterator[str]:
    """What happened by kind, a line for each text with its languages."""
    found: dict[str, dict[tuple[str, str], list[str]]] = {what: {} for what in HEADINGS}
    for each in happened:
        easy = " (easy read)" if each.reading_version == "easy_read" else ""
        tags = found[each.what].setdefault((each.title + easy, each.slug), [])
        if each.language and each.language not in tags:
            tags.append(each.language)
    for what, texts in found.items():
        if texts:
            lines = [_line(title, tags) for (title, _), tags in sorted(texts.items())]
            yield "\n".join([HEADINGS[what], *lines])


def _line(title: str, tags: list[str]) -> str:
    names = ", ".join(sorted(find(tag).english_name for tag in tags))
    return f"- {title}: {names}" if names else f"- {title}"
