"""What editors do to a page of any type, and every public door to look for it behind.

A page is published with the old lead, and every block on it says a word of its own. Each act says what is to be met
at the doors when it is done: the page as it was, the page with the new lead, or no page.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.contrib.messages import get_messages
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision, Site

from concepts.models import ConceptPage
from core.models import BasePage, DplReadyPage, NumberedPage
from core.records.kinds import kind_of
from foundation.worker.scheduled_publishing import publish_scheduled
from home.models import HomePage
from search.analysis import MAX_WORDS
from showcase.models import AwardEditionPage, AwardIndexPage, AwardWinnerPage, InitiativePage, Nomination
from syndication.feeds.sources import OF_PAGES
from tests.factories import core, pages
from tests.factories.full_pages import MAKERS, blocks_of, fill_marked, mark_of
from tests.factories.posting import posted
from tests.factories.records import out_of_step
from tests.factories.site import Tree

OLD, NEW, GONE = "gammelsignal", "nytsignal", "ingen"
BLOCK_DOORS = ("site", "api")  # where every block of a page is met, as in searches; DPL takes some as files
PASSED = timedelta(minutes=1)
Block = tuple[str, str]


@dataclass
class Scene:
    """One published page, who edits it, and what she would send from its form."""

    tree: Tree
    model: type[BasePage]
    blocks: Collection[Block]
    admin: Client = field(default_factory=Client)

    def __post_init__(self) -> None:
        self.admin.force_login(core.make_user("admin", is_superuser=True))
        page = fill_marked(MAKERS[self.model.__name__](self.tree), self.blocks)
        page.lead = OLD
        if isinstance(page, NumberedPage) and page.own_number is None:
            page.own_number = page.next_number(page.locale_id)
        page.save_revision().publish()
        self.pk, self.parent = page.pk, page.get_parent()
        self.child = make_child(self.page) if page.subpage_types else None

    @property
    def page(self) -> Any:
        return self.model.objects.get(pk=self.pk)

    @property
    def kind(self) -> tuple[str, str, int]:
        """What the address of a new page of the type is made of."""
        return self.model._meta.app_label, str(self.model._meta.model_name), self.parent.pk

    def address(self, name: str, *more: object) -> str:
        return reverse(f"wagtailadmin_pages:{name}", args=[self.pk, *more])

    @cached_property
    def form(self) -> dict[str, Any]:
        """Asked for once; each act is taken back, so that it fits every act."""
        return posted(self.admin.get(self.address("edit")), lead=NEW)

    def publishes(self, **changed: Any) -> Any:
        """The button that publishes, or that schedules when a time is given."""
        response = self.admin.post(self.address("edit"), self.form | changed | {"action-publish": "1"})
        assert response.status_code == 302, response.context["form"].errors
        return response

    @property
    def is_mainstay(self) -> bool:
        return issubclass(self.model, HomePage)


def make_child(page: BasePage) -> Page:
    """A published page below an index, that goes when the index goes."""
    makers: dict[str, Callable[[BasePage], Page]] = {
        "ConceptIndexPage": lambda parent: pages.make_concept(parent, "Barnet"),
        "PlatformGuideIndexPage": lambda parent: pages.make_guide(parent, "Barnet"),
        "InitiativeIndexPage": lambda parent: pages.make_initiative(parent, "Barnet"),
        "AwardIndexPage": lambda parent: pages.make_edition(parent, slug="barnet"),
        "AwardEditionPage": lambda parent: pages.make_winner(parent, "Barnet"),
    }
    make = makers.get(type(page).__name__)
    return make(page) if make else pages.make_standard_page(page, "Barnet")


@dataclass(frozen=True)
class Asked:
    """A page, and the address it has or had."""

    page: BasePage
    url: str

    @property
    def selection(self) -> str:
        return selection_of(type(self.page))


def selection_of(model: type[BasePage]) -> str:
    """The list that pages of this type are in, empty for none."""
    kind = kind_of(model)
    return OF_PAGES[kind.name].name if kind and kind.name in OF_PAGES else ""


def fetched(address: str) -> str:
    response = Client().get(address)
    return response.getvalue().decode() if response.status_code == 200 else ""


# What a visitor gets; None where no page of that type has such a door. Searching is asked for word by word.
DOORS: dict[str, Callable[[Asked], str | None]] = {
    "site": lambda asked: fetched(asked.url),
    "api": lambda asked: fetched(f"/api/v2/pages/{asked.page.pk}/"),
    "feed": lambda asked: fetched(f"/api/feed/v1/{asked.selection}") if asked.selection else None,
    "dpl": lambda asked: fetched(f"{asked.url}dpl/") if isinstance(asked.page, DplReadyPage) else None,
    "frame": lambda asked: fetched(f"/embed/v1/side/{asked.page.pk}/") if asked.selection else None,
}


def met(scene: Scene, page: BasePage, url: str, expected: str) -> list[str]:
    """What is not as it should be at the doors, in words."""
    cache.clear()
    Site.clear_site_root_paths_cache()
    wrong = [*_not_found(scene, expected), *(f"record: {told}" for told in out_of_step())]
    for door, ask in DOORS.items():
        if (answer := ask(Asked(page, url))) is None:
            continue
        shown = [lead for lead in (OLD, NEW) if lead in answer]
        if shown != [lead for lead in (expected,) if lead != GONE]:
            wrong.append(f"{door}: shows {shown}, not {expected}")
        if door in BLOCK_DOORS:
            there = {block for block in scene.blocks if mark_of(*block) in answer}
            astray = there if expected == GONE else set(scene.blocks) - there
            wrong += [f"{door}: block {'.'.join(block)} is not as it should be" for block in sorted(astray)]
    if scene.child:
        child = Page.objects.filter(pk=scene.child.pk).first()
        is_there = child is not None and bool(fetched(child.get_url()))
        wrong += [] if is_there == (expected != GONE) else [f"child: there is {is_there}"]
    return wrong


def _not_found(scene: Scene, expected: str) -> list[str]:
    """Each search has the lead's word and those of some blocks; what is gone is found by neither lead."""
    wrong = [f"search: finds {lead}" for lead in (OLD, NEW) if lead != expected and _finds([lead], lead)]
    if expected == GONE:
        return wrong
    marks, most = [mark_of(*block) for block in scene.blocks], MAX_WORDS - 1
    searches = [marks[at : at + most] for at in range(0, len(marks), most)] or [[]]
    return [*wrong, *(f"search: misses one of {some}" for some in searches if not _finds([expected, *some], expected))]


