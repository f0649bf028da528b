"""The agency's road: alone and blind first, together afterwards, and then the words are public."""

import re
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from core.models import User
from showcase.assessment import services
from showcase.assessment.models import Assessment, Case, Criterion
from showcase.assessment.tasks import tell_assessors
from showcase.models import InitiativePage
from showcase.reporting import triage
from showcase.reporting.enums import ReportState
from showcase.reporting.mail import compose
from showcase.reporting.withdrawal import withdraw
from tests.factories import core
from tests.factories.assessment import TEXTS, make_assessment, make_assessor, make_case, make_criterion, seal_of
from tests.factories.reports import make_report, make_report_file
from tests.factories.site import Tree
from tests.markup import tight

pytestmark = pytest.mark.django_db

SECRET = {"name": "Fjordby svarer", "what": "Vi i Fjordby svarede.", "post_url": "https://facebook.com/fjordbybib/1"}


@pytest.fixture
def birgitte(client: Client) -> User:
    user = make_assessor(email="birgitte@bureau.dk")
    client.force_login(user)
    return user


@pytest.fixture
def bo() -> User:
    return make_assessor("bo")


@pytest.fixture
def criteria() -> list[Criterion]:
    return [make_criterion("Kan andre?", 3), make_criterion("Er det tydeligt?", 1)]


def _typed(criteria: list[Criterion], points: int | str = 4, **changed: str) -> dict[str, Any]:
    return {f"criterion_{criterion.pk}": points for criterion in criteria} | TEXTS | changed


def _page(client: Client, case: Case, tail: str = "") -> str:
    return client.get(f"/vurdering/{case.pk}/{tail}").content.decode()


def test_library_is_hidden_until_ones_own_is_in(tree: Tree, client: Client, birgitte: User, criteria: Any) -> None:
    core.make_library(name="Fjordby Bibliotek", municipality="Fjordby")
    report = make_report(answers=SECRET, contact_name="Ida Nielsen")
    file = make_report_file(report, "En bus i Fjordby.")
    case = make_case(report)
    shown = client.get("/vurdering/").content.decode() + _page(client, case)

    assert "[biblioteket] svarer" in shown
    for telling in ("Fjordby", "fjordby", "Ida Nielsen", "ida@"):
        assert telling not in shown
    assert client.get(f"/vurdering/{case.pk}/billede/{file.pk}/").status_code == 200

    client.post(f"/vurdering/{case.pk}/", _typed(criteria, deliver=""))
    shown = _page(client, case)
    assert "Fjordby svarer" in shown
    assert "Ida Nielsen" not in shown
    assert "ida@" not in shown


def test_others_scores_are_hidden_until_ones_own_is_in(
    tree: Tree, client: Client, birgitte: User, bo: User, criteria: Any
) -> None:
    case = make_case()
    make_assessment(case, bo, 2, why_it_works="Bos hemmelige mening.")
    before = client.get("/vurdering/").content.decode() + _page(client, case)
    refused = client.post(f"/vurdering/{case.pk}/afslut/", TEXTS)
    after_refusal = refused.content.decode()

    for text in (before, after_refusal):
        assert "Bos hemmelige mening." not in text
        assert not re.search(r">\s*bo\s*<", text)
    assert refused.status_code == 403
    client.post(f"/vurdering/{case.pk}/", _typed(criteria, deliver=""))
    assert "Bos hemmelige mening." in _page(client, case)


