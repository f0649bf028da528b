"""A web editor takes a concept over to her library's site."""

from playwright.sync_api import Browser, expect

from foundation.dpl import TAGS

CONCEPT = "/koncepter/et-bogstav-galt/"
EDITOR = "<!doctype html><title>Editor</title><div contenteditable id=editor></div>"


def test_text_is_copied_and_pasted_by_keyboard_with_nothing_but_the_allowed_tags(chromium: Browser, demo: str) -> None:
    context = chromium.new_context(base_url=demo, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(CONCEPT)
    page.get_by_role("link", name="Læg det på jeres egen side").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ét bogstav galt")
    text = page.locator("[data-copy]", has=page.get_by_role("heading", name="Tekst", exact=True))
    text.get_by_role("button", name="Kopiér").focus()
    page.keyboard.press("Enter")
    expect(text.get_by_role("status")).to_have_text("Kopieret")
    words = text.locator("[data-copy-text]").inner_text().split()

    editor = context.new_page()
    editor.route("**/editor", lambda route: route.fulfill(body=EDITOR, content_type="text/html"))
    editor.goto("/editor")
    editor.locator("#editor").focus()
    editor.keyboard.press("Control+V")

    expect(editor.locator("#editor h2").first).to_have_text("Hvorfor det virker")
    pasted = editor.locator("#editor")
    names = set(pasted.evaluate("one => [...one.querySelectorAll('*')].map((each) => each.localName)"))
    assert names <= TAGS
    assert {"h2", "h3", "p", "ol", "li", "table", "a"} <= names
    assert pasted.inner_text().split() == words
    context.close()


def test_everything_is_there_without_script(chromium: Browser, demo: str) -> None:
    context = chromium.new_context(base_url=demo, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{CONCEPT}dpl/")

    expect(page.get_by_role("button", name="Kopiér")).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("link", name="Tag det hele med hjem").click()
    assert download.value.path().read_bytes()[:2] == b"PK"
    context.close()