def _finds(words: list[str], lead: str) -> bool:
    """Whether the page is found by all of these words; the answer shows its lead, and repeats what was asked for."""
    return f">{lead}" in fetched(f"/soeg/?q={'+'.join(words)}")


# The acts. Each returns what is to be met afterwards.


def save(scene: Scene) -> str:
    assert scene.admin.post(scene.address("edit"), scene.form).status_code == 302
    return OLD


def autosave(scene: Scene) -> str:
    response = scene.admin.post(scene.address("edit"), scene.form, headers={"accept": "application/json"})
    assert response.json()["success"], response.content
    return OLD


def begin_and_leave(scene: Scene) -> str:
    """The form of a new page is kept by itself and never sent: nobody sees it, and it holds no number.

    Nor does a number that is held by another page keep it from being kept.
    """
    page = scene.page
    numbers: list[int | None] = [None]
    if isinstance(page, NumberedPage):
        numbers = [page.next_number(page.locale_id), page.own_number]
    for number in numbers:
        _leave(scene, f"forladt-{number}", {page.numbered_by: number} if number else {})
    if isinstance(page, NumberedPage):
        assert page.next_number(page.locale_id) == numbers[0], "what was left holds a number"
    return OLD


def _leave(scene: Scene, slug: str, more: dict[str, Any]) -> None:
    address = reverse("wagtailadmin_pages:add", args=scene.kind)
    answer = scene.admin.post(address, scene.form | {"slug": slug} | more, headers={"accept": "application/json"})
    is_left = scene.model.objects.filter(slug=slug).exists()
    assert is_left != bool(scene.model.max_count_per_parent), f"not kept: {answer.content!r}"


def preview(scene: Scene) -> str:
    """Of the page, and of one that has not been saved yet, filled in and empty; every mode."""
    new = reverse("wagtailadmin_pages:preview_on_add", args=scene.kind)
    for address, data in ((scene.address("preview_on_edit"), scene.form), (new, {}), (new, scene.form | {"slug": ""})):
        told = scene.admin.post(address, data)
        assert told.status_code == 200, address
        for mode, _name in scene.page.preview_modes:
            shown = scene.admin.get(f"{address}?mode={mode}")
            assert shown.status_code == 200, f"{address} {mode}"
            assert not told.json()["is_valid"] or NEW in shown.content.decode(), f"{address} {mode}"
    return OLD


def publish(scene: Scene) -> str:
    scene.publishes()
    return NEW


def publish_below_what_is_hidden(scene: Scene) -> str:
    """No link of the answer leads to nothing."""
    if scene.parent.depth == 1:
        return OLD
    scene.parent.specific.unpublish() if not issubclass(scene.parent.specific_class, HomePage) else make_private(scene)
    scene.admin.cookies.pop("messages", None)  # what earlier acts said
    response = scene.publishes()
    said = "".join(str(message) for message in get_messages(response.wsgi_request))
    assert f'href="{scene.page.get_url()}"' not in said, "a link that is 404"
    assert "Ingen kan åbne siden endnu" in said
    return GONE


def make_private(scene: Scene) -> None:
    """For a page under the front page, which itself stays."""
    scene.page.view_restrictions.create(restriction_type="login")


