"""What is typed is never lost: reload, back, closed tab, crash, no network, no storage, two tabs, too long a text."""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Error, Page, Route, expect

from tests.factories.core import picture_file
from tests.nightly import by_night_but

NAME, STORY = "Bænken der læste højt", "Ti minutters fortælling,\nskrevet på en iPad."
NOT_KEPT = re.compile("Ikke gemt endnu")
NOTHING_WAITS = "() => Object.values(localStorage).every((one) => !one.includes('typed'))"
CUT_STORAGE = """
    for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
        Object.defineProperty(window, name, { get() { throw new DOMException("blocked", "SecurityError"); } });
    }
"""


@pytest.fixture
def context(chromium: Browser, demo: str) -> Any:
    context = chromium.new_context(base_url=demo)
    yield context
    context.close()


def _name(page: Page) -> Any:
    return page.locator("[name=name]")


def _story(page: Page) -> Any:
    return page.locator("[name=what]")


def _said(page: Page) -> Any:
    return page.locator("[data-keep-status]").first


def _begun(context: BrowserContext, email: str = "") -> Page:
    """A page in which a draft was begun, in all haste: nothing is waited for."""
    page = context.new_page()
    page.goto("/indberet/")
    if email:
        page.locator("[name=email]").fill(email)
    _name(page).fill(NAME)
    _story(page).fill(STORY)
    return page


def _kept_in_browser(page: Page) -> list[str]:
    """The texts of drafts that lie in this browser."""
    texts: list[str] = page.evaluate("Object.values(localStorage).filter((one) => one.includes('typed'))")
    return texts


def _expect_both(page: Page) -> None:
    expect(_name(page)).to_have_value(NAME)
    expect(_story(page)).to_have_value(STORY)


def _reloaded(page: Page) -> Page:
    page.reload()
    return page


def _linked_and_back(page: Page) -> Page:
    page.goto("/privatliv/")
    page.go_back()
    return page


def _back_and_forward(page: Page) -> Page:
    page.go_back()
    page.go_forward()
    return page


def _closed_and_opened(page: Page) -> Page:
    address, context = page.url, page.context
    page.close(run_before_unload=False)
    page = context.new_page()
    page.goto(address)
    return page


def _other_tab(page: Page) -> Page:
    other = page.context.new_page()
    other.goto(page.url)
    return other


def _crashed(page: Page) -> Page:
    address, context = page.url, page.context
    with page.expect_event("crash"), suppress(Error):  # to be told of it is an error of its own
        page.goto("chrome://crash")
    page = context.new_page()
    page.goto(address)
    return page


WAYS: dict[str, Callable[[Page], Page]] = {
    "reload": _reloaded,
    "link and back": _linked_and_back,
    "back and forward": _back_and_forward,
    "closed and opened": _closed_and_opened,
    "another tab": _other_tab,
    "crashed": _crashed,
}


EMAIL = "ida@fjordby.example"
HASTE_AND_EMAIL = [
    pytest.param(True, "", id="kept"),
    pytest.param(False, EMAIL, id="in haste, e-mail", marks=pytest.mark.deep),
    pytest.param(True, EMAIL, id="kept, e-mail", marks=pytest.mark.deep),
    pytest.param(False, "", id="in haste", marks=pytest.mark.deep),
]


@pytest.mark.parametrize(("is_waited_for", "email"), HASTE_AND_EMAIL)
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_draft_stands_there_whichever_way_one_comes_back(
    context: BrowserContext, way: Callable[[Page], Page], is_waited_for: bool, email: str
) -> None:
    page = _begun(context, email)
    if is_waited_for:
        expect(_said(page)).to_have_text("Gemt")

    page = way(page)

    _expect_both(page)
    expect(page.locator("[name=email]")).to_have_value(email)
    expect(_said(page)).not_to_have_text(NOT_KEPT)
    page.wait_for_function(NOTHING_WAITS)