def test_draft_is_kept_as_half_as_it_is(tree: Tree, client: Client, birgitte: User, criteria: Any) -> None:
    case = make_case()
    first = f"criterion_{criteria[0].pk}"
    answer = client.post(f"/vurdering/{case.pk}/", {first: "5", "why_it_works": "Måske", "keep": ""}, follow=True)

    assert "Gemt" in answer.content.decode()
    assert "Måske" in _page(client, case)
    assert re.search(rf'name="{first}" value="5"[^>]* checked', tight(_page(client, case)))
    assert not Assessment.objects.filter(delivered_at__isnull=False).exists()
    client.post(f"/vurdering/{case.pk}/", {"why_it_works": "Nej", "keep": ""})
    assert not Assessment.objects.get().scores.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        *({"criterion_0": ""}, {"criterion_0": "6"}, {"criterion_0": "0"}, {"criterion_0": "fem"}),
        *({"criterion_0": "10" * 40}, {"why_it_works": "x" * 4_001}, {"why_it_works": "", "flops_when": " \x00 "}),
    ],
)
def test_what_cannot_be_delivered_is_said_and_kept(
    tree: Tree, client: Client, birgitte: User, criteria: Any, wrong: dict[str, str]
) -> None:
    case = make_case()
    wrong = {name.replace("criterion_0", f"criterion_{criteria[0].pk}"): value for name, value in wrong.items()}
    typed = _typed(criteria, flops_when="Det her må ikke gå tabt.") | wrong
    answer = client.post(f"/vurdering/{case.pk}/", {**typed, "deliver": ""})

    assert answer.status_code == 400
    assert "report__error" in answer.content.decode()
    assert typed["flops_when"].strip("\x00 ") in answer.content.decode()
    assert not Assessment.objects.exists()


def test_delivered_twice_is_delivered_once(tree: Tree, client: Client, birgitte: User, criteria: Any) -> None:
    case = make_case()
    client.post(f"/vurdering/{case.pk}/", _typed(criteria, 5, deliver=""))
    again = client.post(f"/vurdering/{case.pk}/", _typed(criteria, 1, deliver=""))

    assert again.status_code == 409
    assert Assessment.objects.get().total == 5


def test_weights_stay_as_they_were_given_under(tree: Tree, birgitte: User, criteria: Any) -> None:
    assessment = make_assessment(make_case(), birgitte)
    Criterion.objects.update(weight=9)

    assert {weight for weight, _points in Assessment.objects.get(pk=assessment.pk).sheet.values()} == {3, 1}


def test_criterion_with_scores_cannot_be_deleted(tree: Tree, client: Client, birgitte: User, criteria: Any) -> None:
    make_assessment(make_case(), birgitte)
    client.force_login(core.make_user("chef", is_superuser=True))
    one = f"/admin/snippets/assessment/criterion/delete/{criteria[0].pk}/"
    several = f"/admin/bulk/assessment/criterion/delete/?id={criteria[0].pk}&id={criteria[1].pk}"
    for address in (one, several):
        assert "Tag det ud af brug" in client.post(address, follow=True).content.decode()
    assert Criterion.objects.filter(pk=criteria[0].pk).exists()


def test_criterion_taken_out_of_use_meanwhile_is_not_missed(
    tree: Tree, client: Client, birgitte: User, criteria: Any
) -> None:
    case = make_case()
    typed = _typed(criteria, deliver="")
    Criterion.objects.filter(pk=criteria[0].pk).update(is_used=False)

    assert client.post(f"/vurdering/{case.pk}/", typed).status_code == 302
    assert list(Assessment.objects.get().sheet) == ["Er det tydeligt?"]


def test_two_are_needed_to_sign_off(tree: Tree, client: Client, birgitte: User, criteria: Any) -> None:
    case = make_case()
    make_assessment(case, birgitte)

    assert "Afslut" not in re.findall(r"<button[^>]*>([^<]*)<", tight(_page(client, case)))
    assert client.post(f"/vurdering/{case.pk}/afslut/", {**TEXTS, "feedback": ""}).status_code == 409
    case.refresh_from_db()
    assert case.signed_at is None


def test_disagreement_is_marked_and_must_be_settled(
    tree: Tree, client: Client, birgitte: User, bo: User, criteria: Any
) -> None:
    case = make_case()
    make_assessment(case, bo, 1)
    make_assessment(case, birgitte, 5)

    assert "outcome__disputed" in _page(client, case)
    refused = client.post(f"/vurdering/{case.pk}/afslut/", {**TEXTS, "feedback": "Fint."})
    assert refused.status_code == 400
    assert "Fint." in refused.content.decode()
    client.post(f"/vurdering/{case.pk}/afslut/", {**TEXTS, "settlement": "Vi talte om det.", "feedback": ""})
    case.refresh_from_db()
    assert "Tal om det, før" in refused.content.decode()
    assert "Tal om det, før" not in _page(client, case)
    assert case.settlement == "Vi talte om det."
    assert case.signed_by == birgitte


