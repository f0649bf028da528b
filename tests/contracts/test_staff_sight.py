"""The staff's canary: a hidden page outside somebody's rights shows its title at no address of the admin."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from core.models import BasePage, CatalogueSettings, User
from core.roles import ADMINISTRATORS, EDITORS, SECTION_EDITORS, give_section, set_up_roles
from foundation.staff_visibility import Viewer, seen_by
from tests.contracts.admin_doors import admin_addresses
from tests.factories import core, pages
from tests.factories.site import Tree
from tests.nightly import by_night_but

pytestmark = [pytest.mark.django_db, pytest.mark.once]
MARK = "skjulefugl"
WORD = "havfrue"  # in the hidden titles too: what callers search for, and may read again
NO_PAGE = 999_999
LIMITED = ("section editor", pytest.param("opens the admin only", marks=pytest.mark.deep))
CHOOSER_QUERIES = 30
FULL_WIDTH = {ord("0") + digit: chr(0xFF10 + digit) for digit in range(10)}
GROUPS = {"section editor": SECTION_EDITORS, "editor": EDITORS, "administrator": ADMINISTRATORS}


class Aviary:
    """One page in each hidden state, each used and named by everything that can name a page."""

    def __init__(self, tree: Tree) -> None:
        set_up_roles()
        self.tree = tree
        self.boss = core.make_user("boss", is_superuser=True)
        self.image = core.make_image("Bogbus")
        self.hidden = [*self._drafts(), *self._taken_away()]
        self.public = pages.make_concept(tree.concepts, "Synlig")
        self.public.title = f"{MARK} endnu ikke udgivet"
        self.public.save_revision(user=self.boss)
        self.mine = pages.make_initiative(tree.initiatives, "Min", concept=self.hidden[0])
        links = "".join(f'<a linktype="page" id="{page.pk}">her</a>' for page in self.hidden)
        self.mine.what = f"<p>{links}</p>"
        self.mine.save_revision(user=self.boss)
        for page in self.hidden:
            Redirect.objects.create(old_path=f"/vej-{page.pk}", redirect_page=page)
        CatalogueSettings.objects.create(site=tree.home.get_site(), accessibility_page=self.hidden[0])

    def _concept(self, state: str, **fields: Any) -> Any:
        values = {"slug": f"{MARK}-{state}", "cover": self.image, "owner": self.boss}
        return pages.make_concept(self.tree.concepts, f"{MARK} {WORD} {state}", **{**values, **fields})

    def _drafts(self) -> list[BasePage]:
        draft, scheduled, waiting, locked = (
            self._concept(state, live=False) for state in ("draft", "scheduled", "waiting", "locked")
        )
        scheduled.go_live_at = timezone.now() + timedelta(days=2)
        scheduled.save_revision(approved_go_live_at=scheduled.go_live_at, user=self.boss, log_action=True).publish()
        waiting.save_revision(user=self.boss)
        waiting.get_workflow().start(waiting, self.boss)
        locked.locked, locked.locked_by, locked.locked_at = True, self.boss, timezone.now()
        locked.save()
        draft.save_revision(user=self.boss, log_action=True)
        return [draft, scheduled, waiting, locked]

    def _taken_away(self) -> list[BasePage]:
        private, expired, source, parent = (
            self._concept(state) for state in ("private", "expired", "alias-source", "unpublished")
        )
        alias = source.create_alias(update_slug=f"{MARK}-alias")
        for page in (private, source):
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        expired.unpublish(set_expired=True, user=self.boss)
        shelf = pages.make_standard_page(self.tree.home, f"{MARK} {WORD} hylde", slug=f"{MARK}-hylde")
        child = pages.make_standard_page(shelf, f"{MARK} {WORD} barn", slug=f"{MARK}-barn")
        shelf.refresh_from_db()
        shelf.unpublish(user=self.boss)
        parent.unpublish(user=self.boss)
        return [private, expired, source, alias, parent, shelf, child]

    def addresses(self) -> list[str]:
        others = {
            "image_id": (self.image.pk,),
            "content_type_app_name": ("concepts",),
            "content_type_model_name": ("conceptpage",),
            "app_label": ("concepts", "wagtailcore"),
            "model_name": ("conceptpage", "page"),
        }
        found = list(admin_addresses([*self.hidden, self.public, self.mine, self.tree.home], others))
        searches = (f"{place}?q={word}" for place in SEARCHES for word in (WORD, "draft"))
        return [*found, *searches, *(f"{report}?export=csv" for report in REPORTS), *API]


SEARCHES = (
    *("/admin/pages/search/", "/admin/pages/search/results/", "/admin/choose-page/search/", "/admin/pages/"),
    *("/admin/images/", "/admin/redirects/", "/admin/reports/site-history/"),
)
REPORTS = tuple(f"/admin/reports/{name}/" for name in ("locked", "aging-pages", "workflow", "site-history"))
API = tuple(
    f"/admin/api/main/pages/{query}"
    for query in ("", "?child_of=root&for_explorer=1", f"?search={WORD}", "?order=title")
)


@pytest.fixture
def aviary(tree: Tree) -> Aviary:
    return Aviary(tree)


def staff(aviary: Aviary, role: str) -> Client:
    user = core.make_user(role.replace(" ", "-"), is_superuser=role == "superuser")
    if role in GROUPS:
        user.groups.add(Group.objects.get(name=GROUPS[role]))
    if role == "section editor":
        for section in (aviary.tree.guides, aviary.tree.initiatives):
            give_section(Group.objects.get(name=SECTION_EDITORS), section)
    if role == "opens the admin only":
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    user.refresh_from_db()  # a changed right has ended what the older object could sign in to
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))  # as stored: new rights end the sessions of those who had others
    return client


def body_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert not response.get("Location", "").startswith("/admin/login/"), "nobody's eyes see nothing"
    if response.get("Content-Type", "").startswith(("image/", "application/javascript")):
        return ""
    return f"{response.get('Location', '')} {response.getvalue().decode(errors='replace')}"


def showing(client: Client, addresses: list[str]) -> list[str]:
    return [address for address in addresses if MARK in body_of(client, address)]


@pytest.mark.long
@pytest.mark.parametrize(
    ("role", "step"),
    [
        ("section editor", 3),
        pytest.param("section editor", 1, marks=pytest.mark.deep),
        pytest.param("opens the admin only", 1, marks=pytest.mark.deep),
    ],
)
def test_hidden_page_shows_its_title_at_no_address_of_the_admin(aviary: Aviary, role: str, step: int) -> None:
    """Shape: by day one of three addresses, `step` apart."""
    client = staff(aviary, role)

    assert showing(client, aviary.addresses()[::step]) == []
    assert client.get("/admin/").status_code == 200  # signed in from the first to the last


DOORS_THAT_SHOW = (
    *("/admin/pages/{shelf.parent}/", "/admin/choose-page/{shelf.parent}/", "/admin/pages/{page}/edit/"),
    *(
        f"/admin/pages/search/?q={WORD}",
        f"/admin/choose-page/search/?q={WORD}",
        f"/admin/api/main/pages/?search={WORD}",
    ),
    *("/admin/choose-page/chosen-multiple/?id={page}", "/admin/bulk/wagtailcore/page/unpublish/?id={page}"),
    "/admin/images/usage/{image}/",
)


@pytest.mark.parametrize("role", by_night_but(["editor", "administrator", "superuser"], "editor"))
def test_who_may_edit_everything_sees_everything(aviary: Aviary, role: str) -> None:
    client, page = staff(aviary, role), aviary.hidden[0]
    addresses = [
        door.replace("{shelf.parent}", str(aviary.tree.concepts.pk))
        .replace("{page}", str(page.pk))
        .replace("{image}", str(aviary.image.pk))
        for door in DOORS_THAT_SHOW
    ]

    assert showing(client, addresses) == addresses


def _answer(client: Client, address: str, without: int) -> tuple[int, str, str]:
    """Status, target and body, without the id and what every answer has of its own."""
    response = client.get(address)
    body = re.sub(r'csrf[^>]*value="[^"]*"|nonce="[^"]*"', "", response.getvalue().decode())
    return response.status_code, response.get("Location", ""), re.sub(rf'(?<=[/"=]){without}(?=[/"&])', "ID", body)


@pytest.mark.parametrize("role", LIMITED)
def test_hidden_page_answers_like_one_that_never_was(aviary: Aviary, role: str) -> None:
    client = staff(aviary, role)
    patterns = ("/admin/pages/{}/", "/admin/pages/{}/edit/", "/admin/choose-page/{}/", "/admin/pages/{}/history/")
    ids = (aviary.hidden[0].pk, NO_PAGE)

    for pattern in patterns:
        hidden, nobody = (_answer(client, pattern.format(pk), without=pk) for pk in ids)
        assert hidden == nobody, pattern
        assert hidden[0] == 404, pattern


@pytest.mark.parametrize("spelling", by_night_but(["+{}", " {} ", "0{}", "{:_}"], " {} ", "{:_}"))
def test_hidden_page_is_hidden_however_its_id_is_spelled(aviary: Aviary, spelling: str) -> None:
    client = staff(aviary, "section editor")
    spelled = "&".join(urlencode({"id": spelling.format(page.pk)}) for page in aviary.hidden)
    full_width = "&".join(f"id={str(page.pk).translate(FULL_WIDTH)}" for page in aviary.hidden)
    doors = ("/admin/choose-page/chosen-multiple/", "/admin/bulk/wagtailcore/page/unpublish/")

    statuses = {client.get(f"{door}?{ids}").status_code for door in doors for ids in (spelled, full_width)}

    assert statuses == {404}


def test_written_to_hidden_page_is_not_named_either(aviary: Aviary) -> None:
    client = staff(aviary, "section editor")
    ids = "&".join(f"id={page.pk}" for page in aviary.hidden)
    writes: list[tuple[str, dict[str, Any]]] = [
        *(
            (f"/admin/bulk/wagtailcore/page/{action}/?{ids}", {})
            for action in ("delete", "unpublish", "publish", "move")
        ),
        *((f"/admin/bulk/wagtailcore/page/{action}/?id=all", {}) for action in ("delete", "move")),
        *((f"/admin/pages/{page.pk}/{action}/", {}) for page in aviary.hidden for action in ("delete", "copy")),
        *((f"/admin/pages/{aviary.mine.pk}/move/{page.pk}/confirm/", {}) for page in aviary.hidden),
        *((f"/admin/pages/{aviary.mine.pk}/move/", {"new_parent_page": page.pk}) for page in aviary.hidden),
        *((f"/admin/pages/{aviary.mine.pk}/copy/", {"new_parent_page": page.pk}) for page in aviary.hidden),
        *(
            (f"/admin/pages/{aviary.mine.pk}/edit/", {"concept": page.pk, "title": "", "media-count": 0})
            for page in aviary.hidden
        ),
    ]

    for address, data in writes:
        response = client.post(address, data, follow=True)
        assert MARK not in response.getvalue().decode(), address
    assert Page.objects.filter(title__contains=MARK).count() == len(aviary.hidden)


def test_asking_which_page_has_an_address_does_not_name_a_hidden_one(aviary: Aviary) -> None:
    client = staff(aviary, "section editor")
    private = next(page for page in aviary.hidden if page.title.endswith("private"))
    data = {"external-link-chooser-url": f"http://testserver{private.get_url()}", "external-link-chooser-link_text": ""}

    response = client.post("/admin/choose-external-link/", data)

    assert WORD not in response.content.decode()


def test_own_page_keeps_its_link_to_a_page_its_editor_does_not_see(aviary: Aviary) -> None:
    client = staff(aviary, "section editor")

    html = client.get(f"/admin/pages/{aviary.mine.pk}/edit/").content.decode()

    chosen = BeautifulSoup(html, "html.parser").find("input", {"name": "concept"})
    assert chosen is not None
    assert chosen["value"] == str(aviary.hidden[0].pk)
    assert "En side, du ikke ser" in html


def test_page_moved_into_the_section_comes_with_its_title(aviary: Aviary) -> None:
    page = pages.make_initiative(aviary.tree.home, "Flyttet", live=False)
    page.save_revision()
    page.move(aviary.tree.initiatives, pos="last-child")

    html = staff(aviary, "section editor").get(f"/admin/pages/{page.pk}/edit/").content.decode()

    assert 'value="Flyttet"' in html


def test_page_without_its_title_is_never_saved(aviary: Aviary, rf: Any) -> None:
    request = rf.get("/admin/")
    request.user = core.make_user("nobody")
    with seen_by(Viewer(request)):
        page = Page.objects.get(pk=aviary.hidden[0].pk)
    assert page.title == "En side, du ikke ser"

    with pytest.raises(RuntimeError, match="must not be saved"):
        page.save()


def test_rows_that_are_not_seen_cost_no_queries(aviary: Aviary, django_assert_max_num_queries: Any) -> None:
    client = staff(aviary, "section editor")
    address = f"/admin/choose-page/{aviary.tree.concepts.pk}/"
    client.get(address)

    with django_assert_max_num_queries(CHOOSER_QUERIES):
        client.get(address)
    for number in range(5):
        pages.make_concept(aviary.tree.concepts, f"Ny {number}", live=False)
    with django_assert_max_num_queries(CHOOSER_QUERIES):
        client.get(address)


def test_guard_can_go_once_wagtail_hides_titles_itself(aviary: Aviary, settings: Any) -> None:
    """When this fails, take staff_visibility and staff_page_access out as far as Wagtail has taken over."""
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if not one.endswith(".StaffVisibilityMiddleware")]
    client, page = staff(aviary, "section editor"), aviary.hidden[0]
    bulk, chooser, chosen = (
        f"/admin/bulk/wagtailcore/page/unpublish/?id={page.pk}",
        f"/admin/choose-page/{page.pk}/",
        f"/admin/choose-page/chosen-multiple/?id={page.pk}",
    )

    assert showing(client, [bulk, chooser, chosen]) == [bulk, chooser, chosen]
