"""The main journeys in Firefox, as Debian has it, with scroll bars that take room."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from marionette_driver import By, Wait
from marionette_driver.keys import Keys
from marionette_driver.marionette import Marionette

from tests.e2e.waiting import PATIENCE_MS
from tests.services import firefox as firefoxes

SETTINGS = {
    "intl.accept_languages": "da",
    "network.proxy.allow_hijacking_localhost": True,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,  # nobody answers there; asked only while the network is cut
    "network.proxy.type": 0,
    "ui.useOverlayScrollbars": 0,
    "widget.gtk.overlay-scrollbars.enabled": False,
}
NAME, STORY = "Bænken der læste højt", "Ti minutters fortælling, skrevet i Firefox."


@pytest.fixture(scope="module")
def started_firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Marionette]:
    path = firefoxes.find()
    if path is None:
        pytest.fail(firefoxes.SENTENCE)
    log = tmp_path_factory.mktemp("firefox") / "gecko.log"
    browser = Marionette(bin=path, port=0, headless=True, prefs=SETTINGS, gecko_log=str(log), startup_timeout=300)
    browser.start_session()
    browser.timeout.implicit = PATIENCE_MS / 1_000
    yield browser
    browser.quit()
    browser.cleanup()


@pytest.fixture
def firefox(started_firefox: Marionette) -> Iterator[Marionette]:
    """A visitor nobody has seen before, with one tab."""
    yield started_firefox
    _set_offline(started_firefox, is_offline=False)
    started_firefox.delete_all_cookies()
    started_firefox.execute_script("localStorage.clear()")


def _set_offline(browser: Marionette, *, is_offline: bool) -> None:
    """Firefox offline still reaches its own machine, so that its way there is cut as well."""
    browser.set_pref("network.proxy.type", int(is_offline))
    with browser.using_context("chrome"):
        browser.execute_script("Services.io.offline = arguments[0]", [is_offline])


def _open(browser: Marionette, address: str) -> None:
    browser.navigate(address)
    _fits(browser)


def _fits(browser: Marionette) -> None:
    assert browser.execute_script("return [location.pathname, window.scrollMaxX]")[1] == 0, browser.get_url()


def _one(browser: Marionette, selector: str) -> Any:
    return browser.find_element(By.CSS_SELECTOR, selector)


def _wait(browser: Marionette, is_so: Callable[[Marionette], bool]) -> None:
    Wait(browser, timeout=PATIENCE_MS / 1_000, interval=0.1).until(is_so)


def _write(browser: Marionette, selector: str, text: str) -> None:
    field = _one(browser, selector)
    field.clear()
    field.send_keys(text)


def _said(browser: Marionette) -> str:
    return str(_one(browser, "[data-keep-status]").text)


def _value(browser: Marionette, selector: str) -> str:
    return str(_one(browser, selector).get_property("value"))


def _follow(browser: Marionette, text: str) -> None:
    """By keyboard, and until the page is whole: a click goes where a thing stood before its style sheets had come."""
    link = browser.find_element(By.PARTIAL_LINK_TEXT, text)
    address = link.get_property("href")
    link.send_keys(Keys.ENTER)
    whole = [address, "complete"]
    _wait(browser, lambda _: browser.execute_script("return [location.href, document.readyState]") == whole)


def _wait_until_kept(browser: Marionette) -> None:
    _wait(browser, lambda _: _said(browser) == "Gemt")


def _close_tab(browser: Marionette) -> None:
    """An empty one stands there afterwards."""
    empty = browser.open(type="tab", focus=True)["handle"]
    browser.close()
    browser.switch_to_window(empty)


def test_visitor_goes_from_the_front_page_to_a_concept_and_looks_at_pictures(firefox: Marionette, demo: str) -> None:
    _open(firefox, f"{demo}/")
    title = _one(firefox, ".cards .card__title a")
    name = title.text
    title.click()
    _wait(firefox, lambda _: "/koncepter/" in firefox.get_url())
    assert _one(firefox, "h1").text == name
    _fits(firefox)

    _open(firefox, f"{demo}/galleri/")
    _one(firefox, "[data-gallery] [data-full]").click()
    assert _one(firefox, "dialog[open] img").is_displayed()
    _one(firefox, "dialog[open] [aria-label=Luk]").click()
    _wait(firefox, lambda _: not firefox.execute_script("return !!document.querySelector('dialog[open]')"))


def test_report_survives_reload_a_closed_tab_and_a_cut_network(firefox: Marionette, demo: str) -> None:
    _open(firefox, f"{demo}/indberet/")
    _write(firefox, "[name=name]", NAME)
    _write(firefox, "[name=what]", STORY)
    firefox.refresh()  # in all haste
    _wait(firefox, lambda _: _value(firefox, "[name=what]") == STORY)
    _wait_until_kept(firefox)

    _set_offline(firefox, is_offline=True)
    _one(firefox, "[name=what]").send_keys(" Og en bus.")
    _wait(firefox, lambda _: _said(firefox).startswith("Ikke gemt endnu"))
    address = firefox.get_url()
    assert "/trin/1/" in address
    _close_tab(firefox)
    _set_offline(firefox, is_offline=False)
    firefox.navigate(address)
    _wait_until_kept(firefox)
    firefox.refresh()

    assert _value(firefox, "[name=name]") == NAME
    assert _value(firefox, "[name=what]") == f"{STORY} Og en bus."
    _fits(firefox)


def test_assessor_signs_in_and_her_score_is_kept(firefox: Marionette, demo: str) -> None:
    _open(firefox, f"{demo}/vurdering/")
    _write(firefox, "[name=username]", "bureau2")
    _write(firefox, "[name=password]", "demo")
    _one(firefox, "form button[type=submit], form .button").click()
    _follow(firefox, "Bogen, ingen har lånt")
    score = "fieldset input[type=radio][value='4']"
    _one(firefox, score).click()
    _write(firefox, "[name=flops_when]", "Hvor bogen er lånt ud.")
    _wait_until_kept(firefox)
    firefox.refresh()

    _wait(firefox, lambda _: _one(firefox, score).is_selected())
    _wait(firefox, lambda _: _value(firefox, "[name=flops_when]") == "Hvor bogen er lånt ud.")
    _fits(firefox)


@pytest.mark.deep
def test_share_page_shows_what_is_chosen_at_once(firefox: Marionette, demo: str) -> None:
    _open(firefox, f"{demo}/del/?vaert=html")
    _write(firefox, "[name=antal]", "4")
    _one(firefox, "[name=tema]").click()
    _wait(firefox, lambda _: "antal=4" in _one(firefox, "[data-share-result]").text)

    assert "antal=4" in firefox.get_url()
    _fits(firefox)
