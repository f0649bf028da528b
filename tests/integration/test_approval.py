"""What approving and asking for changes says, on the screen and by mail."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from wagtail.models import GroupApprovalTask, Task, TaskState, Workflow

from concepts.models import ConceptPage
from core.models import User
from core.roles import ADMINISTRATORS, EDITORS, SECTION_EDITORS, WAGTAILS_WORKFLOW, give_section, set_up_roles
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
TITLE = "Ét bogstav galt"


def _staff(name: str, group: str, **fields: Any) -> User:
    user = core.make_user(name, email=f"{name}@fjordby.dk", **fields)
    user.groups.add(Group.objects.get(name=group))
    return User.objects.get(pk=user.pk)


@pytest.fixture
def sent(tree: Tree) -> ConceptPage:
    """A concept that a section editor has sent to be approved."""
    set_up_roles()
    sender = _staff("sigurd", SECTION_EDITORS)
    give_section(Group.objects.get(name=SECTION_EDITORS), tree.concepts)
    _staff("rikke", EDITORS)
    _staff("demo", ADMINISTRATORS, is_superuser=True)
    concept = pages.make_concept(tree.concepts, TITLE, live=False)
    concept.save_revision(user=sender)
    mail.outbox.clear()
    concept.get_workflow().start(concept, sender)
    return concept


def _decide(page: ConceptPage, action: str) -> str:
    client = Client()
    client.force_login(User.objects.get(username="rikke"))
    data = {
        "title": page.title,
        "slug": page.slug,
        "action-workflow-action": "true",
        "workflow-action-name": action,
        "workflow-action-extra-data": "{}",
    }
    data |= _managed("conditions", "comments", "body", "kit")
    return client.post(f"/admin/pages/{page.pk}/edit/", data, follow=True).content.decode()


def _managed(*names: str) -> dict[str, str]:
    sets = {f"{name}-{count}": "0" for name in names for count in ("TOTAL_FORMS", "INITIAL_FORMS", "count")}
    return sets | {f"{name}-MAX_NUM_FORMS": "1000" for name in names}


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        ("approve", f"Siden »{TITLE}« er godkendt."),
        ("reject", f"Du har bedt om ændringer i »{TITLE}«. Den, der sendte siden, får en mail."),
    ],
)
def test_decision_is_said_in_place_of_what_was_saved(sent: ConceptPage, action: str, sentence: str) -> None:
    answer = _decide(sent, action)

    assert sentence in answer
    assert f"»{TITLE}« er gemt" not in answer
    assert TaskState.objects.get().finished_by == User.objects.get(username="rikke")


def test_everybody_who_may_approve_gets_one_mail_with_a_plain_subject(sent: ConceptPage) -> None:
    assert sorted(message.to for message in mail.outbox) == [["demo@fjordby.dk"], ["rikke@fjordby.dk"]]
    assert {message.subject for message in mail.outbox} == {
        f"Siden »{TITLE}« er sendt til godkendelse i trinnet »Godkendelse«"
    }


def test_workflow_that_wagtail_begins_with_goes(db: None) -> None:
    assert Workflow.objects.filter(name=WAGTAILS_WORKFLOW).exists()

    set_up_roles()

    assert [workflow.name for workflow in Workflow.objects.all()] == ["Godkendelse"]
    assert [task.name for task in Task.objects.all()] == ["Godkendelse"]


def test_workflow_of_wagtail_that_something_went_through_stays(tree: Tree) -> None:
    used = Workflow.objects.get(name=WAGTAILS_WORKFLOW)
    used.start(pages.make_concept(tree.concepts), core.make_user())

    set_up_roles()

    assert Workflow.objects.filter(pk=used.pk).exists()
    assert GroupApprovalTask.objects.filter(name=WAGTAILS_WORKFLOW).exists()
