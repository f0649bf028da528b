"""The demo as a newcomer starts it (`manage.py demo`: server, worker, content), and a real browser."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.e2e.hosts import Host
from tests.e2e.waiting import PATIENCE_MS
from tests.services import browser as browsers
from tests.services.demos import Demo, copy_of_demo

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="package")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo keeps its data: `media` is what it shows the world."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="package")
def running_demo(tmp_path_factory: pytest.TempPathFactory, demo_folder: Path) -> Iterator[Demo]:
    one = copy_of_demo(demo_folder)
    with one.running(tmp_path_factory.mktemp("log") / "demo.log"):
        yield one


@pytest.fixture
def demo(running_demo: Demo) -> str:
    """The demo's address. Whoever comes there is a new visitor: what others have tried does not count."""
    running_demo.forget_attempts()
    return running_demo.address


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Its driver runs an event loop in the tests' own thread: later tests, which have none, must not find it there."""
    path = browsers.find()
    if path is None:
        pytest.fail(browsers.SENTENCE)
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        browser = playwright.chromium.launch(executable_path=path)
        patch.setattr(browser, "new_context", partial(_patient_context, browser.new_context))
        yield browser
        browser.close()


def _patient_context(new_context: Callable[..., BrowserContext], **options: Any) -> BrowserContext:
    context = new_context(**options)
    context.set_default_timeout(PATIENCE_MS)
    return context


@pytest.fixture
def page(chromium: Browser, demo: str) -> Iterator[Page]:
    context = chromium.new_context(base_url=demo, viewport={"width": 1440, "height": 900})
    yield context.new_page()
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
