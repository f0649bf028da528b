"""A library tells what it did: on a phone, in another browser, without script; and an editor takes it on."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.axe import violations
from tests.e2e.waiting import reload_until
from tests.services.demos import Demo

PHONE: Any = {"width": 390, "height": 844}
LEAST_MS = 3_200  # as long as a person takes at least
TEN = "Visninger\n100\n240\n300\n1.300\n90\n210\n400\n310\n800\n650"


def _fill(page: Page, name: str) -> None:
    """The six fields of the minimal road."""
    page.get_by_label("Hvad skal vi kalde det?").fill(name)
    page.get_by_label("Dit bibliotek").fill("Fjordby")
    page.get_by_label("Instagram").check()
    page.get_by_label("Hvad gjorde I?").fill("Vi tog imod spørgsmål hele dagen.")
    page.get_by_label("Din mailadresse på arbejdet").fill("ida@fjordby.example")


def _no_violations(page: Page) -> None:
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _address_in_mail(browser: Browser, demo: str, name: str, subject: str) -> str:
    """The link of the newest mail about a report, as the demo's mailbox shows it."""
    context = browser.new_context(base_url=demo)
    page = context.new_page()
    mail = page.locator("article", has=page.get_by_role("heading", name=subject)).filter(has_text=name).first
    page.goto("/demo/post/")
    reload_until(page, lambda: mail.count() > 0)
    address = str(mail.get_by_role("link").get_attribute("href"))
    context.close()
    return address


OF_THIS_CASE = "FROM assessment_assessment WHERE why_it_works = 'Fordi bogen selv taler.'"


@pytest.fixture
def undelivered(running_demo: Demo) -> Iterator[None]:
    """The case waits again for whoever comes after."""
    yield
    running_demo.run(
        f"DELETE FROM assessment_score WHERE assessment_id IN (SELECT id {OF_THIS_CASE})",  # noqa: S608
        f"DELETE {OF_THIS_CASE}",
    )


@pytest.mark.usefixtures("undelivered")
def test_assessment_without_script(chromium: Browser, demo: str) -> None:
    context = chromium.new_context(base_url=demo, java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    _log_in(page, "/vurdering/", "bureau2")
    page.get_by_role("link", name="Bogen, ingen har lånt").click()
    page.get_by_label("Hvorfor virker det?").fill("Fordi bogen selv taler.")
    page.get_by_role("button", name="Aflevér").click()
    expect(page.get_by_text("Noget mangler")).to_be_visible()
    for criterion in page.locator("fieldset").all():
        criterion.get_by_role("radio", name="4").check()
    page.get_by_role("button", name="Aflevér").click()
    expect(page.get_by_text("Klintrup Bibliotek").first).to_be_visible()
    expect(page.get_by_text("Fordi bogen selv taler.")).to_be_visible()
    context.close()


def _log_in(page: Page, address: str, username: str) -> None:
    page.goto(address)
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill("demo")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"^[^?]+{address}$"))


def _assess(browser: Browser, demo: str, name: str, username: str, points: str) -> Page:
    """On a phone, by keyboard: the same points by every criterion. Returns: the page with all assessments."""
    page = browser.new_context(base_url=demo, viewport=PHONE).new_page()
    _log_in(page, "/vurdering/", username)
    _no_violations(page)
    page.get_by_role("link", name=name).press("Enter")
    expect(page.get_by_text("Fjordby")).to_have_count(0)
    for criterion in page.locator("fieldset").all():
        criterion.get_by_role("radio", name=points).press("Space")
    page.get_by_label("Hvorfor virker det?").fill("Fordi bussen er deres.")
    page.get_by_label("Hvornår flopper det?").fill("Når der ingen bus er.")
    _no_violations(page)
    page.get_by_role("button", name="Aflevér").press("Enter")
    expect(page.get_by_text("Fjordby").first).to_be_visible()
    _no_violations(page)
    return page


