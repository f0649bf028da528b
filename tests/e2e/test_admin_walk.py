"""The admin in a browser: Danish, open to everybody, without errors, and asking nobody else."""

from collections.abc import Collection

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.admin_walk import FIRST, Found, Theirs, failures, kind_of, log_in, look, walk
from tests.e2e.hosts import visit

CONCEPT = "Læselys"
FEWEST = {"demo": 100, "redaktoer": 60, "sektion": 25, "bureau": 3}
THEIRS = (
    Theirs("aria-input-field-name", "public-DraftEditor-content", "Draftail's field has no name"),
    Theirs("label", "ui-autocomplete-input", "the field for tags has a label for what it replaces"),
    Theirs("label", 'id="fileupload"', "wagtailimages/multiple/add.html, wagtaildocs too", "/multiple/add/"),
    Theirs("page-has-heading-one", "<html", "wagtailadmin/generic/form.html", r"/snippets/.*/(add|edit/N)/$"),
    Theirs("empty-heading", "<h2></h2>", "wagtailadmin/reports/workflow_results.html", "/reports/workflow/"),
    Theirs("empty-table-header", "workflow-progress-table", "shared/workflow_history/detail.html"),
    Theirs("empty-table-header", "<th aria-label", "a workflow's lists of pages and steps", "/workflows/(add|edit/N)/"),
    Theirs("heading-order", "workflow-tasks__name", "workflows/includes/workflow_tasks_cell.html"),
    Theirs("list", "workflow-tasks", "workflows/includes/workflow_tasks_cell.html"),
    Theirs("listitem", "workflow-tasks__task", "workflows/includes/workflow_tasks_cell.html"),
    Theirs("scrollable-region-focusable", "w-minimap__list", "components/Minimap", "/pages/N/edit/"),
    Theirs("aria-required-parent", 'href="#tab-roles"', "wagtailusers/users/create.html"),
)
# Every kind of screen once: those that are ours, and those of Wagtail's that show what is ours.
SCREENS = {
    *("/admin/", "/admin/kalender/", "/admin/tal/", "/admin/vejledning/", "/admin/account/", "/konto/", "/vurdering/"),
    *("/admin/pages/N/", "/admin/pages/N/history/", "/admin/pages/N/usage/", "/admin/reports/indhold/"),
    *("/admin/images/", "/admin/images/N/", "/admin/indberetninger/", "/admin/indberetninger/inspect/N/"),
    *("/admin/snippets/media/video/", "/admin/snippets/media/consent/"),
    *("/admin/biblioteker/", "/admin/snippets/core/objective/", "/admin/snippets/core/objective/edit/N/"),
    *("/admin/users/", "/admin/settings/core/cataloguesettings/"),
}


def _walked(chromium: Browser, demo: str, username: str, kinds: Collection[str] = ()) -> Found:
    found = Found()
    with visit(chromium, base_url=demo, viewport={"width": 1440, "height": 900}) as (page, seen, _context):
        failed = failures(page)
        log_in(page, username)
        for address in walk(page, page.url, kinds):
            found.addresses.append(address)
            look(page, found, THEIRS)
        found.faults += [f"console: {error}" for error in seen.errors]
        found.faults += [f"asks {one}" for one in seen.requests if not one.startswith((demo, "data:", "blob:"))]
        found.faults += failed
    return found


def _send_a_concept_for_approval(chromium: Browser, demo: str) -> None:
    """Some screens show something only while a page waits; a long one, which the start page leads to first."""
    with visit(chromium, base_url=demo, viewport={"width": 1440, "height": 900}) as (page, _seen, _context):
        log_in(page, "redaktoer")
        page.goto(f"/admin/pages/search/?q={CONCEPT}")
        page.get_by_role("link", name=CONCEPT, exact=True).first.click()
        page.get_by_role("button", name="Flere handlinger", exact=True).first.click()
        page.locator("button[name='action-submit']").click()
        expect(page.locator(".messages")).to_contain_text("godkendelse")


@pytest.mark.deep
def test_every_kind_of_screen_is_danish_open_to_all_and_asks_nobody_else(chromium: Browser, demo: str) -> None:
    found = _walked(chromium, demo, "demo", SCREENS)

    assert "\n".join(found.faults) == ""
    assert {kind_of(address) for address in found.addresses} == SCREENS


@pytest.mark.deep
def test_every_address_of_every_role_is_danish_open_to_all_and_asks_nobody_else(chromium: Browser, demo: str) -> None:
    _send_a_concept_for_approval(chromium, demo)
    found = {username: _walked(chromium, demo, username) for username in FIRST}

    assert "\n".join(f"{name}: {fault}" for name, one in found.items() for fault in one.faults) == ""
    assert {name: len(one.addresses) for name, one in found.items() if len(one.addresses) < FEWEST[name]} == {}
    met = set[Theirs]().union(*(one.met for one in found.values()))
    assert [one for one in THEIRS if one not in met] == [], "no longer met: take it out of the list"
