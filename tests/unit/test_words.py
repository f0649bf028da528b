"""Small pure functions."""

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from core.facet_types import EffortFacet, TermFacet
from core.facets import FacetWord, read_choice
from core.models import Platform
from foundation.exports import formula_safe
from foundation.validators import validate_https_url, validate_video_url
from media.pictures import absolute_url
from media.storage_keys import random_key
from search.analysis import asked

FACETS = (TermFacet("platform", "platforms", Platform), EffortFacet())
KNOWN = {
    "platform": {"facebook": FacetWord("Facebook"), "snapchat": FacetWord("Snapchat")},
    "tid": {"hoejst-1-time": FacetWord("1")},
}


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("Ét bogstav", [{"bogstav", "etbogstav"}]),
        ('"a" OR b*', [{"a", "aor"}, {"or", "aor", "orb"}, {"b", "orb"}]),
        ("  ", []),
        ('"', []),
        ("e-bog", [{"ebog"}]),
        ("Ikast-Brande", [{"ikast", "ikastbrand"}, {"brand", "ikastbrand"}]),
        ("og på", [{"og", "ogpa"}, {"pa", "ogpa"}]),
        ("børn", [{"born", "barn"}]),
        ("x " * 500, [{"x", "xx"}] * 10),
    ],
)
def test_query_becomes_plain_words(query: str, wanted: list[set[str]]) -> None:
    assert asked(query) == wanted


@pytest.mark.parametrize(
    "value",
    ["=1+1", "+45", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", " =1", "\u00a0=1", "\ufeff=1", "＝1", "＋1", "－1", "＠SUM"],
)
def test_formula_becomes_text(value: str) -> None:
    assert formula_safe(value) == f"'{value}"


@pytest.mark.parametrize(
    ("value", "safe"),
    [
        ("Bus;=HYPERLINK(1)", "Bus;'=HYPERLINK(1)"),
        ('Bus; "=1"', 'Bus; "\'=1"'),
        ("Bus\n=1", "Bus\n'=1"),
        ("Bus\t-1", "Bus\t'-1"),
        ("Kl. 10-12; 2 + 2 = 4", "Kl. 10-12; 2 + 2 = 4"),
    ],
)
def test_formula_inside_becomes_text_where_a_spreadsheet_would_begin_a_cell(value: str, safe: str) -> None:
    assert formula_safe(value) == safe


@pytest.mark.parametrize("value", ["Fjordby", "", 412, False, None])
def test_other_cells_stay_as_they_are(value: object) -> None:
    assert formula_safe(value) is value


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("foto.JPG", ".jpg"),
        ("../../etc/passwd.png", ".png"),
        ("a.php.png", ".png"),
        ("x" * 300 + ".webp", ".webp"),
        (".htaccess", ""),
        ("film.mp4;rm", ""),
        ("uden", ""),
    ],
)
def test_storage_key_keeps_nothing_of_the_name_but_a_plain_extension(name: str, suffix: str) -> None:
    folder, _slash, key = random_key("images", name).partition("/")

    assert folder == "images"
    assert len(key) == 32 + len(suffix)
    assert key.endswith(suffix)


def test_same_name_twice_gives_two_keys() -> None:
    assert random_key("images", "a.png") != random_key("images", "a.png")


@pytest.mark.parametrize(
    "url", ["https://www.youtube.com/watch?v=aqz-KE-bpKQ", "https://youtu.be/aqz-KE-bpKQ", "https://vimeo.com/1"]
)
def test_known_film_host_is_accepted(url: str) -> None:
    validate_video_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://www.youtube.com/watch?v=aqz-KE-bpKQ",
        "https://youtube.com@evil.example/aqz-KE-bpKQ",
        "https://youtube.com.evil.example/aqz-KE-bpKQ",
        "https://evil.example/youtube.com",
        "https://youtube.com:8080/aqz-KE-bpKQ",
        "https://yоutube.com/watch?v=aqz-KE-bpKQ",
        "javascript:alert(1)",
        "//youtu.be/aqz-KE-bpKQ",
        "https://[::1/x",
    ],
)
def test_film_look_alike_is_refused(url: str) -> None:
    with pytest.raises(ValidationError):
        validate_video_url(url)


@pytest.mark.parametrize("url", ["http://dr.dk", "ftp://dr.dk", "https://user:pw@dr.dk", "data:text/html,x", ""])
def test_address_must_be_plain_https(url: str) -> None:
    with pytest.raises(ValidationError):
        validate_https_url(url)


def test_choice_drops_repeats_and_names_unknown_values() -> None:
    choice = read_choice(QueryDict("platform=facebook&platform=facebook&platform=myspace&tid="), FACETS, KNOWN)

    assert choice.values == {"platform": ("facebook",)}
    assert choice.unknown == (("platform", "myspace"),)


def test_choice_query_can_lose_and_gain_a_value() -> None:
    choice = read_choice(QueryDict("platform=facebook&tid=hoejst-1-time"), FACETS, KNOWN)

    assert choice.query(without=("platform", "facebook")) == "tid=hoejst-1-time"
    assert choice.query(also=("platform", "snapchat")).endswith("&platform=snapchat")


def test_absolute_address_is_our_own_host(settings) -> None:  # type: ignore[no-untyped-def]  # pytest-django's fixture
    settings.BASE_URL = "https://katalog.example.dk"

    assert absolute_url("/media/images/a.webp") == "https://katalog.example.dk/media/images/a.webp"
    assert absolute_url("https://lager.example.dk/a.webp") == "https://lager.example.dk/a.webp"
