"""A WebAPI of our own, on this machine: it replays what the real one answers, good and bad."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

# One answer: status, headers, body. None: the connection is dropped.
Answer = tuple[int, dict[str, str], bytes]


def listed(rows, pages=1):
    body = {
        "status": "OK",
        "data-availability": "available",
        "data": [{"page": 1, "pages": pages, "per_page": 10, "count": 1, "total": 1}, rows],
    }
    return 200, {}, json.dumps(body).encode()


def press_release(**more):
    return {
        "brs_id": 1969,
        "subj_id": 8,
        "subj": "Ekspor-Impor",
        "title": "Ekspor Agustus 2023 mencapai US$22,00 miliar",
        "abstract": "&lt;b&gt;A. PERKEMBANGAN EKSPOR&lt;/b&gt;&lt;br/&gt;Tumbuh &amp;amp; naik",
        "rl_date": "2023-09-15",
        "updt_date": None,
        "pdf": "https://www.bps.go.id/pressrelease/downloadapi.html?data=abc",
        "size": "6.04 MB",
        **more,
    }


def publication(**more):
    return {
        "pub_id": "3d0c77d11cecb84a1a5b6f95",
        "title": "Kota Metro Dalam Angka 2020",
        "abstract": None,
        "issn": "978-0",
        "sch_date": "2020-02-28",
        "rl_date": "2020-02-28",
        "updt_date": None,
        "pdf": "https://metro.bps.go.id/x.pdf",
        **more,
    }


EMPTY = (200, {}, b'{"status":"OK","data-availability":"list-not-available","data":""}')
GONE = (404, {"data-availability": "list-not-available"}, b"")


class WebApiServer(ThreadingHTTPServer):
    """Answers each list with what stands in `answers` for its model, one after the other; the last
    one again and again. `paths` is what was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, list[Answer | None]] = {}
        self.paths: list[str] = []

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1/api"


class _Handler(BaseHTTPRequestHandler):
    server: WebApiServer

    def do_GET(self) -> None:
        self.server.paths.append(self.path)
        model = self.path.split("/model/")[1].split("/")[0]
        answers = self.server.answers.get(model, [EMPTY])
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if answer is None:
            self.connection.close()
            return
        status, headers, body = answer
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[WebApiServer]:
    with WebApiServer() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()
