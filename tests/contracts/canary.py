"""The canary: hidden objects with a mark in every text, and every public door to look for it behind.

Before the hidden objects exist, every door is fetched; afterwards again. The two rounds must be the same to the
byte, headers included: so no text, count, order, date or length of anything hidden comes out.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, get_page_models

from concepts.models import ConceptCondition, ConceptPage
from core.models import BasePage
from core.records.models import Record, RecordPicture, RecordTerm
from foundation.before_commit import atomic
from libraries.models import LibraryAlias
from media.enums import Exposure
from media.models import CatalogueDocument, CatalogueImage, CatalogueRendition, Consent, Video
from media.tasks import make_renditions
from showcase.assessment.services import leave_out, sign_off
from showcase.models import Nomination
from showcase.reporting.models import Message, Report
from showcase.reporting.triage import make_initiative
from syndication.embeds.share import HOSTS, KINDS
from syndication.feeds.formats import FORMATS
from syndication.feeds.sources import FEEDS, FRAMED, SOURCES
from tests.factories import core, pages
from tests.factories.assessment import make_assessment, make_assessor, make_case, make_criterion
from tests.factories.consents import make_consent
from tests.factories.reports import make_report, make_report_file
from tests.factories.rounds import run_media_jobs
from tests.factories.site import Tree

MARK = "kanariefugl"
ROOM_FOR_NEW_PAGES = 8
# Headers that say nothing about content.
VOLATILE_HEADERS = frozenset({"Date", "Server", "Expires"})


@dataclass(frozen=True)
class Answer:
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True)
class Hidden:
    """One hidden object: its state, and the addresses under which somebody could ask for it."""

    state: str
    addresses: tuple[str, ...]


def doors(ids: tuple[int, ...]) -> list[str]:
    """Every public address that lists, counts or finds, and those that ask for one object by its id."""
    lists = [
        *(
            "/",
            "/koncepter/",
            "/platforme/",
            "/eksempler/",
            "/priser/",
            "/priser/2025/",
            "/om/",
            "/om/daekning/",
            "/galleri/",
            "/aarshjul/",
            "/vaerktoejer/",
            "/vaerktoejer/succes/",
            "/vaerktoejer/platform/",
            "/vaerktoejer/maalgruppe/?hvem=Dem",
            "/vaerktoejer/maalgruppe/maalgruppe.docx?hvem=Dem",
            "/vaerktoejer/maalgruppe/maalgruppe.pdf?hvem=Dem",
            "/vaerktoejer/samling/",
            "/film/",
        ),
        *("/koncepter/synlig/", "/platforme/facebook/", "/eksempler/synlig/", "/priser/2025/synlig/"),
        *("/koncepter/synlig/tilpas/", "/koncepter/synlig/dpl/", "/eksempler/synlig/dpl/", "/priser/2025/synlig/dpl/"),
        *("/koncepter/synlig/pakke.zip", "/koncepter/synlig/koncept.pdf", "/katalog.pdf"),
        *("/koncepter/synlig/pakke.zip?by=Fjordby", "/koncepter/synlig/koncept.pdf?by=Fjordby"),
        *(f"/koncepter/synlig/{name}" for name in OWN_PICTURES),
        *(f"{path}?{name}={value}" for path in ("/koncepter/", "/aarshjul/") for name, value in FACETS),
        *("/koncepter/?side=2", "/eksempler/?side=2", "/galleri/?side=2", "/film/?side=2"),
        *("/koncepter/?sortering=mindst-arbejde", "/koncepter/?sortering=nyeste&platform=facebook"),
        *(f"/soeg/?q={word}" for word in (MARK, "synlig", "kladde", "hemmelig", "a")),
        *("/sitemap.xml", "/robots.txt", "/.well-known/security.txt", "/was", "/livez", "/readyz"),
        *("/findes-ikke/", "/documents/1/findes-ikke.pdf", "/admin/", "/admin/login/", "/admin/password_reset/"),
        *(
            "/admin/kontolog/",
            "/admin/kontolog/?export=csv",
            "/admin/kalender/",
            "/admin/tal/?export=csv",
            "/admin/reports/sider/",
            "/tael/",
            "/vurdering/ny-adgangskode/",
            "/vurdering/log-ind/",
        ),
    ]
    api = [
        "/api/v2/pages/",
        *(f"/api/v2/pages/?type={name}&fields=*" for name in TYPES),
        *(f"/api/v2/pages/?type=concepts.ConceptPage&{name}={value}" for name, value in FACETS),
        *(f"/api/v2/pages/?search={word}" for word in (MARK, "synlig", "hemmelig")),
        *(f"/api/v2/pages/?order={name}" for name in ("title", "-title", "id", "first_published_at")),
        *("/api/v2/pages/?slug=hemmelig", f"/api/v2/pages/?title={MARK}", "/api/v2/pages/?child_of=root"),
        *("/api/v2/pages/?descendant_of=root", "/api/v2/pages/find/?html_path=/koncepter/kladde/"),
        *(f"/api/v2/pages/?type=concepts.ConceptPage&number={number}" for number in range(99, 106)),
    ]
    api += [f"/feeds/{name}.{kind}" for name in FEEDS for kind in FORMATS]
    api += [f"/feeds/concepts.json?{name}={value}&limit=50" for name, value in FACETS]
    api += [f"/api/feed/v1/{name}" for name in SOURCES]
    api += ["/api/feed/v1/openapi.json", "/api/feed/v1/docs", "/api/feed/v1/concepts?updated_since=2020-01-01&limit=1"]
    api += [f"/api/feed/v1/concepts?{name}={value}&limit=50" for name, value in FACETS]
    api += [f"/embed/v1/{name}/" for name in FRAMED]
    api += [f"/embed/v1/koncepter/?{name}={value}&antal=24" for name, value in FACETS]
    api += [f"/del/?hvad={kind}" for kind in KINDS]
    api += [f"/del/?vaert={host}&{name}={value}" for host in HOSTS for name, value in FACETS[:2]]
    api += [f"/oembed/?url={settings.BASE_URL}/{path}/" for path in ("koncepter/synlig", "koncepter/kladde", "om")]
    api += ["/indberet/", "/indberet/link/", "/indberet/x/", "/demo/post/", "/vurdering/", "/vurdering/1/"]
    api += ["/indberet/x/eksport/", "/indberet/x/trin/3/forstaaet/"]
    api += ["/admin/reports/1/agency/", "/vurdering/1/billede/1/"]
    api += ["/api/preview/v1/x/", "/api/preview/v1/WzEsMV0:1abcde:x/"]
    api += ["/feeds/calendar.ics", "/feeds/occasions.ics", "/embed/v1/some-katalog.js"]
    api += [f"/feeds/occasions.ics?{name}={value}" for name, value in FACETS if name != "tid"]
    api += ["/feeds/concepts.atom?limit=1", "/feeds/concepts.rss?updated_since=2020-01-01"]
    single = [f"/api/v2/pages/{pk}/" for pk in ids]
    single += [f"/undertekster/{pk}.vtt" for pk in (1, 2, 3, 9_999)]
    single += [f"{settings.PRIVATE_MEDIA_URL}{file.name}" for file in private_files()]
    single += files_of_drafts()
    single += [f"/vaerktoejer/start/?koncept={pk}&trin={step}" for pk in ids for step in ("hvordan", "plan")]
    single += [f"/vaerktoejer/platform/?{name}={value}" for name, value in FACETS if name == "maalgruppe"]
    single += [f"/vaerktoejer/samling/{name}?koncept={pk}" for pk in ids for name in ("", "samling.pdf")]
    single += [f"/vaerktoejer/start/plan.{kind}?koncept={pk}" for pk in ids for kind in ("docx", "ics", "pdf")]
    for relation in ("id", "child_of", "descendant_of", "ancestor_of", "translation_of"):
        single += [f"/api/v2/pages/?{relation}={pk}" for pk in ids]
    single += [f"/api/v2/pages/find/?id={pk}" for pk in ids]
    single += [f"/embed/v1/side/{pk}/" for pk in ids]
    return lists + api + single


OWN_PICTURES = ("billeder/", "billeder/?titel=Hej", "billeder/1x1.png?titel=Hej", "billeder/alle.zip?titel=Hej")
FILES_BESIDE = ("pakke.zip", "pakke.zip?by=Fjordby", "koncept.pdf", "tilpas/", "dpl/", *OWN_PICTURES)
FACETS = [
    *(("platform", "facebook"), ("platform", "snapchat"), ("tid", "over-4-timer"), ("formaal", "dialog")),
    *(("anledning", "jul"), ("anledning", "eksamen")),
]
TYPES = [model._meta.label for model in get_page_models() if issubclass(model, BasePage)]


def fetch(address: str) -> Answer:
    response = Client().get(address)
    headers = tuple(sorted((name, value) for name, value in response.items() if name not in VOLATILE_HEADERS))
    return Answer(response.status_code, headers, _steady(response.getvalue()))


def _steady(body: bytes) -> bytes:
    """The body without what is made anew each time: CSRF tokens, and key and name of a report not yet begun."""
    return re.sub(rb"\b[A-Za-z0-9]{64}\b|\b[0-9a-f]{20}\b|\bb[0-9a-f]{32}\.[\w-]+\.[\w-]+", b"", body)


class Garden:
    """Public pages on every shelf, each pointing at a page that will be hidden; and the hidden ones."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.facebook, self.snapchat = core.make_platform(), core.make_platform("Snapchat")
        self.dialog, self.adults = core.make_objective(), core.make_target_group()
        self.jul = core.make_occasion(begins_on=date(2026, 12, 1), ends_on=date(2026, 12, 26))
        self.exams = core.make_occasion("Eksamen", recurrence="uge 24")
        self.image = core.make_image(f"{MARK} billede")
        self.video = core.make_video(f"{MARK} film", captions=f"WEBVTT\n\n00:00.000 --> 00:02.000\n{MARK}\n")
        make_renditions.call(image_id=self.image.pk)
        CatalogueDocument.objects.create(title=MARK, file=ContentFile(MARK.encode(), name="a.txt"))
        pages.make_year_wheel(tree.home)
        pages.make_gallery(tree.home)
        pages.make_film_index(tree.home)
        self.edition = pages.make_edition(tree.awards)
        self.about = pages.make_standard_page(tree.home, "Om")
        pages.make_coverage(self.about)
        self.guide = pages.make_guide(tree.guides, platform=self.facebook)
        self.concept = pages.make_concept(
            tree.concepts,
            "Synlig",
            platforms=[self.facebook],
            target_groups=[self.adults],
            objectives=[self.dialog],
            occasions=[self.jul],
            effort_hours="9",
            number=1,
            kit=[("platform_text", {"platform": self.facebook, "heading": "Opslag", "text": "Kom til [by]."})],
        )
        self.initiative = pages.make_initiative(tree.initiatives, "Synlig")
        self.winner = pages.make_winner(self.edition, "Synlig")
        self.parents = self._parents_to_hide()
        self.originals = self._pages_to_hide()
        self._point_at_hidden()
        self._show_withheld()
        for model in (CatalogueImage, Video):  # a page showed them once: that they are gone, may be told
            model.objects.update(exposure=Exposure.NOW)

    def _show_withheld(self) -> None:
        """A public page and a cover of somebody who has changed her mind."""
        image = core.make_image(f"{MARK} Karen", alt_text=f"{MARK} Karen læser.", credit=MARK)
        make_renditions.call(image_id=image.pk)
        film = core.make_video(
            f"{MARK} Karen", captions=f"WEBVTT\n\n00:00.000 --> 00:02.000\n{MARK}\n", transcript=MARK
        )
        for item in ({"image": image}, {"video": film}):
            make_consent(who=f"{MARK} Karen", purpose=MARK, withdrawn_on=timezone.localdate(), **item)
        items = [{"image": image, "caption": MARK}, {"video": film, "caption": MARK}]
        media: Any = [("gallery", {"items": items}), ("video", {"video": film, "caption": MARK})]
        self.initiative.media = media
        self.initiative.cover = image
        self.initiative.save_revision().publish()
        run_media_jobs()

    def _point_at_hidden(self) -> None:
        """Public pages refer to pages that will be hidden, by every road there is."""
        private, draft = self.originals["private"], self.originals["draft"]
        self.tree.home.refresh_from_db()
        links = "".join(
            f'<a linktype="page" id="{page.pk}">link</a>' for page in (*self.originals.values(), *self.parents.values())
        )
        bodies: tuple[Any, Any] = (
            [("paragraph", f"<p>{links}</p>")],
            [("signpost", {"page": private, "text": "Gå hen"})],
        )
        self.about.body, self.tree.home.body = bodies
        self.initiative.concept = private
        self.winner.concept = private
        self.edition.nominations = [Nomination(category=self.winner.category, entry=page) for page in (private, draft)]
        for page in (self.about, self.tree.home, self.initiative, self.winner, self.edition):
            page.save_revision().publish()

    def _parents_to_hide(self) -> dict[str, BasePage]:
        """Standard pages with a live child each; hidden later by taking the parent away from the public."""
        parents = {}
        for state in ("under-private-parent", "under-unpublished-parent"):
            parents[state] = pages.make_standard_page(self.tree.home, f"{state} {MARK}", slug=state, live=False)
        return parents

    def _pages_to_hide(self) -> dict[str, ConceptPage]:
        states = ("draft", "scheduled", "expired", "private", "alias-source", "deleted", "renamed-then-private")
        return {state: self._hidden_concept(state, number) for number, state in enumerate(states, start=99)}

    def _hidden_concept(self, state: str, number: int) -> ConceptPage:
        concept = pages.make_concept(
            self.tree.concepts,
            f"{MARK} {state}",
            slug=f"hemmelig-{state}",
            lead=f"{MARK} lead",
            number=number,
            effort_hours="8",
            platforms=[self.snapchat],
            objectives=[self.dialog],
            occasions=[self.jul, self.exams],
            skills=f"{MARK} skills",
            unchangeable_core=f"<p>{MARK}</p>",
            target_groups=[self.adults],
            body=[
                ("paragraph", f"<p>{MARK} body</p>"),
                ("gallery", {"heading": MARK, "items": [{"image": self.image, "caption": MARK}]}),
                ("video", {"video": self.video, "caption": MARK}),
            ],
            live=False,
        )
        concept.conditions = [ConceptCondition(kind="works", text=f"{MARK} line")]
        concept.save()
        return concept


