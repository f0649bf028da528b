"""What is found on a page, and what is not."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from concepts.models import ConceptCondition, PlatformFigure
from core.checking.enums import Light, LinkState
from core.checking.findings import light_of
from core.checking.models import OutsideLink
from core.checking.rules import findings_of
from media.services import withhold_lapsed
from showcase.models import InitiativeNumber
from tests.factories import core, pages
from tests.factories.consents import make_consent
from tests.factories.full_pages import MAKERS, PAGE_TYPES, fill
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def _codes(page: Any) -> list[str]:
    return [finding.code for finding in findings_of(page)]


def _complete_concept(tree: Tree, **fields: Any) -> Any:
    values: dict[str, Any] = {
        "lead": "En sætning.",
        "platforms": [core.make_platform()],
        "target_groups": [core.make_target_group()],
        "success_metric": core.make_metric(),
        "success_rule": "Flere end 20.",
        **fields,
    }
    concept = pages.make_concept(tree.concepts, **values)
    concept.conditions = [ConceptCondition(kind="flops", text="Når ingen svarer.")]
    concept.save()
    return concept


def test_complete_concept_has_nothing_found(tree: Tree) -> None:
    assert findings_of(_complete_concept(tree)) == []


def test_empty_concept_lacks_facets_metric_and_when_it_flops(tree: Tree) -> None:
    found = _codes(pages.make_concept(tree.concepts))

    assert found == ["platforms", "target_groups", "success_metric", "success_rule", "flops_when"]


def test_hashtag_of_several_words_without_capitals_is_told_once(tree: Tree) -> None:
    text = "Kom! #bogansigtfredag #BogansigtFredag #læs #bogansigtfredag"
    kit = [("platform_text", {"platform": None, "heading": "Opslag", "text": text})] * 2

    (found,) = findings_of(_complete_concept(tree, kit=kit))
    assert (found.code, str(found.text).split(":")[0]) == ("hashtag", "#bogansigtfredag")


def test_empty_initiative_lacks_facets_numbers_and_when_it_flops(tree: Tree) -> None:
    initiative = pages.make_initiative(tree.initiatives)
    assert _codes(initiative) == ["platforms", "target_groups", "numbers", "flops_when"]

    initiative.numbers = [InitiativeNumber(metric=core.make_metric(), value=4)]
    initiative.flops_when = "<p></p>"
    assert _codes(initiative) == ["platforms", "target_groups", "flops_when"]


def test_figure_past_its_date_is_found(tree: Tree) -> None:
    guide = pages.make_guide(tree.guides, reviewed_on=timezone.localdate())
    today = timezone.localdate()
    guide.figures = [
        PlatformFigure(label="Unge", value="84 %", year=2025, source="DST", valid_until=today - timedelta(days=1)),
        PlatformFigure(label="Voksne", value="60 %", year=2025, source="DST", valid_until=today),
    ]

    assert [str(finding.text) for finding in findings_of(guide)] == ["Et tal er forældet: Unge: 84 % (2025)."]


def test_guide_not_reviewed_for_a_year_is_found(tree: Tree) -> None:
    guide = pages.make_guide(tree.guides, reviewed_on=timezone.localdate() - timedelta(days=400))
    guide.figures = [
        PlatformFigure(label="Unge", value="84 %", year=2025, source="DST", valid_until=timezone.localdate())
    ]

    assert _codes(guide) == ["reviewed_on"]


@pytest.mark.parametrize(
    ("alt_text", "found"),
    [("En bus.", []), ("", [("alt", True)]), ("IMG_2034.jpg", [("alt", False)]), ("IMG 2034", [("alt", False)])],
)
def test_alternative_text_that_says_nothing_is_found(tree: Tree, alt_text: str, found: list[Any]) -> None:
    image = core.make_image(alt_text=alt_text, people="nobody")
    concept = _complete_concept(tree, body=[("gallery", {"heading": "", "items": [{"image": image}]})])

    assert [(finding.code, finding.is_required) for finding in findings_of(concept)] == found


def test_film_without_captions_is_required_to_have_them(tree: Tree) -> None:
    concept = _complete_concept(tree, body=[("video", {"video": core.make_video(), "caption": ""})])

    found = findings_of(concept)

    assert [(finding.code, finding.is_required) for finding in found] == [("film", True), ("film", True)]
    assert light_of(found) == Light.MISSING


def test_consents_that_ended_end_soon_or_were_never_asked_for(tree: Tree) -> None:
    soon, gone, never, unsaid, fine = (
        core.make_image(title, people=people)
        for title, people in (
            ("Snart", "seen"),
            ("Forbi", "seen"),
            ("Aldrig", "seen"),
            ("Uvist", ""),
            ("Ingen", "nobody"),
        )
    )
    make_consent(image=soon, who="Karen\nBo\nIda", expires_on=timezone.localdate() + timedelta(days=5))
    make_consent(image=gone, expires_on=timezone.localdate() - timedelta(days=1))
    withhold_lapsed()
    items = [{"image": type(one).objects.get(pk=one.pk)} for one in (soon, gone, never, unsaid, fine)]

    found = findings_of(_complete_concept(tree, body=[("gallery", {"heading": "", "items": items})]))

    told = [str(finding.text) for finding in found]
    assert [finding.code for finding in found] == ["consent", "consent", "consent", "people"]
    assert "»Forbi«" in told[0]
    assert "»Snart«" in told[1]
    assert "Karen" not in " ".join(told)  # who may write the page need not see the consents
    assert "»Aldrig«" in told[2]
    assert "Uvist" in told[3]


def test_lead_and_title_too_long_for_dpl_are_told_by_their_length(tree: Tree) -> None:
    concept = _complete_concept(tree)
    concept.lead, concept.title = "a" * 161, "b" * 56

    assert _codes(concept) == ["length", "length"]
    assert "161" in str(findings_of(concept)[0].text)


def test_link_to_a_page_that_is_gone_or_hidden_is_found(tree: Tree) -> None:
    hidden = pages.make_standard_page(tree.home, "Skjult", live=False)
    text = f'<p><a linktype="page" id="{hidden.pk}">Her</a> <a linktype="page" id="999999">der</a></p>'
    concept = _complete_concept(tree, unchangeable_core=text)

    assert sorted(_codes(concept)) == ["dead_link", "hidden_link"]


def test_link_nobody_answers_at_is_found_and_one_not_looked_up_is_not(tree: Tree) -> None:
    for address, state in (("https://a.dk/?x=1&y=2", LinkState.DEAD), ("https://b.dk/", LinkState.UNKNOWN)):
        OutsideLink.objects.create(address=address, state=state)
    text = '<p><a href="https://a.dk/?x=1&amp;y=2#top">Her</a> <a href="https://b.dk/">der</a></p>'

    found = findings_of(_complete_concept(tree, adaptations=text))

    assert [str(finding.text) for finding in found] == ["Der er ingen, der svarer på https://a.dk/?x=1&y=2."]


def test_hard_text_is_told_with_its_lix(tree: Tree) -> None:
    hard = "Kommunikationsmedarbejdernes tværkommunale samarbejdsaftaler forudsætter prioritering. " * 25

    found = findings_of(_complete_concept(tree, adaptations=f"<p>{hard}</p>"))

    assert [finding.code for finding in found] == ["lix"]


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_every_type_of_page_can_be_looked_at_full_and_unsaved(tree: Tree, model: Any) -> None:
    page = MAKERS[model.__name__](tree)

    assert light_of(findings_of(fill(page))) in Light
    assert light_of(findings_of(model(title="Ny"))) in Light