def schedule(scene: Scene) -> str:
    later = timezone.localtime() + timedelta(days=2)
    scene.publishes(go_live_at=later.strftime("%Y-%m-%d %H:%M"))
    revision = Revision.page_revisions.get(object_id=str(scene.pk), approved_go_live_at__isnull=False)
    assert NEW not in fetched(f"/api/v2/pages/{scene.pk}/"), "published at once"
    revision.approved_go_live_at = timezone.now() - PASSED
    revision.content = revision.content | {"go_live_at": revision.approved_go_live_at.isoformat()}
    revision.save()
    publish_scheduled()
    return NEW


def expire(scene: Scene) -> str:
    later = (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    if scene.is_mainstay:
        response = scene.admin.post(scene.address("edit"), scene.form | {"expire_at": later, "action-publish": "1"})
        assert response.context["form"].errors["expire_at"]
        return OLD
    scene.publishes(expire_at=later)
    assert scene.page.expire_at, "the form took no date"
    Page.objects.filter(pk=scene.pk).update(expire_at=timezone.now() - PASSED)
    publish_scheduled()
    return GONE


def copy(scene: Scene) -> str:
    """A published copy is another page, not the same one twice."""
    winners = AwardWinnerPage.objects.live().count()
    data = {"new_title": "Kopien", "new_slug": "kopien", "new_parent_page": scene.parent.pk, "publish_copies": "on"}
    scene.admin.post(scene.address("copy"), data | {"copy_subpages": "on"})
    made = scene.model.objects.filter(slug="kopien").first()
    assert (made is None) == bool(scene.model.max_count_per_parent)
    if made is not None and issubclass(scene.model, NumberedPage):
        numbers = list(scene.model.objects.live().values_list(scene.model.numbered_by, flat=True))
        assert len(numbers) == len(set(numbers)), f"numbers {numbers}"
    if scene.model is not AwardWinnerPage:
        assert AwardWinnerPage.objects.live().count() == winners, "winners are doubled"
    if made is not None and not scene.is_mainstay:
        assert OLD in fetched(made.get_url()), "the copy is not there"
        made.unpublish()  # what is met now is the page itself
    return OLD


def move(scene: Scene) -> str:
    """To another parent, where there can be one; else to another place."""
    if scene.model.__name__ == "StandardPage":
        other = pages.make_standard_page(scene.tree.home, "Et andet sted")
        scene.admin.post(scene.address("move_confirm", other.pk))
        assert scene.page.get_parent().pk == other.pk
    else:
        scene.admin.post(f"{scene.address('set_page_position')}?position=0")
    return OLD


def restore(scene: Scene) -> str:
    """What was published first, after something else was."""
    first = scene.page.latest_revision_id
    scene.publishes()
    reverted = posted(scene.admin.get(scene.address("revisions_revert", first)))
    scene.admin.post(scene.address("edit"), reverted | {"action-publish": "1", "revision": str(first)})
    return OLD


def unpublish(scene: Scene) -> str:
    scene.admin.post(scene.address("unpublish"))
    if scene.child and not scene.is_mainstay:
        listed = scene.admin.get(reverse("wagtailadmin_explore", args=[scene.pk])).content.decode()
        assert f"Skjult, fordi »{scene.page.title}« ikke er udgivet" in listed, "the list calls the child published"
    return OLD if scene.is_mainstay else GONE


def delete(scene: Scene) -> str:
    """The front page and award history stay."""
    scene.admin.post(scene.address("delete"), {"confirm_site_name": "SoMe-kataloget"})
    is_kept = scene.model in {HomePage, AwardIndexPage, AwardEditionPage, AwardWinnerPage}
    assert scene.model.objects.filter(pk=scene.pk).exists() == is_kept
    return OLD if is_kept else GONE


def delete_what_was_nominated(scene: Scene) -> str:
    """Who was nominated is history, and so is the page."""
    if scene.model in {ConceptPage, InitiativePage}:
        edition, category = pages.make_edition(scene.tree.awards, 2001), pages.make_award_category()
        edition.nominations = [Nomination(category=category, entry=Page.objects.get(pk=scene.pk))]
        edition.save_revision().publish()
        scene.admin.post(scene.address("delete"), {"confirm_site_name": "SoMe-kataloget"})
        assert Nomination.objects.filter(entry=scene.pk).exists(), "award history is rewritten"
    return OLD


ACTS: list[Callable[[Scene], str]] = [
    *(save, autosave, begin_and_leave, preview, publish, publish_below_what_is_hidden, schedule),
    *(expire, copy, move, restore, unpublish, delete, delete_what_was_nominated),
]


def cells_of(model: type[BasePage]) -> int:
    """How many combinations of block, act and door a type has; a page's lead counts as one block."""
    has_feed, has_dpl = bool(selection_of(model)), issubclass(model, DplReadyPage)
    doors = 3 + 2 * has_feed + has_dpl  # site, API, search; feed and frame; DPL
    return len(ACTS) * (doors + 3 * len(blocks_of(model)))