def test_what_they_found_reaches_the_page_and_the_reporter(
    tree: Tree, client: Client, birgitte: User, bo: User, criteria: Any
) -> None:
    editor = core.make_user("redaktoer", is_superuser=True)
    case = make_case()
    early = triage.make_initiative(case.report, editor)
    for assessor in (birgitte, bo):
        make_assessment(case, assessor)
    case.refresh_from_db()
    answer = client.post(f"/vurdering/{case.pk}/afslut/", {**TEXTS, "feedback": "Mere af det."})

    assert answer.status_code == 302
    draft: InitiativePage = InitiativePage.objects.get(pk=early.pk).get_latest_revision_as_object()
    assert draft.why_it_works == "<p>Fordi det er sandt.</p>"
    assert draft.flops_when == "<p>Når chefen vil se det først.</p>"
    assert "\n> Mere af det.\n" in compose(case.report, "feedback").body
    assert client.post(f"/vurdering/{case.pk}/afslut/", {**TEXTS, "feedback": ""}).status_code == 409


def test_page_made_after_the_signing_has_the_words(tree: Tree, birgitte: User, bo: User, criteria: Any) -> None:
    case = make_case()
    for assessor in (birgitte, bo):
        make_assessment(case, assessor)
    services.sign_off(case, bo, {**TEXTS, "why_it_works": "<b>Sandt</b>", "feedback": ""})
    page = triage.make_initiative(case.report, bo)

    assert page.why_it_works == "<p>&lt;b&gt;Sandt&lt;/b&gt;</p>"


def test_withdrawn_report_is_out_of_sight(tree: Tree, client: Client, birgitte: User, criteria: Any) -> None:
    case = make_case()
    withdraw(case.report)

    assert "Bussen svarer" not in client.get("/vurdering/").content.decode()
    assert client.get(f"/vurdering/{case.pk}/").status_code == 404
    with pytest.raises(services.NotAllowedError):
        services.keep(case, birgitte, {}, TEXTS)


def test_correction_after_an_assessment_is_told(tree: Tree, client: Client, birgitte: User, criteria: Any) -> None:
    case = make_case()
    make_assessment(case, birgitte)
    assert "rettet sin indberetning" not in _page(client, case)
    case.report.revision += 1
    case.report.save()

    assert "rettet sin indberetning" in _page(client, case)


