"""Every cell of role_matrix.csv: who may do what. The file is the rule; this test only walks it.

«superuser» means the administrator group alone is refused and a superuser may.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from core.models import User
from core.roles import ADMINISTRATORS, ASSESSORS, EDITORS, SECTION_EDITORS, give_section, set_up_roles
from foundation.counting.models import DailyCount
from foundation.counting.services import write_counts
from home.printing import print_catalogue
from media.download_packages import make_download_package
from media.models import CatalogueDocument, CatalogueImage
from media.tasks import make_renditions
from showcase.assessment.models import Case
from showcase.assessment.services import withhold
from showcase.reporting.enums import ReportState
from showcase.reporting.models import Copy, Report
from showcase.reporting.signed_tokens import mailed, token_for
from tests.factories import core, pages
from tests.factories.assessment import TEXTS, make_assessment, make_assessor, make_case, make_criterion
from tests.factories.consents import make_consent
from tests.factories.core import picture_file
from tests.factories.reports import make_draft, make_report, make_report_file, typed
from tests.factories.signing_in import prove
from tests.factories.site import Tree
from website.api.drafts import key_for

pytestmark = [pytest.mark.django_db, pytest.mark.once]

GROUPS = {"assessor": ASSESSORS, "section_editor": SECTION_EDITORS, "editor": EDITORS, "administrator": ADMINISTRATORS}


ROLES = [
    *("anonymous", "reporter", "other_reporter", "assessor"),
    *("section_editor", "editor", "administrator", "superuser"),
]
Answer = Any  # what the test client gives back has no public type


@dataclass(frozen=True)
class Scene:
    """What the actions act on: the section editor's own section is the platform guides."""

    client: Client
    tree: Tree
    ids: dict[str, int]
    urls: dict[str, str]
    report: Report
    link: list[str]  # the one link this person holds

    def get(self, name: str, *arguments: object) -> Answer:
        return self.client.get(reverse(name, args=arguments))

    def post(self, name: str, *arguments: object) -> Answer:
        return self.client.post(reverse(name, args=arguments))

    def describes_pictures(self) -> bool:
        """Whether the form for several pictures changes one that somebody else has put up."""
        door = reverse("wagtail_bulk_action", args=["media", "catalogueimage", "describe"])
        self.client.post(f"{door}?id={self.ids['image']}", {f"alt-{self.ids['image']}": "Min", "credit": "Min"})
        return CatalogueImage.objects.filter(pk=self.ids["image"], credit="Min").exists()

    def of_report(self, tail: str) -> Answer:
        return self.client.get(f"/indberet/{self.link[0]}/{tail}")

    def changes(self, tail: str, data: Any = None) -> bool:
        """Whether sending this with the link held does anything to the report."""
        before = self._report()
        self.client.post(f"/indberet/{self.link[0]}/{tail}", data or {})
        return self._report() != before

    def changes_case(self, data: Any) -> bool:
        """Whether a button of the preview does anything to what the agency gets."""
        before = self._case()
        self.client.post(reverse("preview_for_agency", args=[self.ids["report"]]), data)
        return self._case() != before

    def _case(self) -> list[Any]:
        rows = Case.objects.filter(pk=self.ids["case"])
        return [*rows.values_list("left_out", flat=True), *rows.values_list("withheld", flat=True).order_by("withheld")]

    def asks_take_down(self) -> bool:
        """Whether the link held asks for the page of the report to be taken down."""
        Report.objects.filter(pk=self.report.pk).update(state=ReportState.PUBLISHED)
        return self.changes("tag-ned/")

    def releases_concept(self) -> bool:
        Report.objects.filter(pk=self.report.pk).update(take_down_asked_at=timezone.now())
        copy = Copy.objects.create(report=self.report, page_id=self.ids["concept"])
        self.post("release_copy", self.report.pk, self.ids["concept"])
        return not Copy.objects.filter(pk=copy.pk).exists()

    def moves_expiry(self, page_id: int) -> bool:
        """Whether the date of a public page that expires moves."""
        page = Page.objects.get(pk=page_id).specific
        page.expire_at = timezone.now() + timedelta(days=20)
        page.save_revision().publish()
        day = timezone.localdate() + timedelta(days=30)
        self.client.post(reverse("move_page_date", args=[page_id, "udloeber"]), {"day": day.isoformat()})
        return timezone.localdate(Page.objects.get(pk=page_id).expire_at) == day

    def counts_kit(self) -> bool:
        """Whether what this person tells is counted: visitors', not the staff's."""
        told = {"what": "kit", "page": self.ids["concept"]}
        write_counts()  # what lies in this process from before
        DailyCount.objects.all().delete()
        self.client.post("/tael/", told, headers={"origin": "http://testserver", "user-agent": "Mozilla/5.0"})
        write_counts()
        return DailyCount.objects.exists()

    def of_person(self, kind: str = "reporter", name: str = "ida@fjordby.dk", **more: str) -> Answer:
        found = {"found_kind": kind, "found_name": name}
        return self.client.post(reverse("persons"), {"kind": kind, "name": name, **found, **more})

    def exports_account(self, name: str) -> bool:
        return bool(self.of_person("staff", name, export="").get("Content-Disposition"))

    def erases_account(self, name: str) -> bool:
        self.of_person("staff", name, erase="", sure="on")
        return not User.objects.filter(username=name).exists()

    def erases_person(self) -> bool:
        self.of_person(erase="", sure="on")
        return not Report.objects.filter(pk=self.report.pk).exists()

    def _report(self) -> list[Any]:
        rows = Report.objects.filter(pk=self.report.pk)
        return [list(rows.values()), list(rows.values("files")), list(rows.values("messages"))]


