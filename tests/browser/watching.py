"""A proxy that every request of a browser has to pass, those of its service workers too."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

#: Of one connection alone: not passed on.
HOP = ("connection", "proxy-connection", "keep-alive", "transfer-encoding")


@dataclass(frozen=True)
class Sent:
    """One request as it left the browser."""

    method: str
    url: str
    headers: str
    body: str

    @property
    def whole(self) -> str:
        """All of it."""
        return "\n".join((self.method, self.url, self.headers, self.body))


@dataclass
class Watch:
    """What passed. `address`: of the proxy."""

    address: str = ""
    sent: list[Sent] = field(default_factory=list)


@contextmanager
def watching(base: str) -> Iterator[Watch]:
    """A proxy to one site. What is meant for any other is written down and answered with 502."""
    watch = Watch()
    allowed = urlsplit(base).netloc

    class Proxy(BaseHTTPRequestHandler):
        def passed(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length)
            told = body.decode("utf-8", "replace")
            watch.sent.append(Sent(self.command, self.path, str(self.headers), told))
            if urlsplit(self.path).netloc != allowed:
                self.send_error(502)
                return
            onward = HTTPConnection(allowed, timeout=30)
            headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
            onward.request(self.command, self.path.partition(allowed)[2], body or None, headers)
            answer = onward.getresponse()
            whole = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in (*HOP, "content-length"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(whole)))
            self.end_headers()
            self.wfile.write(whole)
            onward.close()

        do_GET = do_POST = do_HEAD = do_OPTIONS = do_CONNECT = passed  # noqa: N815

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    watch.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
