"""A server on this machine that answers anything, and remembers that it was asked."""

import gzip
import socketserver
import threading
from typing import Any

from tests.hostile.canaries import body_of

TYPES = {"css": "text/css", "png": "image/png", "jpg": "image/jpeg", "svg": "image/svg+xml"}


class Listener:
    """`asked` holds a line for every connection, whatever was spoken on it."""

    def __init__(self, secret: str) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Handler(socketserver.StreamRequestHandler):
            timeout = 1

            def handle(self) -> None:
                asked.append("connected")
                try:
                    line = self.rfile.readline(2000).decode(errors="replace").strip()
                    asked.append(line)
                    self.wfile.write(answer(line, secret))
                except OSError:
                    return

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def here(self) -> str:
        return f"127.0.0.1:{self.server.server_address[1]}"

    def heard(self) -> list[str]:
        """What was asked since this was asked last."""
        heard = list(self.asked)
        del self.asked[: len(heard)]
        return heard

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def answer(line: str, secret: str) -> bytes:
    """What a helpful web server would say; `secret` is the address of a file on the disk."""
    if not line.startswith("GET "):
        return b"500 no\r\n"
    path = line.split()[1]
    way = path.split("/")[1]
    if to := {"to-file": secret, "loop": path, "hop": path.removeprefix("/hop")}.get(way):
        return _said("302 Found", {"Location": to})
    if way == "packed":
        return _said("200 OK", {"Content-Type": TYPES["svg"], "Content-Encoding": "gzip"},
                     gzip.compress(body_of("svg")))  # fmt: skip
    if way == "chain":
        return _said("200 OK", {"Content-Type": "text/css"}, b"@import url(again.css);")
    kind = path.rsplit(".", 1)[-1]
    return _said("200 OK", {"Content-Type": TYPES.get(kind, "text/plain")}, body_of(kind))


def _said(status: str, headers: dict[str, Any], body: bytes = b"") -> bytes:
    told = {"Content-Length": len(body), "Connection": "close", **headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"HTTP/1.0 {status}\r\n{lines}\r\n".encode() + body
