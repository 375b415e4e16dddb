"""The servers that the tests of chart sources speak to: web sites over HTTPS and HTTP, and OCI registries, all on loopback.

Takes a directory. Serves what lies in its folder "www", from each site the same; a file PATH.answer beside it is a scripted answer in
JSON: {"status": 302, "headers": {...}, "body": "..."}, {"bytes": 1000000}, or {"stall": true}. Each request is a line of JSON in the file
"requests". Prints one line of JSON with the ports, and ends, with the registries, when its standard input does.
"""

import base64
import ctypes
import http.server
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.parse

directory = sys.argv[1]
www = os.path.join(directory, "www")
lock = threading.Lock()
ended = threading.Event()
BASIC = "Basic " + base64.b64encode(b"ada:s3cret").decode()
SERVICE, ISSUER = "the registry", "the token server"


def path(name):
    return os.path.join(directory, name)


def openssl(*arguments, data=None):
    return subprocess.run(["openssl", *arguments], input=data, check=True, capture_output=True).stdout


def make_certificates():
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
    openssl("req", "-x509", *key, "-subj", "/CN=authority", "-keyout", path("authority.key"), "-out", path("authority.pem"))
    openssl("req", "-x509", *key, "-subj", "/CN=other", "-keyout", path("other.key"), "-out", path("other.pem"))
    openssl("req", *key, "-subj", "/CN=server", "-keyout", path("server.key"), "-out", path("server.csr"))
    with open(path("names"), "w") as names:
        names.write("subjectAltName=IP:127.0.0.1,DNS:localhost\n")
    openssl("x509", "-req", "-in", path("server.csr"), "-CA", path("authority.pem"), "-CAkey", path("authority.key"),
            "-CAcreateserial", "-days", "2", "-extfile", path("names"), "-out", path("server.pem"))
    # What signs the tokens of the token server.
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=tokens", "-keyout", path("token.key"),
            "-out", path("token.pem"))


def encoded(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def token(scope):
    """A token as docker-registry wants it (the distribution project's token specification)."""
    der = base64.b64encode(openssl("x509", "-in", path("token.pem"), "-outform", "DER")).decode()
    kind, name, actions = scope.split(":")
    now = int(time.time())
    claims = {"iss": ISSUER, "sub": "ada", "aud": SERVICE, "exp": now + 300, "nbf": now - 60, "iat": now, "jti": "1",
              "access": [{"type": kind, "name": name, "actions": actions.split(",")}]}
    text = encoded(json.dumps({"typ": "JWT", "alg": "RS256", "x5c": [der]}).encode()) + "." + encoded(json.dumps(claims).encode())
    return text + "." + encoded(openssl("dgst", "-sha256", "-sign", path("token.key"), data=text.encode()))


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", headers={}):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        site, authorization = self.server.site, self.headers.get("Authorization")
        with lock, open(path("requests"), "a") as requests:
            requests.write(json.dumps({"site": site, "path": self.path, "authorization": authorization or ""}) + "\n")
        parts = urllib.parse.urlsplit(self.path)
        if parts.path == "/token":
            return self.give_token(urllib.parse.parse_qs(parts.query), authorization)
        if site == "basic" and authorization != BASIC:
            return self.answer(401, b"who are you?", {"WWW-Authenticate": 'Basic realm="charts"'})
        if site == "token" and authorization != "Bearer t0ken":
            return self.answer(401, b"no token", {"WWW-Authenticate": "Bearer"})
        file = os.path.normpath(www + urllib.parse.unquote(parts.path))
        if not file.startswith(www + "/"):
            return self.answer(400)
        try:
            with open(file + ".answer") as answer:
                script = json.load(answer)
        except FileNotFoundError:
            script = {}
        # One that stalls goes on once its script is gone.
        while script.get("stall") and os.path.exists(file + ".answer") and not ended.is_set():
            time.sleep(0.02)
        if script and not script.get("stall"):
            return self.scripted(script)
        if not os.path.isfile(file):
            return self.answer(404, b"nothing here")
        with open(file, "rb") as content:
            self.answer(200, content.read())

    def give_token(self, query, authorization):
        if authorization != BASIC or query.get("service") != [SERVICE]:
            return self.answer(401, b"{}")
        self.answer(200, json.dumps({"token": token(query["scope"][0])}).encode(), {"Content-Type": "application/json"})

    def scripted(self, answer):
        if "bytes" not in answer:
            return self.answer(answer.get("status", 200), answer.get("body", "").encode(), answer.get("headers", {}))
        self.send_response(200)
        self.send_header("Content-Length", str(answer["bytes"]))
        self.end_headers()
        left = answer["bytes"]
        try:
            while left > 0:
                left -= self.wfile.write(b"x" * min(left, 65536))
        except OSError:
            self.close_connection = True


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_):
        # A client that goes away, or does not like the certificate.
        pass


def site(name, secure):
    server = Server(("127.0.0.1", 0), Handler)
    server.site = name
    if secure:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path("server.pem"), path("server.key"))
        # The handshake belongs to the connection's own thread, so that one that is never made stops no other.
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def with_parent():
    """Ends the child with this process, whatever ends that (PR_SET_PDEATHSIG)."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def registry(name, settings, secure=False):
    port = free_port()
    configuration = {
        "version": "0.1", "log": {"level": "error", "accesslog": {"disabled": True}},
        "storage": {"filesystem": {"rootdirectory": path(name)}},
        "http": {"addr": "127.0.0.1:%d" % port, "secret": "of the tests"}, **settings}
    if secure:
        configuration["http"]["tls"] = {"certificate": path("server.pem"), "key": path("server.key")}
    with open(path(name + ".yml"), "w") as file:
        json.dump(configuration, file)
    log = open(path(name + ".log"), "w")
    process = subprocess.Popen(["docker-registry", "serve", path(name + ".yml")], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                               preexec_fn=with_parent)
    deadline = time.time() + 60
    while time.time() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return port
        except OSError:
            time.sleep(0.02)
    with open(path(name + ".log")) as file:
        sys.exit("%s did not start: %s" % (name, file.read()))


os.makedirs(www, exist_ok=True)
make_certificates()
ports = {name: site(name, name != "plain") for name in ["open", "other", "basic", "token", "plain"]}
with open(path("htpasswd"), "w") as passwords:
    passwords.write(subprocess.run(["htpasswd", "-nbB", "-C", "4", "ada", "s3cret"], check=True, capture_output=True, text=True).stdout)
realm = "http://127.0.0.1:%d/token" % ports["plain"]
ports["registry"] = registry("registry", {})
ports["registry-tls"] = registry("registry-tls", {}, secure=True)
ports["registry-basic"] = registry("registry-basic", {"auth": {"htpasswd": {"realm": "charts", "path": path("htpasswd")}}})
ports["registry-token"] = registry("registry-token", {"auth": {"token": {
    "realm": realm, "service": SERVICE, "issuer": ISSUER, "rootcertbundle": path("token.pem")}}})
print(json.dumps(ports), flush=True)
sys.stdin.read()
ended.set()
