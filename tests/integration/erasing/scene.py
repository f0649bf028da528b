"""A report in every state it can be in, with a word of its own in each field, file, draft, log and job."""

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from PIL import Image
from wagtail.admin.models import FormState
from wagtail.log_actions import log
from wagtail.models import Comment, Page, Workflow

from core.checking.models import PageCheck
from core.checking.services import run_due_checks
from core.models import User
from media.download_packages import make_download_package
from media.models import CatalogueImage, Consent, Video
from media.tasks import make_renditions
from showcase.assessment.models import Assessment
from showcase.assessment.services import sign_off
from showcase.models import InitiativePage
from showcase.reporting import files, services, triage
from showcase.reporting.models import Message, Report
from showcase.reporting.tasks import send_report_mail
from showcase.services import make_concept
from tests.factories import core
from tests.factories.assessment import make_assessment, make_assessor, make_case, make_criterion
from tests.factories.reports import typed
from tests.factories.site import Tree
from tests.integration.erasing.words import Words, fill, typed_words

FILM = b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 40
HIDDEN = ("draft", "sent", "asked", "assessed", "draft page", "edited", "copied", "concept", "declined", "withdrawn")
PUBLIC = ("published", "concept published")


class Scene:
    """Walks a report from its first letter to the state that is asked for."""

    def __init__(self, tree: Tree, state: str) -> None:
        self.tree, self.words, self.state = tree, Words(state), state
        core.make_library()
        self.metric = core.make_metric()
        self.editor: User = core.make_user("redaktoer", is_superuser=True)
        self.page: Any = None
        self.concept: Any = None
        self.report = self._begun()
        steps: dict[str, tuple[Any, ...]] = {
            "draft": (),
            "sent": (self._send,),
            "asked": (self._send, self._talk),
            "assessed": (self._send, self._talk, self._assess),
            "draft page": (self._send, self._talk, self._assess, self._make_page),
            "edited": (self._send, self._talk, self._assess, self._make_page, self._edit),
            "copied": (self._send, self._talk, self._make_page, self._edit, self._copy),
            "concept": (self._send, self._talk, self._assess, self._make_page, self._edit, self._make_concept),
            "declined": (self._send, self._talk, self._make_page, self._edit, self._decline),
            "withdrawn": (self._send, self._talk, self._make_page, self._edit, self._withdraw),
            "published": (self._send, self._talk, self._assess, self._make_page, self._edit, self._publish),
            "concept published": (
                *(self._send, self._talk, self._assess, self._make_page, self._edit, self._make_concept),
                *(self._publish, self._publish_concept),
            ),
        }
        for step in steps[state]:
            step()
        while PageCheck.objects.due().exists() or PageCheck.objects.count() < Page.objects.filter(depth__gt=1).count():
            run_due_checks()  # as the clock has by now

    def _begun(self) -> Report:
        core.make_platform()
        told = {**typed(), **typed_words(self.words)}
        until = timezone.localdate().replace(year=timezone.localdate().year + 2).isoformat()
        told |= {"metric": str(self.metric.pk), "people": "adults", "has_agreement": "on", "agreed_until": until}
        told |= {"channels": ["catalogue"]}
        report = services.keep(Report.objects.create(), told)
        for number in range(3):
            files.add(report, files.take(self._picture(f"picture {number}")))
        film = SimpleUploadedFile(
            f"{self.words.at('film: name')}.mp4", FILM + self.words.at("film: bytes").encode(), "video/mp4"
        )
        files.add(report, files.take(film))
        files.describe(report, {f"alt_{one.pk}": self.words.at(f"{one.pk}: alt") for one in report.files.all()})
        self._mail_that_was_refused(report)
        return report

    def _picture(self, place: str) -> SimpleUploadedFile:
        exif, data = Image.Exif(), BytesIO()
        exif[0x010E], exif[0x013B] = self.words.at(f"{place}: description"), self.words.at(f"{place}: artist")
        comment = self.words.at(f"{place}: comment").encode()
        Image.effect_noise((90, 60), 60).convert("RGB").save(data, "JPEG", exif=exif, comment=comment)
        return SimpleUploadedFile(f"{self.words.at(f'{place}: name')}.jpg", data.getvalue(), "image/jpeg")

    def _mail_that_was_refused(self, report: Report) -> None:
        """A mail server's refusal names the address."""
        job = send_report_mail.enqueue(report_id=report.pk, kind="link")
        refusal = f"SMTPRecipientsRefused: {report.answer('email')} {self.words.at('refusal')}"
        DBTaskResult.objects.filter(pk=job.id).update(status="FAILED", traceback=refusal)

    def _send(self) -> None:
        self.report, _outcome = services.send(self.report)

    def _talk(self) -> None:
        triage.ask(self.report, self.editor, self.words.at("question"))
        services.reply(self.report, self.words.at("answer"))
        for is_from_staff in (True, False):
            message = Message(report=self.report, is_from_staff=is_from_staff)
            fill(message, self.words, f"message {is_from_staff}")
            message.save()

    def _assess(self) -> None:
        case = make_case(self.report)
        make_criterion()
        assessors = [make_assessor(name) for name in ("birgitte", "mette")]
        for number, assessor in enumerate(assessors):
            assessment: Assessment = make_assessment(case, assessor, 4 - number)
            fill(assessment, self.words, f"assessment {number}")
            assessment.save()
        texts = {name: self.words.at(f"case: {name}") for name in ("why_it_works", "flops_when", "settlement")}
        sign_off(case, assessors[0], {**texts, "feedback": self.words.at("feedback")})

    def _make_page(self) -> None:
        self.page = triage.make_initiative(self.report, self.editor)
        for thing in (*CatalogueImage.objects.all(), *Video.objects.all(), *Consent.objects.all()):
            kind = f"{thing._meta.model_name} {type(thing).objects.filter(pk__lt=thing.pk).count()}"
            before = [str(value) for value in vars(thing).values()]
            fill(thing, self.words, kind)
            if isinstance(thing, Consent):
                thing.proof.save("x.txt", ContentFile(self.words.at(f"{kind}: proof").encode()), save=False)
            thing.save()
            log(thing, "wagtail.edit", title=self.words.at(f"{kind}: log"))
            FormState.objects.update_or_create_by_instance(
                thing, user=self.editor, defaults={"data": f"x={before}", "last_updated_at": timezone.now()}
            )
        for image in CatalogueImage.objects.all():
            make_renditions.call(image_id=image.pk)

    def _edit(self) -> None:
        """What editors do with a draft; each word in an earlier version, in a preview, a comment and the log."""
        page = self._latest(self.page)
        for version in ("first", "second"):
            self._write(page, f"page, {version} version")
            page.numbers.add(self._number(f"page, {version} version"))
            page.save_revision(user=self.editor, log_action=True)
        self._surround(page, "page")

    def _write(self, page: Any, place: str) -> None:
        fill(page, self.words, place)
        page.slug = self.words.at(f"{place}: slug")
        for item in page.media[0].value["items"] if hasattr(page, "media") and page.media else ():
            item["caption"] = self.words.at(f"{place}: caption {item['image'] or item['video']}")

    def _number(self, place: str) -> Any:
        number = InitiativePage._meta.get_field("numbers").related_model(metric=self.metric, value=1)
        fill(number, self.words, f"{place}, number")
        return number

    def _surround(self, page: Any, place: str) -> None:
        Comment.objects.create(page=page, user=self.editor, text=self.words.at(f"{place}: comment"), contentpath="what")
        log(page, "wagtail.rename", title=self.words.at(f"{place}: log"), data={"title": {"old": self.words.at("old")}})
        FormState.objects.update_or_create_by_instance(
            page,
            user=self.editor,
            defaults={"data": f"title={self.words.at(f'{place}: preview')}+æ", "last_updated_at": timezone.now()},
        )
        if workflow := Workflow.objects.first():
            workflow.start(page, self.editor)

    def _copy(self) -> None:
        page = InitiativePage.objects.get(pk=self.page.pk)
        copied = page.copy(update_attrs={"slug": self.words.at("copy: slug"), "title": self.words.at("copy: title")})
        mirrored = page.create_alias(update_slug=self.words.at("alias: slug"))
        copied_again = copied.copy(update_attrs={"slug": self.words.at("copy of copy: slug")}, user=self.editor)
        self._surround(copied_again, "copy of copy")
        old = page.revisions.order_by("pk")[0]
        old.as_object().save_revision()
        assert mirrored.pk

    def _make_concept(self) -> None:
        self.concept = make_concept([self._latest(self.page)], self.editor)
        draft = self._latest(self.concept)
        draft.lead = draft.unchangeable_core = self.words.at("concept, edited: what was copied")
        draft.save_revision(log_action=True)
        self._surround(draft, "concept")
        copied = draft.copy(update_attrs={"slug": self.words.at("concept copy: slug")})
        assert copied.made_from

    def _decline(self) -> None:
        triage.decline(self.report, self.editor, self.words.at("reason"))

    def _withdraw(self) -> None:
        from showcase.reporting.withdrawal import withdraw

        withdraw(self.report)

    def _publish(self) -> None:
        """Published with one picture less than were copied, then written on in a new draft."""
        page = self._latest(self.page)
        del page.media[0].value["items"][0]
        self._write(page, "page, published")
        page.numbers.set([self._number("page, published")])
        page.save_revision(user=self.editor).publish(user=self.editor)
        make_download_package(page.pk)
        self.page.refresh_from_db()
        pending = self._latest(self.page)
        self._write(pending, "page, pending")
        pending.save_revision(user=self.editor)

    def _publish_concept(self) -> None:
        concept = self._latest(self.concept)
        for name in ("title", "slug", "lead", "unchangeable_core", "prerequisites"):
            setattr(concept, name, self.words.at(f"concept, published: {name}"))
        concept.save_revision(user=self.editor).publish(user=self.editor)

    @staticmethod
    def _latest(page: Any) -> Any:
        return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()

    @property
    def shown(self) -> set[str]:
        """Where the words stand that the screen says stay: published texts, pictures and films, and the agreements."""
        shown = [
            *(f"catalogueimage {number}:" for number in (1, 2)),
            "video 0:",
            *(f"consent {number}:" for number in (1, 2, 3)),
        ]
        texts = ["page, published", "concept, published", *shown]
        written = {place for place in self.words.by_place if place.startswith(tuple(texts)) and ": log" not in place}
        conditions = {f"page, second version: {name}" for name in ("why_it_works", "flops_when") if self.concept}
        return written | conditions | {"answer: post_url", "film: bytes"}
