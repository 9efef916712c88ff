"""A mail server for tests: it takes letters over a real socket, or refuses as it is told."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class _Session(socketserver.StreamRequestHandler):
    server: "Server"

    def handle(self) -> None:
        self._say("220 test")
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "QUIT":
                self._say("221 bye")
                return
            self._answer(verb, line)

    def _answer(self, verb: str, line: str) -> None:
        if verb == "RCPT" and any(address in line for address in self.server.refused):
            self._say("550 no such user")
        elif verb == "DATA":
            self._say("354 go on")
            self.server.letters.append(message_from_bytes(self._data(), policy=policy.default))
            self._say("250 taken")
        else:
            self._say("250 ok")

    def _data(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.letters: list[EmailMessage] = []
        self.refused: set[str] = set()

    @property
    def port(self) -> int:
        return self.server_address[1]


@contextmanager
def running() -> Iterator[Server]:
    with Server() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()
