"""The demo's logins, one per role. They exist under demo settings only."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from wagtail.models import Page

from core.models import User
from core.roles import ADMINISTRATORS, ASSESSORS, EDITORS, SECTION_EDITORS, give_section

PASSWORD = "demo"  # noqa: S105 - the demo's, printed to whoever starts it
SECTION_SLUG = "platforme"


@dataclass(frozen=True)
class Login:
    username: str
    group: str
    first_name: str
    can_do: str
    is_superuser: bool = False


LOGINS = (
    Login("demo", ADMINISTRATORS, "Demo", "administrator: alt", is_superuser=True),
    Login("redaktoer", EDITORS, "Rikke", "redaktør: skriver, godkender og udgiver"),
    Login("sektion", SECTION_EDITORS, "Sigurd", "sektionsredaktør: skriver under Platforme, sender til godkendelse"),
    Login("bureau", ASSESSORS, "Birgitte", "bureau: vurderer indberetninger på /vurdering/"),
    Login("bureau2", ASSESSORS, "Bo", "bureau: den anden, for to skal vurdere"),
)


def make_logins() -> None:
    """Make the logins that are missing. Raises: ImproperlyConfigured outside the demo's settings."""
    if not settings.DEMO:
        raise ImproperlyConfigured("Demo logins are made under demo settings only.")
    for login in LOGINS:
        group = Group.objects.get(name=login.group)
        user, is_new = User.objects.get_or_create(
            username=login.username,
            defaults={
                "first_name": login.first_name,
                "email": f"{login.username}@example.dk",
                "is_superuser": login.is_superuser,
                "is_staff": login.is_superuser,
            },
        )
        if is_new:
            user.set_password(PASSWORD)
            user.save()
            user.groups.add(group)
    section = Page.objects.filter(slug=SECTION_SLUG).first()
    if section is not None:
        give_section(Group.objects.get(name=SECTION_EDITORS), section)