def private_files() -> list[Any]:
    """Originals and proofs: no address of theirs opens for the public."""
    proofs: list[Any] = list(Consent.objects.all())
    return [*(row.file for row in CatalogueImage.objects.all()), *(row.proof for row in proofs)]


def files_of_drafts() -> list[str]:
    """Pictures, films and documents made for pages, and shown by none that the public may see."""
    marked: Any = {"title__startswith": MARK}
    renditions: Any = CatalogueRendition.objects.filter(image__title__startswith=MARK)
    films = Video.objects.filter(**marked).exclude(file="")
    documents = CatalogueDocument.objects.filter(**marked)
    return [*(one.url for one in renditions), *(one.file.url for one in films), *(one.url for one in documents)]


def guessed_ids() -> tuple[int, ...]:
    """Every page id there is, and those the next pages will get."""
    known = sorted(Page.objects.values_list("pk", flat=True))
    return (*known, *range(known[-1] + 1, known[-1] + ROOM_FOR_NEW_PAGES))


def sow(garden: Garden) -> list[Hidden]:
    """Bring one object into every hidden state, in one transaction: none is seen for a moment, so none leaves a trace
    in the log of what came and went.
    """
    steps: list[Callable[[Garden], Hidden]] = [
        *(_draft, _scheduled, _expired, _private, _under_private, _under_unpublished),
        *(_alias_of_private, _pending_edit, _deleted, _renamed_then_private, _reported),
    ]
    with atomic():
        return [step(garden) for step in steps]


