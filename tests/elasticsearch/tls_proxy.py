"""TLS and keys before a node that has neither: how a site reaches a node that is secured.

    with tls_proxy(elasticsearch_url, tmp_path) as secured:
        httpx.get(secured.url, headers={"Authorization": f"ApiKey {secured.api_key}"}, ...)

The certificate is of an authority made on the spot, so only who is given `ca_file` trusts it.
"""

import base64
import http.client
import json
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

USER, PASSWORD = "practices", "a password of these tests"
API_KEY = base64.b64encode(b"key-of-these-tests:not-secret").decode()
BASIC = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
ACCEPTED = {f"ApiKey {API_KEY}", f"Basic {BASIC}"}
REFUSED = json.dumps({"error": {"type": "security_exception"}, "status": 401}).encode()
KEY = ("-newkey", "rsa:2048", "-nodes")
HOP_BY_HOP = {"connection", "transfer-encoding", "content-length"}


@dataclass(frozen=True)
class Secured:
    """Where the node is reached, and what opens it."""

    url: str
    ca_file: Path
    api_key: str = API_KEY
    user: str = USER
    password: str = PASSWORD


@contextmanager
def tls_proxy(node_url: str, folder: Path) -> Iterator[Secured]:
    """Passes on to `node_url` what carries the key or the password; answers 401 to all else."""
    make_certificates(folder)
    handler = type("Handler", (_Handler,), {"node": urlsplit(node_url).netloc})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    # Shaking hands in the connection's own thread, a slow client keeps nobody waiting.
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Secured(f"https://127.0.0.1:{server.server_port}", folder / "ca.pem")
    finally:
        server.shutdown()
        server.server_close()


def make_certificates(folder: Path) -> None:
    """An authority, `ca.pem`, and a certificate of it for 127.0.0.1, `server.pem`; for two days."""

    def openssl(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    (folder / "names").write_text("subjectAltName = IP:127.0.0.1, DNS:localhost\n")
    authority = ("-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Authority of the tests")
    openssl("req", "-x509", *KEY, *authority, "-days", "2")
    openssl("req", *KEY, "-keyout", "server.key", "-out", "request", "-subj", "/CN=127.0.0.1")
    signing = ("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "names")
    openssl("x509", "-req", "-in", "request", *signing, "-days", "2", "-out", "server.pem")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    node = ""

    def forward(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.headers.get("Authorization") not in ACCEPTED:
            self.answer(401, {"WWW-Authenticate": "ApiKey"}, REFUSED)
            return
        connection = http.client.HTTPConnection(self.node, timeout=30)
        try:
            connection.request(self.command, self.path, body, self.kept(self.headers))
            answer = connection.getresponse()
            self.answer(answer.status, self.kept(answer.headers), answer.read())
        finally:
            connection.close()

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = forward

    def kept(self, headers) -> dict[str, str]:
        return {name: value for name, value in headers.items() if name.lower() not in HOP_BY_HOP}

    def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
