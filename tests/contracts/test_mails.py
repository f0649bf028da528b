"""Every mail of ours greets, says who writes, and takes its leave, in the one way of core/mail.txt."""

from pathlib import Path

import pytest
from django.template.loader import render_to_string
from wagtail.models import Site

from core.models import CatalogueSettings
from tests.factories import core
from tests.factories.site import Tree

ROOT = Path(__file__).resolve().parents[2]
APPS = ("site", "home", "concepts", "showcase", "search")
MAILS = sorted(
    file.as_posix().split("/templates/")[1] for app in APPS for file in (ROOT / app).glob("**/templates/**/mail/*.txt")
)
END = "\n\nVenlig hilsen\nEgelandets Biblioteker\n\nSoMe-kataloget: "


@pytest.mark.django_db
@pytest.mark.parametrize("name", [*MAILS, "wagtailadmin/notifications/base.txt"])
def test_mail_says_hello_who_writes_and_goodbye(tree: Tree, name: str) -> None:
    CatalogueSettings.objects.update_or_create(
        site=Site.objects.get(), defaults={"owner_name": "Egelandets Biblioteker"}
    )

    to_staff = render_to_string(name, {"user": core.make_user("rikke", first_name="Rikke")})
    to_others = render_to_string(name, {"user": core.make_user("ukendt")})

    assert to_staff.startswith("Hej Rikke\n\n")
    assert to_others.startswith("Hej ukendt\n\n")
    assert to_staff.count(END) == 1
    assert to_staff.split(END)[1].splitlines()[1] == "testserver"


@pytest.mark.django_db
def test_mail_to_somebody_without_a_login_greets_without_a_name(tree: Tree) -> None:
    assert render_to_string("reporting/mail/receipt.txt").startswith("Hej\n\n")