def test_whole_road_from_report_to_concept(chromium: Browser, demo: str) -> None:
    name = "Bogbussen svarer kl. 18"
    first = chromium.new_context(base_url=demo, viewport=PHONE)
    page = first.new_page()
    page.goto("/")
    page.get_by_role("link", name="Fortæl, hvad I gjorde").press("Enter")
    page.wait_for_url("**/indberet/")
    _fill(page, name)
    expect(page.locator("[data-keep-status]")).to_have_text("Gemt")
    _no_violations(page)
    first.close()  # the phone is lost

    second = chromium.new_context(base_url=demo)
    page = second.new_page()
    page.goto(_address_in_mail(chromium, demo, name, "Jeres kladde"))
    page.get_by_role("link", name="Tal", exact=True).press("Enter")
    page.get_by_label("Hvad målte I?").select_option(index=1)
    page.get_by_label("Hvor mange?").fill("1.250")
    page.get_by_label("Det samme tal").fill(TEN)
    page.get_by_role("button", name="Gem, og fortæl mere").press("Enter")
    page.wait_for_url("**/trin/4/")
    page.go_back()
    page.wait_for_url("**/trin/3/")
    page.reload()
    expect(page.get_by_role("heading", name="Nummer 2 af 11")).to_be_visible()
    _no_violations(page)
    page.wait_for_timeout(LEAST_MS)
    page.get_by_role("button", name="Send").dblclick()
    expect(page.get_by_text("Tak. Vi har den")).to_be_visible()
    _no_violations(page)
    status = page.url

    editor = chromium.new_context(base_url=demo)
    page = editor.new_page()
    _log_in(page, "/admin/", "redaktoer")
    page.goto("/admin/indberetninger/")
    page.get_by_role("link", name=name).first.click()
    page.get_by_role("link", name="Se den, som bureauet ser den").click()
    page.get_by_role("button", name="Send den til bureauet").click()
    expect(page.get_by_text("Hos bureauet siden")).to_be_visible()
    report = page.url

    _assess(chromium, demo, name, "bureau", "5")
    colleague = _assess(chromium, demo, name, "bureau2", "2")
    expect(colleague.get_by_text("uenighed").first).to_be_visible()
    colleague.get_by_label("Hvordan blev I enige?").fill("Vi talte om, hvor mange der har en bus.")
    colleague.get_by_label("Til indberetteren").fill("Mere af den bus.")
    colleague.get_by_role("button", name="Afslut").press("Enter")
    expect(colleague.get_by_role("heading", name="Afsluttet")).to_be_visible()
    _no_violations(colleague)
    colleague.context.close()

    page.goto(report)
    page.get_by_role("button", name="Lav initiativ").click()
    expect(page).to_have_url(re.compile(r"/admin/pages/\d+/edit/"))
    expect(page.locator("[name=title]")).to_have_value(name)
    expect(page.get_by_text("Fordi bussen er deres.").first).to_be_visible()
    page.goto(f"{page.url}")
    page.get_by_role("button", name="Flere handlinger").first.click()
    with page.expect_navigation():
        page.get_by_role("button", name="Udgiv", exact=True).click()
    page.goto(report)
    page.get_by_role("link", name="Siden, der blev lavet af den").click()
    page.get_by_role("button", name="Handlinger", exact=True).first.click()
    page.get_by_role("link", name="Lav koncept").click()
    page.get_by_role("button", name="Lav kladden").click()
    expect(page.get_by_text("Der er lavet en kladde til et koncept")).to_be_visible()
    editor.close()

    page = second.new_page()
    page.goto(status)
    expect(page.get_by_text("Mere af den bus.")).to_be_visible()
    page.get_by_role("link", name="Se den").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.get_by_text("Når der ingen bus er.")).to_be_visible()
    second.close()