def test_case_is_opened_once_and_every_assessor_told(
    tree: Tree, birgitte: User, bo: User, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    report = make_report()
    client.force_login(core.make_user("redaktoer", is_superuser=True, email="chef@ddb.dk"))
    with django_capture_on_commit_callbacks(execute=True) as told:
        for _twice in range(2):
            client.post(f"/admin/reports/{report.pk}/assess/", {"seal": seal_of(report)})
    report.refresh_from_db()

    assert report.state == ReportState.ASSESSING
    assert [one.keywords for one in told if one.keywords] == [{"case_id": report.case.pk}]
    assert tell_assessors.call(case_id=report.case.pk) == 1
    assert mail.outbox[0].to == ["birgitte@bureau.dk"]
    assert f"/vurdering/{report.case.pk}/" in mail.outbox[0].body
    assert report.title not in mail.outbox[0].body
    assert tell_assessors.call(case_id=0) == 0


def test_closed_report_is_not_sent_to_the_agency(tree: Tree, client: Client) -> None:
    client.force_login(core.make_user("redaktoer", is_superuser=True))
    report = make_report(ReportState.DECLINED)
    answer = client.post(f"/admin/reports/{report.pk}/assess/", follow=True)

    assert "allerede lukket" in answer.content.decode()
    assert not Case.objects.exists()


def test_editors_see_the_points_once_it_is_signed(
    tree: Tree, birgitte: User, bo: User, criteria: Any, client: Client
) -> None:
    case = make_case()
    for assessor in (birgitte, bo):
        make_assessment(case, assessor, 4)
    client.force_login(core.make_user("redaktoer", is_superuser=True))
    address = f"/admin/indberetninger/inspect/{case.report.pk}/"

    assert "Kan andre?" not in client.get(address).content.decode()
    assert "Bussen svarer" in client.get("/admin/").content.decode()
    services.sign_off(case, bo, {**TEXTS, "feedback": ""})
    shown = client.get(address).content.decode()
    assert "Kan andre?" in shown
    assert "Fordi det er sandt." in shown


def test_what_the_agency_has_waits_for_no_editor(tree: Tree, birgitte: User, bo: User, criteria: Any) -> None:
    make_report(receipt="ZZZZ-2345", answers={"name": "Den anden"})
    case = make_case()
    editor = Client()
    editor.force_login(core.make_user("redaktoer", is_superuser=True))
    queue = "/admin/indberetninger/?waiting=true"

    assert "1 indberetning venter på jer" in editor.get("/admin/").content.decode()
    assert "1 indberetning er hos bureauet" in editor.get("/admin/").content.decode()
    assert "Bussen svarer" not in editor.get(queue).content.decode()
    for assessor in (birgitte, bo):
        make_assessment(case, assessor, 4)
    services.sign_off(case, bo, {**TEXTS, "feedback": ""})
    assert "2 indberetninger venter på jer" in editor.get("/admin/").content.decode()
    assert "Bussen svarer" in editor.get(queue).content.decode()


def test_agency_reads_nothing_that_is_meant_for_the_library(
    tree: Tree, client: Client, birgitte: User, bo: User, criteria: Any
) -> None:
    rising = "\n".join(str(number) for number in (1, 2, 3, 4, 5, 6, 7, 8, 8, 8))
    numbers = {"metric": str(core.make_metric().pk), "value": "9", "baseline": rising}
    case = make_case(make_report(answers=numbers))
    pages = [_page(client, case)]
    make_assessment(case, birgitte)
    make_assessment(case, bo)
    pages.append(_page(client, case))

    for page in pages:
        assert "Blandt bibliotekets egne ti seneste" in page
        assert "Bibliotekets tal var allerede på vej op." in page
        for meant_for_others in ("Blandt jeres", "Jeres tal", "Hun får", "I har dem"):
            assert meant_for_others not in page


def test_assessor_has_no_way_into_the_admin(tree: Tree, client: Client, birgitte: User) -> None:
    case = make_case()
    file = make_report_file(case.report)

    assert client.get("/admin/").status_code == 302
    assert client.get(file.file.url).status_code in {302, 403, 404}
    assert client.get(f"/vurdering/{case.pk}/billede/{file.pk + 99}/").status_code == 404


def test_login_leads_to_the_cases_and_nowhere_else(tree: Tree, client: Client) -> None:
    make_assessor("birgitte", password="hemmelig")
    address = client.get("/vurdering/")["Location"]
    assert address.startswith("/vurdering/log-ind/?next=/vurdering/")
    wrong = client.post("/vurdering/log-ind/", {"username": "birgitte", "password": "forkert"})
    assert "notice" in wrong.content.decode()
    typed = {"username": "birgitte", "password": "hemmelig", "next": "https://ond.example/"}
    assert client.post("/vurdering/log-ind/", typed)["Location"] == "/vurdering/"
    assert client.post("/vurdering/log-ud/")["Location"] == "/vurdering/log-ind/"
    assert client.get("/vurdering/").status_code == 302


def test_constraints_hold_in_the_database(tree: Tree, birgitte: User) -> None:
    case, criterion = make_case(), make_criterion()
    assessment = make_assessment(case, birgitte)
    for broken in (
        lambda: Case.objects.filter(pk=case.pk).update(signed_at=case.opened_at),
        lambda: assessment.scores.update(points=6),
        lambda: Criterion.objects.filter(pk=criterion.pk).update(weight=0),
        lambda: Assessment.objects.create(case=case, assessor=birgitte),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            broken()


@pytest.mark.parametrize("number", [0, 1, 3])
def test_list_costs_the_same_however_long(
    tree: Tree, client: Client, birgitte: User, criteria: Any, number: int, django_assert_num_queries: Any
) -> None:
    for place in range(number):
        make_case(make_report(receipt=f"ABCD-234{place}"))
    client.get("/vurdering/")
    with django_assert_num_queries(LIST_QUERIES):
        client.get("/vurdering/")


LIST_QUERIES = 13  # session, user and her second factor among them
