"""What uploads do to the running demo, and what its public files tell of those who made them."""

import io
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import av
import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.e2e.signing_in import sign_in
from tests.factories import bad_pictures
from tests.services.demos import Demo
from tests.services.processes import living

TELLING = re.compile(rb"Exif\0\0|http://ns\.adobe\.com/xap|<x:xmpmeta|Photoshop 3\.0|GPSLatitude")
ALLOWED_TAGS = {"major_brand", "minor_version", "compatible_brands", "encoder", "handler_name", "language", "vendor_id"}
OF_PAPER = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)  # PDF/UA asks for it; it may say what the page says
SAID_BY_PAPER = re.compile(rb"<((?!rdf:|x:)\w+:\w+)")
ALLOWED_ON_PAPER = {
    *(b"dc:title", b"dc:description", b"dc:creator", b"dc:language", b"dc:format", b"pdfuaid:part", b"pdf:PDFVersion"),
    *(b"xmp:CreatorTool", b"xmpTPg:NPages", b"xmpMM:InstanceID", b"xmpMM:DocumentID", b"xmpMM:RenditionClass"),
}
PATIENCE_SECONDS = 600
VISITORS_BESIDE_THEM = 4  # one would be, were visitors made to wait until all is done


def _visit(demo: str) -> None:
    with urlopen(f"{demo}/koncepter/") as answer:
        assert answer.status == 200


@pytest.mark.deep  # half a minute of both processors; one bomb is met by every run
def test_four_bombs_at_once_leave_the_site_standing_and_quick(page: Page, demo: str, demo_folder: Path) -> None:
    """A1-A3 at the limit: four pictures that cost the most memory a picture may cost, sent in one moment."""
    sign_in(page)
    page.goto("/admin/images/add/")
    bomb = bad_pictures.costliest()
    page.set_input_files("#id_file", {"name": "b.png", "mimeType": "image/png", "buffer": bomb})
    before = set(living(demo_folder))
    page.evaluate(
        """() => {
            const form = document.querySelector("#id_file").form;
            const send = () => {
                const data = new FormData(form);
                data.set("title", "Bombe");
                data.set("alt_text", "Ingenting.");
                return fetch(form.action, { method: "POST", body: data, redirect: "manual" });
            };
            window.answers = null;
            Promise.all([1, 2, 3, 4].map(send)).then((all) => { window.answers = all.map((one) => one.status); });
        }"""
    )
    served = 0
    while (answers := page.evaluate("window.answers")) is None:
        _visit(demo)
        served += 1

    assert 0 in answers, "one at least was taken in (a redirect shows as 0)"
    assert set(answers) <= {0, 200}, "and who had to wait too long was told so"
    assert served >= VISITORS_BESIDE_THEM
    assert before
    assert before <= set(living(demo_folder)), "no process died"


@pytest.fixture(scope="module")
def public_files(running_demo: Demo, demo_folder: Path) -> list[Path]:
    """Every file the demo shows the world, once the worker has made them all."""
    media = demo_folder / "media"
    seen: set[Path] = set()
    for _round in range(PATIENCE_SECONDS // 5):
        found = {path for path in media.rglob("*") if path.is_file()}
        if found == seen and len(found) > 50:
            return sorted(found)
        seen = found
        time.sleep(5)
    pytest.fail("The demo's files never came to rest.")


def _each(path: Path) -> Iterator[tuple[str, bytes]]:
    """A file, or the files within a set."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield name, archive.read(name)
    else:
        yield path.name, path.read_bytes()


def test_no_public_byte_of_the_demo_tells_who_where_or_with_what(public_files: list[Path]) -> None:
    kinds = set()
    for path in public_files:
        for name, data in _each(path):
            kinds.add(name.rpartition(".")[2])
            if name.endswith(".pdf"):
                assert set(SAID_BY_PAPER.findall(b"".join(OF_PAPER.findall(data)))) <= ALLOWED_ON_PAPER, path
                data = OF_PAPER.sub(b"", data)
            assert not TELLING.search(data), path
            if name.endswith((".jpg", ".png", ".webp", ".avif")):
                picture = Image.open(io.BytesIO(data))
                assert not picture.getexif(), path
                assert not {"exif", "xmp", "comment", "photoshop", "XML:com.adobe.xmp"} & set(picture.info), path
            elif name.endswith(".mp4"):
                with av.open(io.BytesIO(data)) as film:
                    tags = set(film.metadata).union(*(stream.metadata for stream in film.streams))
                assert tags <= ALLOWED_TAGS, path
    assert {"jpg", "webp", "avif", "mp4", "zip", "pdf"} <= kinds | {path.suffix[1:] for path in public_files}
