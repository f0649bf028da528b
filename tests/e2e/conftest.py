"""The demo as a newcomer starts it (`manage.py demo`: server, worker, content), and a real browser."""

import os
import shutil
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e.hosts import Host
from tests.services import browser as browsers
from tests.services import databases
from tests.services.ports import free_port
from tests.services.processes import answers, running, wait_for

ROOT = Path(__file__).resolve().parents[2]


def _database_of_its_own(port: int, folder: Path) -> dict[str, str]:
    """A fresh, migrated database: on PostgreSQL beside the tests' own, on SQLite where the demo looks for its own."""
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        return {"DATABASE_URL": databases.make_postgresql_database(url, f"demo_{port}")}
    shutil.copyfile(databases.sqlite_template(), folder / "catalogue.sqlite3")
    return {}


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo keeps its data: `media` is what it shows the world."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, demo_folder: Path) -> Iterator[str]:
    """The demo's address."""
    port = free_port()
    environment = {
        **os.environ,
        **_database_of_its_own(port, demo_folder),
        "PORT": str(port),
        "CATALOGUE_DATA_DIR": str(demo_folder),
        "DJANGO_SETTINGS_MODULE": "website.settings.demo",
    }
    log = tmp_path_factory.mktemp("log") / "demo.log"
    address = f"http://127.0.0.1:{port}"
    with running([sys.executable, "manage.py", "demo"], log=log, environment=environment, folder=ROOT) as process:
        wait_for(partial(answers, f"{address}/readyz"), process, log)
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = browsers.find()
    if path is None:
        pytest.fail(browsers.SENTENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, demo: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=demo, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(15_000)
    yield page
    context.close()


@pytest.fixture
def host() -> Iterator[Host]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **served.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(served.page.encode())

        def log_message(self, *_arguments: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Host(f"http://localhost:{server.server_port}/")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield served
    server.shutdown()
    server.server_close()