@pytest.mark.parametrize("is_waited_for", by_night_but([True, False], False), ids=["kept", "in haste"])
@pytest.mark.deep
def test_page_older_than_the_last_answer_catches_up(context: BrowserContext, is_waited_for: bool) -> None:
    """As when it was asked for while the text was on its way: the server read it first and wrote then."""
    page = _begun(context, EMAIL)
    expect(_said(page)).to_have_text("Gemt")
    old = context.request.get(page.url).text()
    _name(page).fill("Bussen")
    expect(_said(page)).to_have_text("Gemt")
    _story(page).fill("Den kom.")
    if is_waited_for:
        expect(_said(page)).to_have_text("Gemt")
    page.route(page.url, lambda route: route.fulfill(body=old, content_type="text/html"), times=1)
    page.reload()

    expect(_name(page)).to_have_value("Bussen")
    expect(_story(page)).to_have_value("Den kom.")
    expect(page.locator("[data-keep-other]")).to_have_count(0)
    expect(_said(page)).not_to_have_text(NOT_KEPT)


def test_what_is_typed_without_network_survives_the_tab_and_is_kept_by_itself(context: BrowserContext) -> None:
    page = _begun(context)
    expect(_said(page)).to_have_text("Gemt")
    context.set_offline(True)
    _story(page).fill(f"{STORY} Og en bus.")
    expect(_said(page)).to_have_text(NOT_KEPT)
    expect(_said(page)).to_be_in_viewport()  # wherever she writes
    _name(page).evaluate("field => scrollBy(0, field.getBoundingClientRect().bottom - innerHeight)")
    _name(page).focus()
    assert _name(page).bounding_box()["y"] < _said(page).bounding_box()["y"]
    address = page.url
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(address)

    expect(_story(page)).to_have_value(f"{STORY} Og en bus.")
    page.wait_for_function(NOTHING_WAITS)  # the closed tab may have got it through as the network came back
    expect(_said(page)).not_to_have_text(NOT_KEPT)
    assert _kept_in_browser(page) == []
    page.reload()
    expect(_story(page)).to_have_value(f"{STORY} Og en bus.")


