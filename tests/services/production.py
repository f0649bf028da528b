"""Run a command beside the product as it runs in production: two web workers, one background worker, nginx in front.

`python -m tests.services.postgresql python -m tests.services.production COMMAND ...`: the command gets production's
settings, the same database and folders as the servers, and CATALOGUE_STACK, the folder of their logs and mails.
"""

import datetime
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.services import databases, nginx
from tests.services.ports import free_port
from tests.services.processes import answers, leave_when_told, run, running, wait_for

ROOT = Path(__file__).resolve().parents[2]
HOST = "localhost"
MAIN_CONFIGURATION = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-error.log;
events {{}}
http {{
    include {types};
    access_log {folder}/nginx-access.log;
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/proxied;
    fastcgi_temp_path {folder}/unused;
    uwsgi_temp_path {folder}/unused;
    scgi_temp_path {folder}/unused;
    include {folder}/catalogue.conf;
}}
"""


def main(command: list[str]) -> int:
    leave_when_told()
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        sys.exit("The tests of production need PostgreSQL: run them under tests.services.postgresql.")
    with tempfile.TemporaryDirectory(prefix="catalogue-production-") as name, ExitStack() as everything:
        folder = Path(name)
        web_port, port, smtp_port = free_port(), free_port(), free_port()
        environment = _environment(folder, port, smtp_port)
        _manage(environment, "collectstatic", "--noinput", "--verbosity", "0")
        _manage(environment, "setup_roles")
        everything.enter_context(_mail_server(folder, smtp_port))
        web = everything.enter_context(running(_granian(web_port), log=folder / "web.log", environment=environment))
        everything.enter_context(running(_worker(), log=folder / "worker.log", environment=environment))
        everything.enter_context(_proxy(folder, web_port, port))
        wait_for(partial(answers, f"http://127.0.0.1:{web_port}/readyz"), web, folder / "web.log")
        environment["CATALOGUE_STACK"] = str(folder)
        environment["CATALOGUE_STACK_WEB"] = f"http://127.0.0.1:{web_port}"
        return run(command, environment)


def _environment(folder: Path, port: int, smtp_port: int) -> dict[str, str]:
    url = databases.make_postgresql_database(os.environ["DATABASE_URL"], f"production_{port}")
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "website.settings.production",
        "DATABASE_URL": url,
        "CATALOGUE_DATA_DIR": str(folder),
        "CATALOGUE_SECRET_KEY": token_urlsafe(60),
        "CATALOGUE_HOSTS": f"{HOST},127.0.0.1",
        "CATALOGUE_BASE_URL": f"https://{HOST}:{port}",
        "CATALOGUE_BEHIND_PROXY": "yes",
        "CATALOGUE_PROXY_HOPS": "1",
        "CATALOGUE_EMAIL_HOST": "127.0.0.1",
        "CATALOGUE_EMAIL_PORT": str(smtp_port),
        "CATALOGUE_EMAIL_FROM": f"katalog@{HOST}",
    }


def _manage(environment: dict[str, str], *arguments: str) -> None:
    command = [sys.executable, "-m", "django", *arguments]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)


def _granian(port: int) -> list[str]:
    """As docs/settings.md says it, with a port."""
    command = ["granian", "--interface", "wsgi", "--workers", "2", "--respawn-failed-workers"]
    return [sys.executable, "-m", *command, "--host", "127.0.0.1", "--port", str(port), "website.wsgi:application"]


def _worker() -> list[str]:
    return [sys.executable, "-m", "django", "run_worker"]


class _Keep:
    """Every mail becomes a file, named by its order."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.count += 1
        receivers = "\n".join(f"X-Envelope-To: {address}" for address in envelope.rcpt_tos)
        (self.folder / f"{self.count:04}.eml").write_bytes(receivers.encode() + b"\n" + envelope.content)
        return "250 OK"


@contextmanager
def _mail_server(folder: Path, port: int) -> Iterator[None]:
    mails = folder / "mails"
    mails.mkdir()
    controller = Controller(_Keep(mails), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield
    finally:
        controller.stop()


@contextmanager
def _proxy(folder: Path, web_port: int, port: int) -> Iterator[None]:
    """nginx with deploy/nginx.conf: only addresses, certificate and folders are the test's."""
    path = nginx.find()
    if path is None:
        sys.exit(nginx.SENTENCE)
    _certify(folder)
    text = (ROOT / "deploy/nginx.conf").read_text("utf-8")
    for documented, ours in {
        "127.0.0.1:8000": f"127.0.0.1:{web_port}",
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "catalogue.example": HOST,
        "/etc/ssl/catalogue.pem": f"{folder}/certificate.pem",
        "/etc/ssl/catalogue.key": f"{folder}/certificate.key",
        "/var/cache/nginx/catalogue": f"{folder}/cache",
        "/srv/catalogue": str(folder),
        "/var/log/nginx": str(folder),
    }.items():
        if documented not in text:
            sys.exit(f"deploy/nginx.conf no longer says {documented}")
        text = text.replace(documented, ours)
    (folder / "catalogue.conf").write_text(text, "utf-8")
    user = "user root;" if os.geteuid() == 0 else ""  # the folders are this user's alone
    configuration = folder / "nginx.conf"
    types = "/etc/nginx/mime.types"
    configuration.write_text(MAIN_CONFIGURATION.format(user=user, folder=folder, types=types), "utf-8")
    log = folder / "nginx.log"
    with running([path, "-c", str(configuration), "-p", str(folder)], log=log) as process:
        wait_for((folder / "nginx.pid").exists, process, log)
        yield


def _certify(folder: Path) -> None:
    """A certificate of our own making for HOST."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.datetime.now(datetime.UTC)
    names = x509.SubjectAlternativeName([x509.DNSName(HOST), x509.IPAddress(ip_address("127.0.0.1"))])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - datetime.timedelta(days=1))
    builder = builder.not_valid_after(now + datetime.timedelta(days=2)).add_extension(names, critical=False)
    certificate = builder.sign(key, hashes.SHA256())
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private = serialization.PrivateFormat.PKCS8
    plain = serialization.NoEncryption()
    (folder / "certificate.key").write_bytes(key.private_bytes(serialization.Encoding.PEM, private, plain))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
