import ctypes
import signal
import socket
import subprocess
import sys
import time
from types import FrameType
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from demo.loader import is_loaded, load_demo, set_port
from demo.logins import LOGINS, PASSWORD, make_logins
from demo.reports import load_reports
from website.translations import compile_messages

START_SECONDS = 600  # on a busy machine, while the server lives
STOP_SECONDS = 15
AT_ONCE = 2  # workers making pictures the first time
PR_SET_PDEATHSIG = 1


def _end_with_parent() -> None:
    """Linux only, where the demo is at home; elsewhere a killed demo leaves its server."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Command(BaseCommand):
    help = "Prepare and run the demo in the foreground: database, content, server and worker, until Ctrl-C."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo runs under demo settings only (website.settings.demo).")
        self._check_port()
        self.is_stopping = False
        self.processes: list[subprocess.Popen[bytes]] = []
        # In the background SIGINT arrives ignored; the demo listens from its first second all the same.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._interrupt)
        try:
            self._prepare()
            server, worker = self._start_server(), self._manage("run_worker")
            self._wait_for_server(server)
            self._say_welcome()
            while server.poll() is None and worker.poll() is None:
                self._obey()
                time.sleep(0.5)
            raise CommandError("The server or the worker stopped; see above.")
        except KeyboardInterrupt:
            self.stdout.write("\nDemoen er stoppet.")
        finally:
            self._stop()

    def _check_port(self) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", settings.PORT))
            except OSError as error:
                raise CommandError(
                    f"Port {settings.PORT} er optaget. Prøv: make demo PORT={settings.PORT + 1}"
                ) from error

    def _prepare(self) -> None:
        compile_messages()
        for folder in (settings.DATA_DIR, settings.STATIC_ROOT, settings.MEDIA_ROOT):
            folder.mkdir(parents=True, exist_ok=True)
        self.stdout.write("Databasen gøres klar ...")
        call_command("migrate", verbosity=0)
        is_new = not is_loaded()
        if is_new:
            self.stdout.write("Demoens indhold lægges ind ...")
        load_demo()
        make_logins()
        if is_new:
            load_reports()
        set_port(settings.PORT)
        if is_new:
            self.stdout.write("Billederne laves i alle størrelser ...")
            for worker in [self._manage("run_worker", "--until-empty") for _core in range(AT_ONCE)]:
                worker.wait()

    def _manage(self, *arguments: str) -> "subprocess.Popen[bytes]":
        return self._start("django", *arguments)

    def _start_server(self) -> "subprocess.Popen[bytes]":
        command = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(settings.PORT)]
        command += ["--workers", "1", "--blocking-threads", "4", "--respawn-failed-workers", "--no-ws"]
        command += ["--log-level", "warning", "website.wsgi:application"]
        return self._start(*command)

    def _start(self, *module: str) -> "subprocess.Popen[bytes]":
        """A process out of Ctrl-C's reach: the demo ends it in order, and the kernel does when the demo is killed."""
        self._obey()
        command = [sys.executable, "-m", *module]
        process = subprocess.Popen(command, start_new_session=True, preexec_fn=_end_with_parent)
        self.processes.append(process)
        return process

    def _wait_for_server(self, server: "subprocess.Popen[bytes]") -> None:
        give_up_at = time.monotonic() + START_SECONDS
        while time.monotonic() < give_up_at and server.poll() is None:
            try:
                with urlopen(f"{settings.BASE_URL}/livez", timeout=2):  # noqa: S310 - our own address
                    return
            except (URLError, OSError):
                time.sleep(0.2)
        raise CommandError("Serveren kom ikke i gang; se ovenfor.")

    def _say_welcome(self) -> None:
        logins = "\n".join(f"    {login.username:<10} {PASSWORD}   {login.can_do}" for login in LOGINS)
        self.stdout.write(
            f"""
  SoMe-kataloget kører på {settings.BASE_URL}/

  Se først:
    {settings.BASE_URL}/koncepter/et-bogstav-galt/   et koncept med overførselskort og tekster til kopiering
    {settings.BASE_URL}/koncepter/                   facetterne
    {settings.BASE_URL}/api/v2/pages/?type=concepts.ConceptPage&fields=*   det samme som data
    {settings.BASE_URL}/admin/                       redaktørens side

  Login (brugernavn, adgangskode):
{logins}

  Stop med Ctrl-C.
"""
        )

    def _interrupt(self, _number: int, _frame: FrameType | None) -> None:
        self.is_stopping = True
        raise KeyboardInterrupt

    def _obey(self) -> None:
        """Stop if told to: Python swallows what a signal raises inside a finaliser or a callback of the database."""
        if self.is_stopping:
            raise KeyboardInterrupt

    def _stop(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)  # pressing twice must not leave anything behind
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(timeout=STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