def test_what_was_never_kept_at_all_survives_the_tab(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/indberet/")
    context.set_offline(True)
    _name(page).fill(NAME)
    _story(page).fill(STORY)
    expect(_said(page)).to_have_text(NOT_KEPT)
    address = page.url
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(address)

    _expect_both(page)
    page.wait_for_function(NOTHING_WAITS)  # the closed tab may have got it through as the network came back
    _expect_both(_reloaded(page))


@pytest.mark.deep
def test_network_that_comes_back_is_used_at_once(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/indberet/")
    context.set_offline(True)
    _name(page).fill(NAME)
    expect(_said(page)).to_have_text(NOT_KEPT)
    context.set_offline(False)

    expect(_said(page)).to_have_text("Gemt")


@pytest.mark.parametrize("statuses", by_night_but([[500, 503], [502, 429]], [502, 429]), ids=str)
def test_server_that_fails_is_asked_again(context: BrowserContext, statuses: list[int]) -> None:
    page = context.new_page()
    failures = list(statuses)

    def fail(route: Route) -> None:
        if route.request.method != "POST" or not failures:
            route.continue_()
        else:
            route.fulfill(status=failures.pop(), body="<h1>Fejl</h1>", content_type="text/html")

    page.route("**/trin/1/", fail)
    page.goto("/indberet/")
    _name(page).fill(NAME)
    expect(_said(page)).to_have_text(NOT_KEPT)

    expect(_said(page)).to_have_text("Gemt")
    assert failures == []


@pytest.mark.deep
def test_answer_that_was_lost_on_the_way_is_no_other_window(context: BrowserContext) -> None:
    page = _begun(context)
    expect(_said(page)).to_have_text("Gemt")

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/trin/1/", lose, times=1)
    _name(page).fill("Bussen")
    expect(_said(page)).to_have_text(NOT_KEPT)
    _name(page).fill("Bussen svarer")

    expect(_said(page)).to_have_text("Gemt")
    page.reload()
    expect(_name(page)).to_have_value("Bussen svarer")


def test_send_without_network_stays_on_the_page_and_says_so(context: BrowserContext) -> None:
    page = _begun(context)
    expect(_said(page)).to_have_text("Gemt")
    context.set_offline(True)
    page.get_by_role("button", name="Send").click()
    expect(_said(page)).to_have_text(re.compile("ikke sendt", re.IGNORECASE))
    _expect_both(page)
    context.set_offline(False)
    page.wait_for_timeout(3_200)  # nobody is quicker
    page.get_by_role("button", name="Send").click()

    expect(page.locator(".report__errors")).to_be_visible()


@pytest.mark.deep
def test_two_tabs_with_different_fields_both_count(context: BrowserContext) -> None:
    one = _begun(context)
    expect(_said(one)).to_have_text("Gemt")
    other = _other_tab(one)
    _name(one).fill("Nyt navn")
    expect(_said(one)).to_have_text("Gemt")
    _story(other).fill("Ny fortælling")

    expect(_said(other)).to_have_text("Gemt")
    expect(_name(other)).to_have_value("Nyt navn")
    one.reload()
    expect(_name(one)).to_have_value("Nyt navn")
    expect(_story(one)).to_have_value("Ny fortælling")


def test_two_tabs_with_the_same_field_never_overwrite_in_silence(context: BrowserContext) -> None:
    one = _begun(context)
    expect(_said(one)).to_have_text("Gemt")
    other = _other_tab(one)
    _name(one).fill("Det nye")
    expect(_said(one)).to_have_text("Gemt")
    _name(other).fill("Det andet")

    expect(_said(other)).to_have_text(re.compile("et andet vindue"))
    expect(_name(other)).to_have_value("Det andet")
    one.reload()
    expect(_name(one)).to_have_value("Det nye")


@pytest.mark.deep
def test_older_text_of_the_browser_is_offered_and_never_put_over_a_newer(context: BrowserContext) -> None:
    one = _begun(context)
    expect(_said(one)).to_have_text("Gemt")
    context.set_offline(True)
    _story(one).fill("Skrevet uden net.")
    expect(_said(one)).to_have_text(NOT_KEPT)
    address = one.url
    one.close()
    context.set_offline(False)
    elsewhere = context.browser.new_context(base_url=address).new_page()  # type: ignore[union-attr]
    elsewhere.goto(address)
    _story(elsewhere).fill("Skrevet på telefonen.")
    expect(_said(elsewhere)).to_have_text("Gemt")
    elsewhere.context.close()

    page = context.new_page()
    page.goto(address)
    expect(_story(page)).to_have_value("Skrevet på telefonen.")
    other = page.locator("[data-keep-other]")
    expect(other.locator("textarea")).to_have_value("Skrevet uden net.")
    other.get_by_role("button", name="Sæt det ind").click()

    expect(_story(page)).to_have_value("Skrevet uden net.")
    expect(_said(page)).to_have_text("Gemt")
    assert _kept_in_browser(page) == []


def test_blocked_storage_keeps_on_the_server_and_asks_before_it_loses(context: BrowserContext) -> None:
    context.add_init_script(CUT_STORAGE)
    page = _begun(context)
    page.reload()
    page.reload()  # what was sent while leaving has come
    _expect_both(page)
    context.set_offline(True)
    _name(page).fill("Uden net og uden lager")
    expect(_said(page)).to_have_text(re.compile("Lad vinduet stå åbent"))
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)

    context.set_offline(False)
    expect(_said(page)).to_have_text("Gemt")
    assert asked == ["beforeunload"]


@pytest.mark.deep
def test_begun_draft_is_offered_to_who_comes_again_until_it_is_erased(context: BrowserContext) -> None:
    page = _begun(context)
    expect(_said(page)).to_have_text("Gemt")
    page.close()
    page = context.new_page()
    page.goto("/indberet/")
    page.get_by_role("link", name="Skriv videre på den").click()
    _expect_both(page)
    page.get_by_role("link", name="Overblik").click()
    page.get_by_text("Slet alt om mig").click()
    page.get_by_role("button", name="Slet det hele").click()
    expect(page.get_by_text("Det er væk")).to_be_visible()

    page.wait_for_function("() => localStorage.length === 0")
    page.goto("/indberet/")
    expect(page.get_by_role("link", name="Skriv videre på den")).to_have_count(0)


def test_long_story_and_title_are_kept_whole_counted_and_told_by_how_much(context: BrowserContext) -> None:
    story = ("Vi læste højt på en bænk. " * 300)[:7_000] + "SLUTNINGEN MÅ IKKE FORSVINDE."
    title = "Bænken der læste højt for alle, som kom forbi den hele dagen"
    page = context.new_page()
    page.goto("/indberet/")
    _name(page).fill(title)
    _story(page).fill(story)
    expect(page.get_by_text("7.029 tegn, 2.029 for mange")).to_be_visible()
    expect(page.get_by_text("60 tegn, 5 for mange")).to_be_visible()
    expect(_said(page)).to_have_text("Gemt")
    page.reload()
    expect(_story(page)).to_have_value(story)
    page.wait_for_timeout(3_200)  # nobody is quicker
    page.get_by_role("button", name="Send").click()

    errors = page.locator(".report__errors")
    expect(errors).to_contain_text("7.029 tegn, 2.029 for mange")
    expect(errors).to_contain_text("60 tegn, 5 for mange")
    expect(_story(page)).to_have_value(story)


@pytest.mark.deep
def test_more_than_even_a_draft_holds_is_never_said_to_be_kept(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/indberet/")
    _name(page).fill(NAME)
    _story(page).fill("æ" * 100_001)

    expect(_said(page)).to_have_text(re.compile("100.001 tegn"))
    expect(_said(page)).not_to_have_text(re.compile("^Gemt"))
    page.reload()
    expect(_name(page)).to_have_value(NAME)
    assert page.evaluate("document.querySelector('[name=what]').value.length") == 100_001


def _at_pictures(context: BrowserContext) -> Page:
    page = _begun(context)
    expect(_said(page)).to_have_text("Gemt")
    page.goto(page.url.replace("/trin/1/", "/trin/4/"))
    return page


def _send(page: Page) -> None:
    """Press Send, and again when it was too soon for anybody to have read what she sends."""
    page.get_by_role("button", name="Send").click()
    too_soon = page.get_by_text("Det var hurtigt")
    expect(too_soon.or_(page.get_by_text("Trin 1 af 4"))).to_be_visible()
    if too_soon.is_visible():
        page.go_back()
        _send(page)


def test_send_adds_the_pictures_that_were_chosen(context: BrowserContext) -> None:
    page = _at_pictures(context)
    picture = picture_file(size=(60, 40))
    picture.seek(0)
    sent = picture.read()
    page.set_input_files("#report-file", {"name": "bus.jpg", "mimeType": "image/jpeg", "buffer": sent})
    _send(page)
    expect(page).to_have_url(re.compile(r"/trin/1/\?tjek=1$"))
    page.goto(page.url.replace("/trin/1/?tjek=1", "/trin/4/"))

    expect(page.locator(".report__files img")).to_have_count(1)
    page.get_by_label("Hvad viser det?").fill("En bus ved en sø.")
    page.reload()
    expect(page.get_by_label("Hvad viser det?")).to_have_value("En bus ved en sø.")
    page.locator(".report__files img").evaluate("one => { one.loading = 'eager'; return one.decode(); }")
    stands = _height_at(page)
    page.route(re.compile(r"/billeder/\d+/$"), lambda _route: None)  # the picture is on its way, and stays there
    page.reload(wait_until="domcontentloaded")
    assert _height_at(page) == stands, "nothing moves from under a finger"


def _height_at(page: Page) -> Any:
    return page.get_by_label("Hvad viser det?").evaluate("one => one.getBoundingClientRect().top + scrollY")


@pytest.mark.deep
def test_send_says_which_chosen_pictures_were_not_added(context: BrowserContext) -> None:
    page = _at_pictures(context)
    page.set_input_files("#report-file", {"name": "bus.jpg", "mimeType": "image/jpeg", "buffer": b"intet billede"})
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_role("alert").filter(has_text="Ikke sendt endnu")).to_contain_text("bus.jpg")
    assert page.url.endswith("/trin/4/")