def _picture() -> Any:
    file = picture_file(size=(60, 40))
    file.seek(0)
    return file


Action = Callable[[Scene], Answer]
ACTIONS: dict[str, Action] = {
    "read a published page": lambda s: s.client.get(s.urls["concept"]),
    "read a draft at its address": lambda s: s.client.get(s.urls["draft"]),
    "read a private page at its address": lambda s: s.client.get(s.urls["private"]),
    "fill in the texts of a published concept": lambda s: s.client.get(f"{s.urls['concept']}tilpas/"),
    "fill in the texts of a draft": lambda s: s.client.get(f"{s.urls['draft']}tilpas/"),
    "fill in the texts of a private concept": lambda s: s.client.get(f"{s.urls['private']}tilpas/"),
    "draw pictures for a published concept": lambda s: s.client.get(f"{s.urls['concept']}billeder/?titel=Hej"),
    "draw pictures for a draft": lambda s: s.client.get(f"{s.urls['draft']}billeder/?titel=Hej"),
    "take a picture drawn for a draft": lambda s: s.client.get(f"{s.urls['draft']}billeder/1x1.png?titel=Hej"),
    "draw pictures for a private concept": lambda s: s.client.get(f"{s.urls['private']}billeder/?titel=Hej"),
    "take a published concept home": lambda s: s.client.get(f"{s.urls['concept']}pakke.zip"),
    "take a published concept home, filled in": lambda s: s.client.get(
        f"{s.urls['concept']}pakke.zip", {"by": "Fjordby"}
    ),
    "read a published concept on paper": lambda s: s.client.get(f"{s.urls['concept']}koncept.pdf"),
    "take a draft home": lambda s: s.client.get(f"{s.urls['draft']}pakke.zip"),
    "take a draft home, filled in": lambda s: s.client.get(f"{s.urls['draft']}pakke.zip", {"by": "Fjordby"}),
    "read a draft on paper": lambda s: s.client.get(f"{s.urls['draft']}koncept.pdf"),
    "take a private concept home": lambda s: s.client.get(f"{s.urls['private']}pakke.zip"),
    "take a private concept home, filled in": lambda s: s.client.get(
        f"{s.urls['private']}pakke.zip", {"by": "Fjordby"}
    ),
    "read a private concept on paper": lambda s: s.client.get(f"{s.urls['private']}koncept.pdf"),
    "read the year wheel": lambda s: s.client.get(s.urls["year"]),
    "subscribe to the year": lambda s: s.client.get("/feeds/occasions.ics"),
    "make a plan": lambda s: s.client.get(f"/vaerktoejer/start/?koncept={s.ids['concept']}&trin=plan"),
    "take a plan home on paper": lambda s: s.client.get(f"/vaerktoejer/start/plan.pdf?koncept={s.ids['concept']}"),
    "put a collection together": lambda s: s.client.get(f"/vaerktoejer/samling/?koncept={s.ids['concept']}"),
    "take a collection home on paper": lambda s: s.client.get(
        f"/vaerktoejer/samling/samling.pdf?koncept={s.ids['concept']}"
    ),
    "choose a platform": lambda s: s.client.get("/vaerktoejer/platform/?timer=4"),
    "describe a target group": lambda s: s.client.post("/vaerktoejer/maalgruppe/", {"hvem": "Dem"}),
    "work out a success criterion": lambda s: s.client.post("/vaerktoejer/succes/", {"tal": "1"}),
    "read the catalogue on paper": lambda s: s.client.get("/katalog.pdf"),
    "read the API": lambda s: s.client.get("/api/v2/pages/"),
    "write through the API": lambda s: s.client.post("/api/v2/pages/", {"title": "x"}),
    "begin a report": lambda s: s.client.get("/indberet/"),
    "read the report by the link held": lambda s: str(s.report.receipt) in s.of_report("").content.decode(),
    "see a picture of the report by the link held": lambda s: s.of_report(f"billeder/{s.ids['report file']}/"),
    "take numbers out of an export by the link held": lambda s: s.of_report("eksport/"),
    "correct the report by the link held": lambda s: s.changes("trin/1/", typed(name="Rettet", revision="0")),
    "add a picture to the report by the link held": lambda s: s.changes("billeder/", {"file": _picture()}),
    "take a picture off the report by the link held": lambda s: s.changes(f"billeder/{s.ids['report file']}/fjern/"),
    "answer a question about the report by the link held": lambda s: s.changes("svar/", {"svar": "Ja."}),
    "withdraw the report by the link held": lambda s: s.changes("traek-tilbage/"),
    "erase the report by the link held": lambda s: s.changes("slet/"),
    "confirm the e-mail by the link held": lambda s: s.changes("bekraeft/"),
    "close other links by the link held": lambda s: s.changes("luk/"),
    "ask for a take-down by the link held": lambda s: s.asks_take_down(),
    "see the queue of reports": lambda s: s.get("reports:index"),
    "read a report in the queue": lambda s: s.get("reports:inspect", s.ids["report"]),
    "read a draft of a report in the queue": lambda s: s.get("reports:inspect", s.ids["report draft"]),
    "fetch a picture of a report": lambda s: s.client.get(s.urls["report file"]),
    "take up a report": lambda s: s.post("take_up_report", s.ids["report"]),
    "ask a reporter": lambda s: s.client.post(reverse("write_to_reporter", args=[s.ids["report"]]), {"text": "?"}),
    "confirm a mail domain": lambda s: s.post("confirm_mail_domain", s.ids["report"]),
    "make an initiative": lambda s: s.post("make_initiative", s.ids["report"]),
    "send a report to the agency": lambda s: s.post("send_report_to_agency", s.ids["report"]),
    "see a report as the agency will": lambda s: s.get("preview_for_agency", s.ids["report"]),
    "black out a phrase of a report": lambda s: s.changes_case({"phrase": "bussen"}),
    "withhold a picture from the agency": lambda s: s.changes_case({"withhold": s.ids["report file"]}),
    "say that nothing is left in a concept": lambda s: s.releases_concept(),
    "see the cases": lambda s: s.get("assess"),
    "read a case": lambda s: s.get("assess_case", s.ids["case"]),
    "see a picture of a case": lambda s: s.get("assess_picture", s.ids["case"], s.ids["report file"]),
    "see a withheld picture of a case": lambda s: s.get("assess_picture", s.ids["case"], s.ids["withheld file"]),
    "assess a case": lambda s: s.client.post(
        reverse("assess_case", args=[s.ids["case"]]), {f"criterion_{s.ids['criterion']}": 4, **TEXTS, "deliver": ""}
    ),
    "sign off a case one has assessed": lambda s: s.client.post(
        reverse("sign_off_case", args=[s.ids["assessed case"]]), {**TEXTS, "feedback": ""}
    ),
    "sign off a case others have assessed": lambda s: s.client.post(
        reverse("sign_off_case", args=[s.ids["others' case"]]), {**TEXTS, "feedback": ""}
    ),
    "see the criteria": lambda s: s.get("wagtailsnippets_assessment_criterion:list"),
    "edit a criterion": lambda s: s.get("wagtailsnippets_assessment_criterion:edit", s.ids["unused criterion"]),
    "delete a criterion": lambda s: s.post("wagtailsnippets_assessment_criterion:delete", s.ids["unused criterion"]),
    "take the queue of reports out": lambda s: s.client.get("/admin/indberetninger/?export=csv"),
    "write in the queue of reports": lambda s: s.client.get("/admin/indberetninger/new/"),
    "see the question before a concept is made": lambda s: s.client.get(
        f"/admin/bulk/wagtailcore/page/make_concept/?id={s.ids['initiative']}&next=/admin/"
    ),
    "read the feed API": lambda s: s.client.get("/api/feed/v1/concepts"),
    "write through the feed API": lambda s: s.client.post("/api/feed/v1/concepts", {"title": "x"}),
    "frame a published page": lambda s: s.client.get(f"/embed/v1/side/{s.ids['concept']}/"),
    "frame a draft": lambda s: s.client.get(f"/embed/v1/side/{s.ids['draft']}/"),
    "frame a private page": lambda s: s.client.get(f"/embed/v1/side/{s.ids['private']}/"),
    "see what a check finds on a published page": lambda s: s.get("page_findings", s.ids["concept"]),
    "see what a check finds on a page of one's section": lambda s: s.get("page_findings", s.ids["guide"]),
    "see what is to be mended on one's pages": lambda s: s.get("content_report"),
    "fetch the address of a draft": lambda s: s.get("draft_address", s.ids["draft"]),
    "fetch the address of a draft of one's section": lambda s: s.get("draft_address", s.ids["guide"]),
    "read a draft by its key": lambda s: s.client.get(s.urls["draft by key"]),
    "describe somebody's pictures": lambda s: s.describes_pictures(),
    "fetch a public picture": lambda s: s.client.get(s.urls["rendition"]),
    "fetch an original picture": lambda s: s.client.get(s.urls["original"]),
    "fetch a picture of a draft": lambda s: s.client.get(s.urls["draft rendition"]),
    "fetch a film of a draft": lambda s: s.client.get(s.urls["draft film"]),
    "fetch the captions of a draft's film": lambda s: s.get("captions", s.ids["video"]),
    "fetch a document of a published page": lambda s: s.client.get(s.urls["document"]),
    "fetch a document of a draft": lambda s: s.client.get(s.urls["draft document"]),
    "open the admin": lambda s: s.get("wagtailadmin_home"),
    "see the calendar of publishing": lambda s: s.get("publishing_calendar"),
    "ask to move a date of the own section": lambda s: s.get("move_page_date", s.ids["guide"], "udloeber"),
    "ask to move a date of another section": lambda s: s.get("move_page_date", s.ids["concept"], "udloeber"),
    "move the expiry of a page in the own section": lambda s: s.moves_expiry(s.ids["guide"]),
    "move the expiry of a page in another section": lambda s: s.moves_expiry(s.ids["concept"]),
    "move an occasion": lambda s: s.get("move_occasion", s.ids["occasion"], "2026-12-01"),
    "read the numbers of use": lambda s: s.get("numbers_of_use"),
    "take the numbers of use out": lambda s: s.client.get("/admin/tal/?export=csv"),
    "take the pages out": lambda s: s.client.get("/admin/reports/sider/?export=csv"),
    "tell that a file was taken home": lambda s: s.counts_kit(),
    "see the tree of pages": lambda s: s.get("wagtailadmin_explore", s.tree.guides.pk),
    "add a page in the own section": lambda s: s.get(
        "wagtailadmin_pages:add", "concepts", "platformguidepage", s.tree.guides.pk
    ),
    "edit a page in the own section": lambda s: s.get("wagtailadmin_pages:edit", s.ids["guide"]),
    "preview a page in the own section": lambda s: s.get("wagtailadmin_pages:view_draft", s.ids["guide"]),
    "add a page in another section": lambda s: s.get(
        "wagtailadmin_pages:add", "concepts", "conceptpage", s.tree.concepts.pk
    ),
    "edit a page in another section": lambda s: s.get("wagtailadmin_pages:edit", s.ids["concept"]),
    "see the history of a page in another section": lambda s: s.get("wagtailadmin_pages:history", s.ids["concept"]),
    "unpublish a page in the own section": lambda s: s.post("wagtailadmin_pages:unpublish", s.ids["guide"]),
    "unpublish a page in another section": lambda s: s.post("wagtailadmin_pages:unpublish", s.ids["concept"]),
    "delete a page in another section": lambda s: s.post("wagtailadmin_pages:delete", s.ids["concept"]),
    "move a page of another section": lambda s: s.get("wagtailadmin_pages:move", s.ids["concept"]),
    "copy a page of another section": lambda s: s.get("wagtailadmin_pages:copy", s.ids["concept"]),
    "start from a page of the own section": lambda s: s.get("start_from_page", s.ids["guide"]),
    "start from a page of another section": lambda s: s.get("start_from_page", s.ids["concept"]),
    "make a page of the own section a template": lambda s: s.post("mark_as_template", s.ids["guide"]),
    "make a page of another section a template": lambda s: s.post("mark_as_template", s.ids["concept"]),
    "make a page private": lambda s: s.get("wagtailadmin_pages:set_privacy", s.ids["concept"]),
    "choose a draft of another section": lambda s: (
        f'data-id="{s.ids["draft"]}"' in s.client.get("/admin/choose-page/search/?q=Kladde").content.decode()
    ),
    "see a draft of another section in a bulk action": lambda s: s.client.get(
        f"/admin/bulk/wagtailcore/page/publish/?id={s.ids['draft']}"
    ),
    "read the editors' guide": lambda s: s.get("guide_chapter", "roller"),
    "see the pictures": lambda s: s.get("wagtailimages:index"),
    "add a picture": lambda s: s.get("wagtailimages:add"),
    "edit somebody's picture": lambda s: s.get("wagtailimages:edit", s.ids["image"]),
    "delete somebody's picture": lambda s: s.post("wagtailimages:delete", s.ids["image"]),
    "see the documents": lambda s: s.get("wagtaildocs:index"),
    "add a document": lambda s: s.get("wagtaildocs:add"),
    "delete somebody's document": lambda s: s.post("wagtaildocs:delete", s.ids["document"]),
    "see the films": lambda s: s.get("wagtailsnippets_media_video:list"),
    "add a film": lambda s: s.get("wagtailsnippets_media_video:add"),
    "delete a film": lambda s: s.post("wagtailsnippets_media_video:delete", s.ids["video"]),
    "fetch a sent film": lambda s: s.client.get(s.urls["sent film"]),
    "see how far a film is": lambda s: s.get("video_status", s.ids["video"]),
    "try a film again": lambda s: s.post("retry_video", s.ids["video"]),
    "crop and cover somebody's picture": lambda s: s.get("redact_image", s.ids["image"]),
    "see the consents": lambda s: s.get("wagtailsnippets_media_consent:list"),
    "add a consent": lambda s: s.get("wagtailsnippets_media_consent:add"),
    "edit a consent": lambda s: s.get("wagtailsnippets_media_consent:edit", s.ids["consent"]),
    "delete a consent": lambda s: s.post("wagtailsnippets_media_consent:delete", s.ids["consent"]),
    "fetch the proof of a consent": lambda s: s.client.get(s.urls["proof"]),
    "see the platforms": lambda s: s.get("wagtailsnippets_core_platform:list"),
    "add a platform": lambda s: s.get("wagtailsnippets_core_platform:add"),
    "delete a platform": lambda s: s.post("wagtailsnippets_core_platform:delete", s.ids["platform"]),
    "see where a platform is used": lambda s: s.get("wagtailsnippets_core_platform:usage", s.ids["platform"]),
    "merge a platform into another": lambda s: s.get("wagtailsnippets_core_platform:merge", s.ids["platform"]),
    "edit the metric book": lambda s: s.get("wagtailsnippets_core_metric:edit", s.ids["metric"]),
    "edit the award categories": lambda s: s.get("wagtailsnippets_showcase_awardcategory:edit", s.ids["category"]),
    "see the register of libraries": lambda s: s.client.get("/admin/biblioteker/"),
    "see who is missing": lambda s: s.get("coverage_report"),
    "export the register of libraries": lambda s: s.client.get("/admin/biblioteker/", {"export": "csv"}),
    "edit a library": lambda s: s.client.get(f"/admin/biblioteker/edit/{s.ids['library']}/"),
    "delete a library": lambda s: s.client.post(f"/admin/biblioteker/delete/{s.ids['library']}/"),
    "see where a library is used": lambda s: s.get("library_usage", s.ids["library"]),
    "edit the redirects": lambda s: s.get("wagtailredirects:index"),
    "edit the catalogue settings": lambda s: s.get("wagtailsettings:edit", "core", "cataloguesettings"),
    "edit the sites": lambda s: s.get("wagtailsites:index"),
    "edit the collections": lambda s: s.get("wagtailadmin_collections:index"),
    "see the workflows": lambda s: s.get("wagtailadmin_workflows:index"),
    "see the users": lambda s: s.get("wagtailusers_users:index"),
    "see the groups": lambda s: s.get("wagtailusers_groups:index"),
    "read the log of accounts": lambda s: s.get("account_log"),
    "see who is logged in": lambda s: s.get("signed_in"),
    "take the log of accounts out": lambda s: s.client.get("/admin/kontolog/", {"export": "csv"}),
    "ask for a new password": lambda s: s.client.get("/vurdering/ny-adgangskode/"),
    "see how oneself signs in": lambda s: s.get("own_factors"),
    "see how everybody signs in": lambda s: s.get("accounts"),
    "be asked about the second factor of an editor": lambda s: s.get("reset_factor", s.ids["colleague"]),
    "be asked about the second factor of a superuser": lambda s: s.get("reset_factor", s.ids["chef"]),
    "reset the second factor of an editor": lambda s: s.post("reset_factor", s.ids["colleague"]),
    "reset the second factor of a superuser": lambda s: s.post("reset_factor", s.ids["chef"]),
    "log an editor out everywhere": lambda s: s.post("end_sessions", s.ids["colleague"]),
    "log a superuser out everywhere": lambda s: s.post("end_sessions", s.ids["chef"]),
    "look a person up": lambda s: s.of_person(),
    "export a person": lambda s: s.of_person(export=""),
    "erase a person": lambda s: s.erases_person(),
    "export the account of an assessor": lambda s: s.exports_account("bo"),
    "erase the account of an assessor": lambda s: s.erases_account("bo"),
    "export the account of a superuser": lambda s: s.exports_account("chef"),
    "erase the account of a superuser": lambda s: s.erases_account("chef"),
}


