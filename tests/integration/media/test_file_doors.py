"""Every door that gives files, asked for in every spelling, by every role."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission

from core.roles import ADMINISTRATORS, ASSESSORS, EDITORS, SECTION_EDITORS, set_up_roles
from media.storage_keys import folder_of
from showcase.reporting.enums import ReportState
from showcase.reporting.models import Report
from showcase.reporting.signed_tokens import token_for
from tests.factories import core
from tests.factories.assessment import make_case
from tests.factories.consents import make_consent
from tests.factories.reports import make_report, make_report_file

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SECRET = b"Karen Holm"

# Ways to say `folder/name` so that a door might judge it by one name and open another.
SPELLINGS: dict[str, Callable[[str, str], str]] = {
    "a way round": lambda folder, name: f"original_images/../{folder}/{name}",
    "the way out and in": lambda folder, name: f"../private/{folder}/{name}",
    "encoded dots": lambda folder, name: f"original_images/%2e%2e/{folder}/{name}",
    "an encoded slash": lambda folder, name: f"original_images/..%2f{folder}%2f{name}",
    "twice encoded": lambda folder, name: f"original_images/%252e%252e/{folder}/{name}",
    "an encoded backslash": lambda folder, name: f"original_images%5c..%5c{folder}%5c{name}",
    "a backslash": lambda folder, name: f"original_images\\..\\{folder}\\{name}",
    "two slashes": lambda folder, name: f"{folder}//{name}",
    "two slashes first": lambda folder, name: f"/{folder}/{name}",
    "a dot": lambda folder, name: f"{folder}/./{name}",
    "a dot first": lambda folder, name: f"./{folder}/{name}",
    "mixed case": lambda folder, name: f"{folder.title()}/{name}",
    "capitals": lambda folder, name: f"{folder}/{name.upper()}",
    "a dot behind": lambda folder, name: f"{folder}/{name}.",
    "a space behind": lambda folder, name: f"{folder}/{name}%20",
    "a slash behind": lambda folder, name: f"{folder}/{name}/",
    "a NUL behind": lambda folder, name: f"{folder}/{name}%00.jpg",
    "a newline behind": lambda folder, name: f"{folder}/{name}%0a",
    "absolute": lambda folder, name: quote(f"{settings.PRIVATE_MEDIA_ROOT}/{folder}/{name}"),
    "wide dots": lambda folder, name: f"original_images/%ef%bc%8e%ef%bc%8e/{folder}/{name}",
    "broken UTF-8": lambda folder, name: f"original_images/%c0%ae%c0%ae/{folder}/{name}",
}
GROUPS = {
    "assessor": ASSESSORS,
    "section editor": SECTION_EDITORS,
    "editor": EDITORS,
    "administrator": ADMINISTRATORS,
}
# She who may least, she who may most, and she who was let in once by mistake; the others now and then.
ROLES = [
    *("stranger", "section editor", "superuser"),
    *(pytest.param(role, marks=pytest.mark.deep) for role in ("assessor", "editor", "administrator")),
]


@pytest.fixture
def secrets() -> dict[str, str]:
    """A file in every private folder, by folder: its key."""
    set_up_roles()
    report = make_report_file(make_report())
    report.file.save("a.jpg", ContentFile(SECRET))
    film = core.make_video("Sendt", file="", original=ContentFile(SECRET, name="film.mp4"))
    proof = make_consent(image=core.make_image(), proof=ContentFile(SECRET, name="ja.txt"))
    orphan = storages["default"].save("original_images/0123456789abcdef.jpg", ContentFile(SECRET))
    keys = (str(report.file.name), str(film.original.name), str(proof.proof.name), orphan)
    return {key.partition("/")[0]: key for key in keys}


def _sign_in(client: Client, role: str) -> Client:
    if role != "stranger":
        user = core.make_user(role, is_superuser=role == "superuser")
        user.groups.set(Group.objects.filter(name=GROUPS.get(role)))
        client.force_login(user)
    return client


def _body(response: Any) -> bytes:
    return bytes(response.getvalue())


@pytest.mark.parametrize("role", ROLES)
def test_no_spelling_of_an_address_opens_a_file(client: Client, secrets: dict[str, str], role: str) -> None:
    """`/private/original_images/../reports/<key>` gave a section editor every private file."""
    _sign_in(client, role)
    doors = (settings.PRIVATE_MEDIA_URL, settings.MEDIA_URL, "/documents/", "/static/", "/undertekster/")

    opened = [
        (spelling, address)
        for door in doors
        for key in secrets.values()
        for spelling, spelled in SPELLINGS.items()
        for address in (door + spelled(*key.split("/")),)
        if SECRET in _body(response := client.get(address)) or response.status_code not in {301, 302, 400, 404}
    ]

    assert opened == []


@pytest.mark.parametrize(
    ("role", "opened"),
    [
        ("stranger", []),
        ("assessor", []),
        ("section editor", ["sent_films"]),
        ("editor", ["proofs", "reports", "sent_films"]),
        ("administrator", ["proofs", "reports", "sent_films"]),
        ("superuser", ["proofs", "reports", "sent_films"]),
    ],
)
@pytest.mark.local  # private files in S3 have no door, only signed addresses
def test_file_opens_by_what_it_belongs_to(
    client: Client, secrets: dict[str, str], role: str, opened: list[str]
) -> None:
    """A file that belongs to nothing (the original here) is nobody's."""
    _sign_in(client, role)

    answers = {folder: client.get(f"{settings.PRIVATE_MEDIA_URL}{key}") for folder, key in secrets.items()}

    assert sorted(folder for folder, answer in answers.items() if SECRET in _body(answer)) == opened
    assert {answer["Cache-Control"] for folder, answer in answers.items() if folder in opened} <= {"private, no-store"}