def _live(page: BasePage) -> None:
    page.save_revision().publish()


def _restrict(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def _address(page: Page) -> str:
    return str(page.get_url())


def _draft(garden: Garden) -> Hidden:
    address = _address(garden.originals["draft"])
    return Hidden("draft", (address, *(f"{address}{name}" for name in FILES_BESIDE)))


def _scheduled(garden: Garden) -> Hidden:
    page = garden.originals["scheduled"]
    page.go_live_at = timezone.now() + timedelta(days=2)
    page.save_revision(approved_go_live_at=page.go_live_at).publish()
    return Hidden("scheduled", (_address(page),))


def _expired(garden: Garden) -> Hidden:
    page = garden.originals["expired"]
    _live(page)
    page.expire_at = timezone.now() - timedelta(minutes=1)
    page.save()
    call_command("publish_scheduled", verbosity=0)
    return Hidden("expired", (_address(page),))


def _private(garden: Garden) -> Hidden:
    page = garden.originals["private"]
    _live(page)
    _restrict(page)
    return Hidden("private", (_address(page), *(f"{_address(page)}{name}" for name in FILES_BESIDE)))


def _under_private(garden: Garden) -> Hidden:
    parent = garden.parents["under-private-parent"]
    _live(parent)
    _restrict(parent)
    child = pages.make_standard_page(parent, f"{MARK} barn", slug="barn")
    return Hidden("under a private parent", (_address(parent), _address(child)))


def _under_unpublished(garden: Garden) -> Hidden:
    parent = garden.parents["under-unpublished-parent"]
    _live(parent)
    child = pages.make_standard_page(parent, f"{MARK} barn", slug="barn")
    parent.refresh_from_db()
    parent.unpublish()
    return Hidden("live child of an unpublished parent", (_address(parent), _address(child)))


def _alias_of_private(garden: Garden) -> Hidden:
    source = garden.originals["alias-source"]
    _live(source)
    alias = source.create_alias(update_slug=f"{MARK}-alias")
    _restrict(source)
    return Hidden("alias of a page made private later", (_address(source), _address(alias)))


def _pending_edit(garden: Garden) -> Hidden:
    concept = ConceptPage.objects.get(pk=garden.concept.pk)
    concept.title = f"{MARK} pending"
    concept.lead = f"{MARK} pending"
    concept.save_revision()
    return Hidden("pending edit", ())


def _deleted(garden: Garden) -> Hidden:
    page = garden.originals["deleted"]
    _live(page)
    address = _address(page)
    ConceptPage.objects.get(pk=page.pk).delete()
    return Hidden("deleted", (address,))


def _renamed_then_private(garden: Garden) -> Hidden:
    page = garden.originals["renamed-then-private"]
    _live(page)
    Redirect.objects.create(old_path="/koncepter/gammelt-navn", redirect_page=page)
    _restrict(page)
    return Hidden("renamed, then private", ("/koncepter/gammelt-navn/", _address(page)))


def _reported(garden: Garden) -> Hidden:
    """A report with everything that can hang on one: files, talk, blackouts, assessments, and the draft made of it."""
    report = make_marked_report()
    LibraryAlias.objects.create(library=report.library, name=MARK)
    leave_out(report, MARK)
    case = make_case(report)
    make_criterion(MARK)
    texts = {**dict.fromkeys(("why_it_works", "flops_when", "settlement", "feedback"), MARK)}
    assessors = [make_assessor(f"{MARK}{number}") for number in range(2)]
    for points, assessor in enumerate(assessors, start=2):
        make_assessment(case, assessor, points * 2 - 3, why_it_works=MARK, flops_when=MARK)
    sign_off(case, assessors[0], texts)
    page = make_initiative(report, assessors[0])
    return Hidden("report", (_address(page), f"/indberet/{report.key}/"))


def make_marked_report(receipt: str = "KANA-2345") -> Report:
    """A report that carries the mark wherever its reporter or the staff can write."""
    told = dict.fromkeys(("what", "why", "how", "contact_name", "purpose"), MARK)
    answers = {**told, "name": f"{MARK} opslag", "email": f"ida@{MARK}.dk"}
    report = make_report(receipt=receipt, contact_name=MARK, answers=answers)
    make_report_file(report, MARK)
    for is_from_staff in (True, False):
        Message.objects.create(report=report, is_from_staff=is_from_staff, text=MARK)
    return report


def _carries_mark(address: str, answer: Answer) -> bool:
    """The mark anywhere in an answer, but for the visitor's own words given back to her."""
    told = answer.body.decode(errors="replace").lower() + str(answer.headers).lower()
    if MARK in address:
        told = told.replace(f'value="{MARK}"', "")
    return MARK in told


def marked_doors() -> Iterator[str]:
    """The doors that show what is hidden, as things stand."""
    return (address for address in doors(guessed_ids()) if _carries_mark(address, fetch(address)))


def marked_records() -> Iterator[str]:
    """What is told of something hidden in the published records, where no door shows it yet."""
    for model in (Record, RecordTerm, RecordPicture):
        for row in model._base_manager.values():
            if MARK in str(row).lower():
                yield f"{model.__name__} {row}"


def leaks_of(garden: Garden) -> Iterator[str]:
    """Fetch every door, sow, fetch every door and every hidden address again; tell the differences as they come."""
    before = {address: fetch(address) for address in doors(guessed_ids())}
    hidden = sow(garden)
    yield from (f"record {told}" for told in marked_records())
    for address, answer in before.items():
        after = fetch(address)
        if after != answer:
            yield f"{address}: changed"
        if _carries_mark(address, after):
            yield f"{address}: carries the mark"
    for thing in hidden:
        for address in thing.addresses:
            if not _is_like_nothing(address):
                yield f"{thing.state}: {address} answers unlike one that never was"


def _is_like_nothing(address: str) -> bool:
    parent = address.rstrip("/").rpartition("/")[0]
    answer, nothing = fetch(address), fetch(f"{parent}/aldrig-set/")
    return (answer.status, answer.headers, answer.body) == (nothing.status, nothing.headers, nothing.body)