def _rows() -> list[dict[str, str]]:
    with (Path(__file__).parent / "role_matrix.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def scene(tree: Tree, client: Client) -> Scene:
    set_up_roles()
    image, draft_image = core.make_image(), core.make_image("Kladde")
    for one in (image, draft_image):
        make_renditions.call(image_id=one.pk)
    document, draft_document = (
        CatalogueDocument.objects.create(title=title, file=ContentFile(b"vagt", name="vagtplan.txt"))
        for title in ("Vagtplan", "Kladde")
    )
    to_fill_in = ("platform_text", {"platform": None, "heading": "Opslag", "text": "Vi ses i [by]."})
    kit = [("file", {"file": document, "use": ""}), to_fill_in]
    concept = pages.make_concept(tree.concepts, cover=image, kit=kit)
    draft = pages.make_concept(tree.concepts, "Kladde", live=False, kit=[to_fill_in])
    private = pages.make_concept(tree.concepts, "Privat", kit=[to_fill_in])
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    guide = pages.make_guide(tree.guides)
    for page in (concept, private):
        make_download_package(page.pk)
    print_catalogue("da")
    rendition = image.renditions.all()[0]
    film = core.make_video("Kladde", captions="WEBVTT\n")
    consent = make_consent(image=image, proof=ContentFile(b"Karen", name="ja.txt"))
    sent = core.make_video("Sendt", file="", original=ContentFile(b"film", name="film.mp4"))
    report = make_report()
    criterion = make_criterion()
    assessed, others = (make_case(make_report(receipt=f"CASE-{number}")) for number in range(2))
    for name in ("bo", "mette"):
        assessor = make_assessor(name)
        for case in (assessed, others):
            make_assessment(case, assessor)
    report_file, withheld_file = make_report_file(report), make_report_file(report)
    withhold(report, withheld_file.pk, is_withheld=True)
    ids = {
        "colleague": core.make_user("kollega").pk,
        "chef": core.make_user("chef", is_superuser=True).pk,
        "criterion": criterion.pk,
        "unused criterion": make_criterion("Ubrugt", is_used=False).pk,
        "case": make_case(report).pk,
        "assessed case": assessed.pk,
        "others' case": others.pk,
        "report file": report_file.pk,
        "withheld file": withheld_file.pk,
        "consent": consent.pk,
        "concept": concept.pk,
        "draft": draft.pk,
        "private": private.pk,
        "guide": guide.pk,
        "initiative": pages.make_initiative(tree.initiatives).pk,
        "report": report.pk,
        "report draft": make_draft(name="Kladde").pk,
        "image": image.pk,
        "document": document.pk,
        "video": film.pk,
        "platform": core.make_platform("LinkedIn").pk,
        "metric": core.make_metric().pk,
        "category": pages.make_award_category().pk,
        "occasion": core.make_occasion(begins_on="2026-12-01", ends_on="2026-12-24").pk,
        "library": core.make_library("DK-X00099", name="Klintrup Bibliotek", municipality="Klintrup").pk,
    }
    urls = {
        "concept": concept.get_url(),
        "year": pages.make_year_wheel(tree.home).get_url(),
        "draft": draft.get_url(),
        "private": private.get_url(),
        "rendition": rendition.url,
        "original": image.file.url,
        "draft rendition": draft_image.renditions.all()[0].url,
        "draft film": film.file.url,
        "document": document.url,
        "draft document": draft_document.url,
        "report file": report_file.file.url,
        "sent film": sent.original.url,
        "proof": consent.proof.url,
        "draft by key": reverse("draft_for_programs", args=[key_for(draft, User.objects.get(username="chef"))]),
    }
    return Scene(client, tree, ids, urls, report, [token_for(uuid4())])


def _log_in(scene: Scene, role: str) -> None:
    if role == "reporter":
        scene.link[0] = mailed(scene.report.key, 1, scene.report.email).token
    if role == "other_reporter":
        other = Report.objects.get(receipt="CASE-0")
        scene.link[0] = mailed(other.key, 1, other.email).token
    if role in {"anonymous", "reporter", "other_reporter"}:
        return
    user = core.make_user(role, is_superuser=role == "superuser")
    if role in GROUPS:
        user.groups.add(Group.objects.get(name=GROUPS[role]))
    if role == "section_editor":
        give_section(Group.objects.get(name=SECTION_EDITORS), scene.tree.guides)
    if role == "assessor":
        make_assessment(Case.objects.get(pk=scene.ids["assessed case"]), user)
    user.refresh_from_db()  # a right that is given ends what was signed in before
    scene.client.force_login(user)
    prove(scene.client)


def _is_allowed(response: Answer) -> bool:
    """Of a response, or of whether it did anything. Wagtail refuses by sending the user to login or dashboard.

    What the worker makes first is answered 202.
    """
    if isinstance(response, bool):
        return response
    if response.status_code in {301, 302, 303}:
        return response["Location"].split("?")[0] not in {"/admin/login/", "/admin/", "/vurdering/log-ind/"}
    return response.status_code in {200, 202}


@pytest.mark.long
@pytest.mark.whole
@pytest.mark.parametrize("role", ROLES)
def test_every_cell_of_the_role_matrix(scene: Scene, role: str) -> None:
    _log_in(scene, role)
    wrong = []
    for row in _rows():
        rule = row["administrator" if role == "superuser" else role]
        expected = rule == "yes" or (rule == "superuser" and role == "superuser")
        with transaction.atomic():  # so that what one action deletes is there for the next
            is_allowed = _is_allowed(ACTIONS[row["action"]](scene))
            transaction.set_rollback(True)
        if is_allowed != expected:
            wrong.append(f"{role}: {row['action']} should be {'allowed' if expected else 'refused'}")
    assert "\n".join(wrong) == ""


def test_matrix_and_actions_name_the_same() -> None:
    assert [row["action"] for row in _rows()] == list(ACTIONS)
