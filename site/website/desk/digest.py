"""Digest mail of the desk, for those who want it: every morning, or on Mondays.

The worker's clock asks who is due. One UPDATE decides which worker puts the job into the queue; the job tries again
when the mail server does not answer.
"""

from datetime import datetime, time
from types import SimpleNamespace
from typing import Any

from django import forms
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import task
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from core.models import User
from foundation.before_commit import atomic
from foundation.desk import DeskItem, DeskSection, desk_items_of
from foundation.fault_isolation import do_each
from foundation.staff_visibility import Viewer, seen_by
from website.desk.models import DigestChoice

MORNING = time(6)
TOLD = (
    DeskSection.TODAY,
    DeskSection.SOON,
    DeskSection.WEEK,
)  # what waits for others, or is done, is no reason to write


def send_digests(now: datetime | None = None) -> None:
    """A scheduled job. Cost: 1 query when nobody is due; none before the morning."""
    now = now or timezone.localtime()
    if now.time() >= MORNING:
        do_each(DigestChoice.objects.due(now.date()), _ask_for)


@atomic()
def _ask_for(choice: DigestChoice) -> None:
    """Of several workers that find the same choice due, one gets to write."""
    today = timezone.localdate()
    if DigestChoice.objects.due(today).filter(pk=choice.pk).update(sent_on=today):
        mail_digest.enqueue(user_id=choice.user_id, day=today.isoformat())


@task(backend="background")
def mail_digest(user_id: int, day: str) -> int:
    """Tell somebody what lies on her desk today, as the admin would show it to her. Returns: how many mails were sent.

    None when there is nothing, when she may not open the admin any more, and when the day is over.
    """
    user = User.objects.filter(pk=user_id, is_active=True).exclude(email="").first()
    if user is None or not user.has_perm("wagtailadmin.access_admin") or day != timezone.localdate().isoformat():
        return 0
    profile = getattr(user, "wagtail_userprofile", None)
    with translation.override(profile.get_preferred_language() if profile else settings.LANGUAGE_CODE):
        matters = _matters_for(user)
        if not matters:
            return 0
        body = render_to_string("desk/mail/digest.txt", {"user": user, **_told(matters)})
        return EmailMessage(_subject(matters), body, settings.DEFAULT_FROM_EMAIL, [user.email]).send()


def _matters_for(user: User) -> list[DeskItem]:
    """Under the guard of the admin, which takes the titles from pages she does not see."""
    with seen_by(Viewer(SimpleNamespace(user=user))):
        return [matter for matter in desk_items_of(user) if matter.place in TOLD]


def _subject(matters: list[DeskItem]) -> str:
    first = next((matter for matter in matters if matter.place == DeskSection.TODAY), None)
    return first.heading if first else _("On your desk in SoMe-kataloget")


def _told(matters: list[DeskItem]) -> dict[str, Any]:
    places = [(place, [one for one in matters if one.place == place]) for place in TOLD]
    return {
        "places": [(place, found) for place, found in places if found],
        "base_url": settings.BASE_URL,
        "home": f"{settings.BASE_URL}{reverse('wagtailadmin_home')}",
        "account": f"{settings.BASE_URL}{reverse('wagtailadmin_account')}",
    }


class DigestForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's takes none at run time
    class Meta:
        model = DigestChoice
        fields = ["rhythm"]
        widgets = {"rhythm": forms.RadioSelect}


class DigestPanel(BaseSettingsPanel):
    """On the page of one's own account."""

    name = "digest"
    title = gettext_lazy("Your desk by mail")
    tab = notifications_tab
    order = 200

    def get_form(self) -> DigestForm:
        kept = DigestChoice.objects.filter(user=self.user).first() or DigestChoice(user=self.user)
        data = self.request.POST if self.request.method == "POST" else None
        return DigestForm(data, instance=kept, prefix=self.name)
