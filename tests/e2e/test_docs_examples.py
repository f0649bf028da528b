"""The examples of docs/api.md, run as they stand against the demo."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Page

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs/api.md").read_text("utf-8")


def _examples(language: str, demo: str) -> list[str]:
    found = re.findall(rf"```{language}\n(.*?)```", DOCUMENT, flags=re.DOTALL)
    assert found
    return [example.replace("http://127.0.0.1:8000", demo) for example in found]


def test_shell_examples(demo: str) -> None:
    if not shutil.which("curl"):
        pytest.fail("curl is needed to run the examples of docs/api.md. Install it: sudo apt install curl")
    for example in _examples("bash", demo):
        answer = subprocess.run(["bash", "-c", example], capture_output=True, text=True, check=True)
        assert "Ét bogstav galt" in answer.stdout


@pytest.fixture
def other_site(tmp_path: Path) -> Iterator[str]:
    """A page of another origin, as a library's own site is."""
    (tmp_path / "index.html").write_text("<!doctype html><title>Et bibliotek</title>")
    handler = partial(SimpleHTTPRequestHandler, directory=tmp_path)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_javascript_examples(page: Page, demo: str, other_site: str) -> None:
    page.goto(other_site)
    for example in _examples("javascript", demo):
        titles = page.evaluate(f"async () => {{ {example} }}")
        assert any(line.startswith("Ét bogstav galt: ") for line in titles)


def test_python_examples(demo: str) -> None:
    for example in _examples("python", demo):
        answer = subprocess.run([sys.executable, "-c", example], capture_output=True, text=True, check=True)
        assert "Ét bogstav galt – " in answer.stdout
