"""An editor's first hour: a concept with picture, gallery and film, from login to gone again."""

import json
import re
from io import BytesIO
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, Response, expect

from tests.e2e.waiting import PATIENCE_MS, reload_until
from tests.factories import videos

CAPTIONS: FilePayload = {
    "name": "tekst.srt",
    "mimeType": "application/x-subrip",
    "buffer": "1\n00:00:00,000 --> 00:00:02,000\nEn tændstik stryges.\n".encode(),
}
TITLE = "Læselys i vinduet"
ADDRESS = "/koncepter/laeselys-i-vinduet/"
API = "/api/v2/pages/?type=concepts.ConceptPage&slug=laeselys-i-vinduet&fields=*"


def _log_in(chromium: Browser, demo: str, username: str) -> tuple[BrowserContext, Page]:
    context = chromium.new_context(base_url=demo, viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    page.goto("/admin/")
    page.fill("#id_username", username)
    page.fill("#id_password", "demo")
    page.click("form[action='/admin/login/'] button[type=submit]")
    page.wait_for_url(lambda url: "/login/" not in url)
    return context, page


def _picture() -> FilePayload:
    data = BytesIO()
    Image.new("RGB", (1600, 1000), "#a9c9dd").save(data, "JPEG")
    return {"name": "IMG_0042.jpg", "mimeType": "image/jpeg", "buffer": data.getvalue()}


def _upload_picture(page: Page) -> None:
    page.goto("/admin/images/add/")
    page.fill("#id_title", "Lys i vinduet")
    page.fill("#id_alt_text", "Et tændt lys i en vindueskarm.")
    page.set_input_files("#id_file", _picture())
    page.locator("#id_file").locator("xpath=ancestor::form").locator("button[type=submit]").click()
    page.wait_for_url("**/admin/images/")


def _upload_film(page: Page, film: Path) -> None:
    """Send a phone's film, look on until it is ready, and say how those who hear or see badly follow it."""
    page.goto("/admin/snippets/media/video/add/")
    page.fill("#id_title", "Lyset tændes")
    page.set_input_files("#id_original", str(film))
    page.set_input_files("#id_captions_file", CAPTIONS)
    page.fill("#id_transcript", "En tændstik stryges. Ingen taler.")
    page.select_option("#id_audio_description", "not-needed")
    page.locator("button.action-save, form button[type=submit]").last.click()
    page.wait_for_url("**/admin/snippets/media/video/")
    page.get_by_role("link", name="Lyset tændes").first.click()
    expect(page.locator("[data-film-text]")).to_have_text("Klar")


def _choose_first(page: Page, inside: Locator) -> None:
    """Choose the newest object in the first empty chooser inside a part of the form."""
    inside.locator("[data-chooser-action-choose]:visible").first.click()
    page.locator(".modal a[data-chooser-modal-choice], .modal a.image-choice").first.click()
    expect(page.locator(".modal")).to_have_count(0)


def _add_block(page: Page, label: str) -> Locator:
    """Add a block at the end of the body; returns it, or its first item."""
    body = page.locator("[data-contentpath='body']").first
    blocks = body.locator("[data-streamfield-child]")
    before = blocks.count()
    body.locator("button.c-sf-add-button:visible").last.click()
    page.get_by_role("option", name=label, exact=True).first.click()
    expect(blocks).not_to_have_count(before)
    return blocks.last


def _write_concept(page: Page, index_id: int) -> None:
    page.goto(f"/admin/pages/add/concepts/conceptpage/{index_id}/")
    page.fill("#id_title", TITLE)
    page.fill("#id_lead", "Et lys i vinduet hver aften i december.")
    page.fill("#id_number", "99")
    _choose_first(page, page.locator("#id_cover-chooser"))
    _choose_first(page, _add_block(page, "Galleri"))
    _choose_first(page, _add_block(page, "Film"))


def _concept_in_api(demo: str) -> list[dict[str, object]]:
    with urlopen(f"{demo}{API}") as answer:
        return list(json.load(answer)["items"])


def _index_id(demo: str) -> int:
    with urlopen(f"{demo}/api/v2/pages/?type=concepts.ConceptIndexPage") as answer:
        return int(json.load(answer)["items"][0]["id"])


def _page_id(page: Page) -> str:
    found = re.search(r"/pages/(\d+)/", page.url)
    assert found
    return found[1]


def test_first_hour(chromium: Browser, demo: str, tmp_path: Path) -> None:
    editor_context, editor = _log_in(chromium, demo, "redaktoer")
    _upload_film(editor, videos.portrait(tmp_path))
    _upload_picture(editor)
    _write_concept(editor, _index_id(demo))

    with editor.expect_response(_is_saved, timeout=PATIENCE_MS):  # an autosave may change the address before
        editor.locator("button.action-save").first.click()
    editor.wait_for_load_state()
    page_id = _page_id(editor)
    preview = editor_context.new_page()
    preview.goto(f"/admin/pages/{page_id}/view_draft/")
    expect(preview.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert _status(demo, ADDRESS) == 404

    editor.goto(f"/admin/pages/{page_id}/edit/")
    editor.locator("footer .w-dropdown__toggle").last.click()
    with editor.expect_response(lambda one: one.request.is_navigation_request() and one.ok, timeout=PATIENCE_MS):
        editor.locator("button[name='action-submit']").click()
    assert _status(demo, ADDRESS) == 404

    admin_context, admin = _log_in(chromium, demo, "demo")
    admin.goto(f"/admin/pages/{page_id}/edit/")
    _approve(admin)
    _is_public(chromium, demo)

    admin.goto(f"/admin/pages/{page_id}/unpublish/")
    with admin.expect_navigation():
        admin.locator("main form[method='POST'] [type=submit]").last.click()
    _is_gone(chromium, demo)
    admin_context.close()
    editor_context.close()


def _is_saved(answer: Response) -> bool:
    return answer.request.is_navigation_request() and answer.ok and answer.url.endswith("/edit/")


def _approve(page: Page) -> None:
    page.locator("footer .w-dropdown__toggle").last.click()
    with page.expect_navigation():
        page.locator("[data-workflow-action-name='approve']").first.click()


def _status(demo: str, address: str) -> int:
    try:
        with urlopen(f"{demo}{address}") as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


def _is_public(chromium: Browser, demo: str) -> None:
    context = chromium.new_context(base_url=demo)
    page = context.new_page()
    page.goto(ADDRESS)
    reload_until(page, lambda: page.locator(".picture-waiting").count() == 0)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.locator("article img").first).to_have_attribute("alt", "Et tændt lys i en vindueskarm.")
    expect(page.locator("video")).to_have_count(1)
    assert page.locator("video").evaluate("one => one.width < one.height"), "it stands upright"
    page.goto("/koncepter/")
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    (concept,) = _concept_in_api(demo)
    assert [block["type"] for block in concept["body"]] == ["gallery", "video"]  # type: ignore[attr-defined]  # JSON
    context.close()


def _is_gone(chromium: Browser, demo: str) -> None:
    assert _status(demo, ADDRESS) == 404
    assert _concept_in_api(demo) == []
    for address in ("/", "/koncepter/", "/soeg/?q=vinduet", "/sitemap.xml", "/api/v2/pages/?search=vinduet"):
        with urlopen(f"{demo}{address}") as answer:
            assert "laeselys-i-vinduet" not in answer.read().decode()