def test_whole_report_without_script(chromium: Browser, demo: str) -> None:
    context = chromium.new_context(base_url=demo, java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto("/indberet/")
    _fill(page, "Uden script")
    page.wait_for_timeout(LEAST_MS)
    page.get_by_role("button", name="Send").click()

    expect(page.get_by_text("Tak. Vi har den")).to_be_visible()
    assert context.cookies() == []
    page.get_by_text("Slet alt om mig").click()
    page.get_by_role("button", name="Slet det hele").click()
    expect(page.get_by_text("Det er væk")).to_be_visible()
    context.close()


PAUSE_MS = 2_500  # twice as long as the page waits before it keeps


def _mails_to(browser: Browser, demo: str, receiver: str, least: int) -> list[str]:
    """The links of all mails to this address, once there are as many as that."""
    context = browser.new_context(base_url=demo)
    page = context.new_page()
    mails = page.locator("article").filter(has_text=re.compile(rf"Til\s+{re.escape(receiver)}\s"))
    page.goto("/demo/post/")
    reload_until(page, lambda: mails.count() >= least)
    addresses = [str(mail.get_by_role("link").get_attribute("href")) for mail in mails.all()]
    context.close()
    return addresses


@pytest.mark.deep
def test_mail_goes_to_the_address_that_was_meant_and_a_corrected_one_ends_the_rest(
    chromium: Browser, demo: str
) -> None:
    context = chromium.new_context(base_url=demo)
    page = context.new_page()
    page.goto("/indberet/")
    page.get_by_label("Hvad skal vi kalde det?").fill("Den rette postkasse")
    email = page.get_by_label("Din mailadresse på arbejdet")
    kept, of_email = page.locator("[data-keep-status]"), page.locator("[data-keep-email]")
    email.press_sequentially("ida@firma.co")
    expect(kept).to_have_text("Gemt")
    page.wait_for_timeout(PAUSE_MS)
    email.press_sequentially("m")
    email.press("Tab")
    expect(of_email).to_have_text("Gemt. En mail med linket er på vej til ida@firma.com.")
    assert of_email.bounding_box()["y"] - email.bounding_box()["y"] < 100  # type: ignore[index]

    (stranger,) = _mails_to(chromium, demo, "ida@firma.com", 1)
    assert _mails_to(chromium, demo, "ida@firma.co", 0) == []
    before = page.url
    email.fill("ida@rette-firma.dk")
    page.get_by_label("Hvad gjorde I?").fill("Det her må ikke tabes.")
    expect(kept).to_have_text(re.compile("Gemt"))
    page.wait_for_url(lambda url: url != before)
    assert [chromium.new_context().new_page().goto(old).status for old in (stranger, before)] == [410, 410]  # type: ignore[union-attr]

    page.get_by_label("Hvad gjorde I?").fill("Det her må ikke tabes. Heller ikke dette.")
    expect(kept).to_have_text("Gemt")
    page.reload()
    expect(page.get_by_label("Hvad gjorde I?")).to_have_value("Det her må ikke tabes. Heller ikke dette.")
    page.get_by_role("link", name="Overblik").click()
    _no_violations(page)

    (own,) = _mails_to(chromium, demo, "ida@rette-firma.dk", 1)
    other = context.new_page()
    other.goto(own)
    _no_violations(other)
    other.get_by_role("button", name="Ja, den er min").click()
    expect(other.get_by_text("bekræftet", exact=True)).to_be_visible()
    other.get_by_text("Luk andre links").click()
    other.get_by_role("button", name="Luk dem").click()
    expect(other.get_by_text("bekræftet", exact=True)).to_be_visible()
    page.reload()
    expect(page.get_by_text("Dette link er lukket")).to_be_visible()
    _no_violations(page)
    context.close()


@pytest.mark.parametrize("display", ["Ida <ida@fjordby.example>", "ida@fjordby.example, bo@fjordby.example"])
def test_address_with_more_than_an_address_is_kept_and_refused_without_script(
    chromium: Browser, demo: str, display: str
) -> None:
    context = chromium.new_context(base_url=demo, java_script_enabled=False)
    page = context.new_page()
    page.goto("/indberet/")
    page.get_by_label("Din mailadresse på arbejdet").fill(display)
    page.get_by_role("button", name="Gem, og fortæl mere").click()
    expect(page.get_by_text("Skriv én alene")).to_be_visible()
    page.get_by_role("link", name="Hvad og hvor").click()
    expect(page.get_by_label("Din mailadresse på arbejdet")).to_have_value(display)
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), pytest.param(1440, "light", marks=pytest.mark.deep)])
def test_every_step_and_state_is_accessible(chromium: Browser, demo: str, width: int, scheme: Any) -> None:
    context = chromium.new_context(base_url=demo, viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto("/indberet/")
    _no_violations(page)
    page.get_by_label("Hvad skal vi kalde det?").fill("Næsten tom")
    page.get_by_role("button", name="Gem, og fortæl mere").click()
    for step in (2, 3):
        expect(page.get_by_text(f"Trin {step} af 4")).to_be_visible()
        _no_violations(page)
        page.get_by_role("button", name="Gem, og fortæl mere").click()
    expect(page.get_by_text("Trin 4 af 4")).to_be_visible()
    _no_violations(page)
    page.get_by_role("link", name="Overblik").click()
    expect(page.get_by_text("Ikke sendt endnu")).to_be_visible()
    _no_violations(page)
    page.get_by_role("link", name="Dit bibliotek").first.click()
    expect(page.get_by_role("alert")).to_be_visible()
    _no_violations(page)
    for address in ("/indberet/link/", "/indberet/helt-forkert/", "/demo/post/"):
        page.goto(address)
        _no_violations(page)
    context.close()


def test_what_was_missing_is_no_longer_once_it_is_kept(chromium: Browser, demo: str) -> None:
    page = chromium.new_context(base_url=demo, viewport=PHONE).new_page()
    page.goto("/indberet/")
    page.wait_for_timeout(LEAST_MS)
    page.get_by_role("button", name="Send").click()
    errors = page.locator(".report__errors")
    expect(errors.get_by_role("link", name="Hvad gjorde I?")).to_be_visible()
    page.wait_for_load_state()
    missing = errors.locator("li").count()
    page.get_by_label("Hvad gjorde I?").fill("Vi kørte.")
    page.get_by_label("Facebook").check()

    expect(errors.locator("li")).to_have_count(missing - 2)
    expect(page.get_by_label("Hvad gjorde I?")).not_to_have_attribute("aria-invalid", "true")
    expect(page.locator(".report__error[data-missing]")).to_have_count(missing - 2)
    _no_violations(page)
    page.context.close()
