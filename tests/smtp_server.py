"""A mail server of one test: takes what it is sent over a real connection, and keeps it."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Mailbox:
    """What arrived; with `refuses` the server takes nothing, and `goodbye` is how it ends."""

    port: int = 0
    refuses: bool = False
    goodbye: str = "221 bye"
    mails: list[EmailMessage] = field(default_factory=list)


@contextmanager
def smtp_server() -> Iterator[Mailbox]:
    """A server on a free port of this machine (RFC 5321, as much as a sender needs)."""
    box = Mailbox()

    class Session(socketserver.StreamRequestHandler):
        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            self.say("220 test")
            for line in self.rfile:
                match line.split(b":")[0].split()[0].upper():
                    case b"DATA":
                        self.say("354 go on")
                        self.take()
                    case b"RCPT" if box.refuses:
                        self.say("550 no such person: midwife@x.test")
                    case b"QUIT":
                        self.say(box.goodbye)
                        return
                    case _:
                        self.say("250 ok")

        def take(self) -> None:
            data = b""
            while (line := self.rfile.readline()) != b".\r\n":
                data += line.removeprefix(b".")
            mail = message_from_bytes(data, policy=policy.default)
            assert isinstance(mail, EmailMessage)
            box.mails.append(mail)
            self.say("250 taken")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield box
        server.shutdown()
