"""Whatever is stopped, in whatever way and at whatever moment, leaves no process behind: demos, services of tests."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command

from demo.management.commands import demo
from tests.nightly import by_night_but
from tests.services.databases import ROOT
from tests.services.demos import DEMO, copy_of_demo
from tests.services.ports import free_port
from tests.services.processes import PATIENCE_SECONDS, answers, living, running, wait_for

STOPS = [signal.SIGINT, signal.SIGTERM, signal.SIGKILL]


def _wait_until_none_is_left(folder: Path) -> None:
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while living(folder) and time.monotonic() < give_up_at:
        time.sleep(0.2)
    assert living(folder) == {}


@pytest.mark.parametrize("number", by_night_but(STOPS, signal.SIGTERM), ids=lambda number: number.name)
def test_running_demo_leaves_no_process(tmp_path: Path, number: signal.Signals) -> None:
    one = copy_of_demo(tmp_path / "data")
    log = tmp_path / "demo.log"
    ignoring = ["sh", "-c", 'trap "" INT; exec "$@"', "sh", *DEMO]  # as a shell starts what ends with &

    with running(ignoring, log=log, environment=one.environment, folder=ROOT) as process:
        wait_for(lambda: answers(f"{one.address}/livez"), process, log)
        os.kill(process.pid, number)
        process.wait(timeout=PATIENCE_SECONDS)
        _wait_until_none_is_left(one.folder)


def test_demo_stopped_while_it_prepares_leaves_no_process(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder}/catalogue.sqlite3",
        "CATALOGUE_DATA_DIR": str(folder),
        "PORT": str(free_port()),
        "DJANGO_SETTINGS_MODULE": "website.settings.demo",
    }
    log = tmp_path / "demo.log"

    with running(DEMO, log=log, environment=environment, folder=ROOT) as process:
        wait_for(lambda: (folder / "catalogue.sqlite3").exists(), process, log)
        os.kill(process.pid, signal.SIGTERM)
        process.wait(timeout=PATIENCE_SECONDS)
        _wait_until_none_is_left(folder)


@pytest.mark.parametrize("number", by_night_but(STOPS[:2], signal.SIGTERM), ids=lambda number: number.name)
@pytest.mark.parametrize(
    "service", by_night_but([["postgresql"], ["s3", "moto"]], ["postgresql"]), ids=lambda service: service[0]
)
def test_service_stopped_beside_its_command_leaves_no_process(
    tmp_path: Path, service: list[str], number: signal.Signals
) -> None:
    marked = {**os.environ, "CATALOGUE_DATA_DIR": str(tmp_path)}
    marked.pop("TEST_POSTGRESQL_URL", None)  # a server of its own
    begun, log = tmp_path / "begun", tmp_path / "service.log"
    command = [sys.executable, "-m", f"tests.services.{service[0]}", *service[1:]]

    with running(
        [*command, "sh", "-c", f"touch {begun}; sleep 600"], log=log, environment=marked, folder=ROOT
    ) as process:
        wait_for(begun.exists, process, log)
        os.kill(process.pid, number)
        process.wait(timeout=PATIENCE_SECONDS)
        _wait_until_none_is_left(tmp_path)


def test_what_a_service_starts_in_a_session_of_its_own_ends_with_it(tmp_path: Path) -> None:
    marked = {**os.environ, "CATALOGUE_DATA_DIR": str(tmp_path)}
    begun, log = tmp_path / "begun", tmp_path / "service.log"
    with running(["sh", "-c", f"setsid sleep 600 & touch {begun}; wait"], log=log, environment=marked) as process:
        wait_for(begun.exists, process, log)
        assert living(tmp_path)

    time.sleep(1)  # what is killed is not gone the same moment
    assert living(tmp_path) == {}


def test_stop_that_python_swallowed_is_obeyed_before_the_next_process(
    monkeypatch: pytest.MonkeyPatch, settings: LazySettings, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted_in_a_finaliser(_command: demo.Command) -> None:
        with suppress(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGTERM)

    def never(*_arguments: object, **_options: object) -> None:
        pytest.fail("It went on.")

    settings.DEMO, settings.PORT = True, free_port()
    monkeypatch.setattr(demo.Command, "_prepare", interrupted_in_a_finaliser)
    monkeypatch.setattr(subprocess, "Popen", never)
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        call_command("demo")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

    assert "Demoen er stoppet." in capsys.readouterr().out
