"""Every kind of address of the admin, as four roles meet it: Danish, in the words of docs/glossary.md.

What scripts write later is not read here; their catalogue is held by test_danish.py.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core import mail
from django.db.models import Model
from django.test import Client
from wagtail.models import Page

from core.models import User
from core.roles import ADMINISTRATORS, EDITORS, SECTION_EDITORS, give_section, set_up_roles
from tests.contracts.admin_doors import LEFT_OUT, admin_views, filled_in
from tests.contracts.danish import against_glossary, english_in
from tests.contracts.read_aloud import said, said_in_json
from tests.factories import core, pages
from tests.factories.assessment import make_case
from tests.factories.consents import make_consent
from tests.factories.full_pages import make_document
from tests.factories.reports import make_report
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]
FEWEST = 100  # addresses that answer, for whoever may open the most
NOT_READ = re.compile(r"_results$|^wagtailadmin_api|jsi18n|sprite|javascript|autocomplete|dismissibles|export")
THE_WORDS_THEMSELVES = "/admin/vejledning/ord/"  # names the words that are not said
NAMES = {"Welcome to your new Wagtail site!"}  # the page that Wagtail begins with, in the history of the site
GROUPS = {"administrator": ADMINISTRATORS, "editor": EDITORS, "section editor": SECTION_EDITORS}


class Desk:
    """One of each thing that has a list or a form, and one page that waits to be approved."""

    def __init__(self, tree: Tree) -> None:
        set_up_roles()
        self.tree = tree
        give_section(Group.objects.get(name=SECTION_EDITORS), tree.concepts)
        self.concept = pages.make_concept(tree.concepts, "Læselys")
        self.pages = [self.concept, pages.make_guide(tree.guides), pages.make_initiative(tree.initiatives)]
        edition = pages.make_edition(tree.awards)
        self.pages += [edition, pages.make_winner(edition), pages.make_standard_page(tree.home), tree.home]
        image, _film, _document = core.make_image(), core.make_video(), make_document()
        make_consent(image=image)
        make_case(make_report())
        core.make_target_group(), core.make_objective(), core.make_format(), core.make_occasion(), core.make_metric()
        waiting = pages.make_standard_page(tree.home, "Venter", live=False)
        waiting.save_revision(user=core.make_user("sender"))
        waiting.get_workflow().start(waiting, User.objects.get(username="sender"))

    def client(self, role: str) -> Client:
        user = core.make_user("anna", is_superuser=role == "superuser", email="anna@fjordby.dk")
        if role in GROUPS:
            user.groups.add(Group.objects.get(name=GROUPS[role]))
        client = Client()
        client.force_login(User.objects.get(pk=user.pk))
        return client

    def addresses(self) -> Iterator[str]:
        for name, arguments in admin_views():
            if name not in LEFT_OUT and not NOT_READ.search(name):
                yield filled_in(name, arguments, self._known(name))
        for page in self.pages:
            for view in ("edit/", "history/", "usage/", "delete/", "copy/", "move/", "unpublish/", "privacy/"):
                yield f"/admin/pages/{page.pk}/{view}"
            yield f"/admin/pages/add/{page._meta.app_label}/{page._meta.model_name}/{page.get_parent().pk}/"

    def _known(self, view: str) -> Mapping[str, Any]:
        """The ids that a view's address takes: of its own model, where its name tells which."""
        page = self.concept.pk
        known: dict[str, Any] = dict.fromkeys(("page_id", "parent_page_id", "page_pk", "pk", "page_to_move_id"), page)
        if found := next((model for name, model in _MODELS.items() if view.startswith(name)), None):
            first = found._default_manager.order_by("-pk").values_list("pk", flat=True).first()
            known |= dict.fromkeys(("pk", "image_id", "document_id", "instance_pk", "report_id"), first or 1)
        return known | {
            **{"app_label": "concepts", "model_name": "conceptpage", "slug": "roller"},
            **{"content_type_app_name": "concepts", "content_type_model_name": "conceptpage"},
            "destination_id": self.tree.home.pk,
        }


def _prefixes() -> Iterator[tuple[str, type[Model]]]:
    for model in apps.get_models():
        app, name = model._meta.app_label, model._meta.model_name
        yield f"wagtailsnippets_{app}_{name}:", model
        yield f"{app}_{name}_modeladmin_", model
    yield "wagtailimages:", apps.get_model("media.CatalogueImage")
    yield "wagtaildocs:", apps.get_model("media.CatalogueDocument")
    yield "wagtailusers_users:", User
    yield "wagtailusers_groups:", Group
    yield "reports:", apps.get_model("reporting.Report")
    for views, named in (("sites", "Site"), ("locales", "Locale"), ("admin_workflows", "Workflow")):
        yield f"wagtail{views}:", apps.get_model(f"wagtailcore.{named}")


_MODELS: Mapping[str, type[Model]] = dict(_prefixes())


@pytest.fixture
def desk(tree: Tree) -> Desk:
    return Desk(tree)


def _read(client: Client, address: str) -> set[str]:
    answer = client.get(address)
    kind = answer.get("Content-Type", "")
    if answer.status_code != 200 or not kind.startswith(("text/html", "application/json")):
        return set()
    text = answer.getvalue().decode()
    return said(text) if kind.startswith("text/html") else said_in_json(json.loads(text))


def _not_danish(text: str) -> list[str]:
    return [] if text in NAMES else [*english_in(text), *against_glossary(text)]


@pytest.mark.parametrize(
    "role",
    [
        "superuser",
        *(pytest.param(role, marks=pytest.mark.deep) for role in GROUPS),
    ],
)
def test_admin_says_all_in_danish(desk: Desk, role: str) -> None:
    client, texts, answered = desk.client(role), dict[str, str](), 0
    for address in sorted(set(desk.addresses()) - {"", THE_WORDS_THEMSELVES}):
        read = _read(client, address)
        answered += bool(read)
        texts |= dict.fromkeys(read - texts.keys(), address)

    wrong = [f"{found}: {text} ({address})" for text, address in texts.items() if (found := _not_danish(text))]
    assert sorted(wrong) == []
    assert answered >= (FEWEST if role in ("superuser", "administrator") else FEWEST // 4)


def test_mails_of_approval_are_danish(desk: Desk) -> None:
    sender, approver = User.objects.get(username="sender"), core.make_user("rikke", email="rikke@fjordby.dk")
    User.objects.filter(pk=sender.pk).update(email="sender@fjordby.dk")
    approver.groups.add(Group.objects.get(name=EDITORS))
    waiting = Page.objects.get(title="Venter").specific
    for decide in ("reject", "approve"):
        if (state := waiting.current_workflow_state) is not None:
            state.cancel()
        waiting = Page.objects.get(pk=waiting.pk).specific
        started = waiting.get_workflow().start(waiting, User.objects.get(pk=sender.pk))
        getattr(started.current_task_state.specific, decide)(user=approver, comment="Ret titlen")

    said_by_mail = [line for one in mail.outbox for line in (str(one.subject), *str(one.body).splitlines())]
    assert len(mail.outbox) >= 4
    assert [
        one.subject for one in mail.outbox if not re.match("Hej .*\n\n(?s:.*)\nVenlig hilsen\nDDB\n", str(one.body))
    ] == []
    assert [one.subject for one in mail.outbox if one.subject != one.subject.strip()] == []
    assert [line for line in said_by_mail if "/admin/" in line and "http://testserver/admin/" not in line] == []
    assert {line: found for line in said_by_mail if (found := _not_danish(line))} == {}