@pytest.mark.local  # private files in S3 have no door, only signed addresses
def test_original_opens_for_those_who_may_choose_from_its_collection(client: Client) -> None:
    set_up_roles()
    closed = Collection.get_first_root_node().add_child(name="Kun for andre")
    own = Collection.get_first_root_node().add_child(name="Egne")
    permissions = GroupCollectionPermission.objects.filter(group__name=SECTION_EDITORS)
    permissions.update(collection=own)
    images = {
        name: core.make_image(collection=collection) for name, collection in {"own": own, "closed": closed}.items()
    }
    _sign_in(client, "section editor")

    answers = {name: client.get(image.file.url).status_code for name, image in images.items()}

    assert answers == {"own": 200, "closed": 404}


@pytest.mark.local  # private files in S3 have no door, only signed addresses
def test_file_of_a_draft_of_a_report_opens_for_nobody(client: Client) -> None:
    file = make_report_file(make_report())
    _sign_in(client, "superuser")
    assert client.get(file.file.url).status_code == 200

    Report.objects.update(state=ReportState.DRAFT)

    assert client.get(file.file.url).status_code == 404


def test_file_of_a_report_opens_at_its_own_report_only(client: Client) -> None:
    """By its reporter's link and in its case: never by naming a file of another."""
    own, other = (make_report_file(make_report(receipt=f"EGEN-{number}")) for number in range(2))
    link = token_for(own.report.key)
    case = make_case(own.report)
    client.force_login(core.make_user("super", is_superuser=True))

    assert client.get(f"/indberet/{link}/billeder/{own.pk}/").status_code == 200
    assert client.get(f"/indberet/{link}/billeder/{other.pk}/").status_code == 404
    assert client.get(reverse("assess_picture", args=[case.pk, own.pk])).status_code == 200
    assert client.get(reverse("assess_picture", args=[case.pk, other.pk])).status_code == 404


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_key_has_one_spelling(spelling: str) -> None:
    key = "reports/0123456789abcdef0123456789abcdef.jpg"

    assert folder_of(key) == "reports"
    assert folder_of(SPELLINGS[spelling](*key.split("/"))) == ""
