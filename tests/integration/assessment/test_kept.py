"""What an assessor writes is kept as she writes it, whatever becomes of her session."""

from http import HTTPStatus

import pytest
from django.test import Client

from core.models import User
from core.roles import set_up_roles
from showcase.assessment.models import Assessment, Case, Criterion
from tests.factories.assessment import make_assessor, make_case
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
QUIET = {"Accept": "application/json"}
WORDS = "Det virker, fordi alle kender bogbussen."


@pytest.fixture
def birgitte(tree: Tree) -> User:
    set_up_roles()
    return make_assessor("birgitte")


@pytest.fixture
def case(birgitte: User) -> Case:
    Criterion.objects.get_or_create(name="Idé", defaults={"question": "Er den ny?"})
    return make_case()


def test_script_keeps_half_an_assessment(birgitte: User, case: Case, client: Client) -> None:
    client.force_login(birgitte)
    first = client.post(f"/vurdering/{case.pk}/", {"why_it_works": "w" * 4_010}, headers=QUIET)
    again = {"why_it_works": WORDS, "revision": first.json()["revision"]}
    second = client.post(f"/vurdering/{case.pk}/", again, headers=QUIET)
    stale = client.post(f"/vurdering/{case.pk}/", {**again, "why_it_works": "Ældre."}, headers=QUIET)

    assert [first.status_code, second.status_code, stale.status_code] == [200, 200, HTTPStatus.CONFLICT]
    assert "et andet vindue" in stale.json()["sentence"]
    assert Assessment.objects.get().why_it_works == WORDS
    page = client.get(f"/vurdering/{case.pk}/").content.decode()
    assert f'name="revision" value="{second.json()["revision"]}"' in page
    assert "maxlength" not in page.partition("<main")[2].partition("</main>")[0]


def test_too_long_words_are_kept_and_told_by_how_much_when_delivered(
    birgitte: User, case: Case, client: Client
) -> None:
    client.force_login(birgitte)
    data = {"why_it_works": "w" * 4_010, **{f"criterion_{one.pk}": "4" for one in Criterion.objects.all()}}
    client.post(f"/vurdering/{case.pk}/", {**data, "keep": ""})
    delivered = client.post(f"/vurdering/{case.pk}/", {**data, "deliver": ""})

    assert delivered.status_code == 400
    assert "4.010 tegn, 10 for mange" in delivered.content.decode()
    assert Assessment.objects.get().why_it_works == "w" * 4_010
    assert Assessment.objects.get().delivered_at is None


def test_ended_session_is_told_to_the_script_and_its_words_to_her(birgitte: User, case: Case, client: Client) -> None:
    address = f"/vurdering/{case.pk}/"
    quiet = client.post(address, {"why_it_works": WORDS}, headers=QUIET)
    page = client.post(address, {"why_it_works": WORDS, "keep": ""}, headers={"Sec-Fetch-Site": "same-origin"})

    assert quiet.status_code == 401
    assert quiet.json()["login"] == f"/vurdering/log-ind/?next={address}"
    assert page.status_code == 403
    assert WORDS in page.content.decode()
    assert not Assessment.objects.exists()


def test_text_in_the_browser_has_a_name_for_each_assessor(birgitte: User, case: Case, client: Client) -> None:
    names = []
    for assessor in (birgitte, make_assessor("bodil")):
        client.force_login(assessor)
        page = client.get(f"/vurdering/{case.pk}/").content.decode()
        names.append(page.partition('data-keep="')[2].partition('"')[0])

    assert len(set(names)) == 2
    assert all(len(name) == 20 for name in names)
