"""Run by `test_facets.py` in a copy of the code that has the facet of the walk: which door knows it."""

import json

import django

django.setup()

from concepts.models import ConceptPage  # noqa: E402 - models only after the setup
from core.facet_fields import relations_of  # noqa: E402
from core.models import FACETS  # noqa: E402
from core.roles import ROLES  # noqa: E402
from core.wagtail_hooks import VocabularyGroup  # noqa: E402
from demo.pages import TERMS  # noqa: E402
from showcase.models import FilmIndexPage, GalleryIndexPage, InitiativePage  # noqa: E402
from syndication.embeds.component import current, kept  # noqa: E402
from syndication.feed_api.views import api  # noqa: E402
from syndication.feeds.sources import SOURCES  # noqa: E402
from website.api.parameters import FACET_PARAMETERS  # noqa: E402
from website.statistics.pages import SHOWN, PagesView  # noqa: E402

NAME, PARAMETER = "seasons", "aarstid"
season = next(facet for facet in FACETS if facet.relation == NAME)
opened = json.dumps(api.get_openapi_schema(), default=str)
schemas = json.loads(opened)["components"]["schemas"]
paged = {"concepts": ConceptPage, "initiatives": InitiativePage}

known = {
    "label": (str(season.label), str(season.heading)) == ("Season", "Seasons"),
    "admin's lists": season.vocabulary in {viewset.model for viewset in VocabularyGroup.items},
    "roles": sum("change_season" in role.models for role in ROLES) == 2,
    "report of all pages": NAME in SHOWN and NAME in PagesView.list_export,
    "API v2's parameter": PARAMETER in FACET_PARAMETERS,
    "component": f'"{PARAMETER}"'.encode() in current() and kept().read_bytes() == current(),
    "demo": TERMS[NAME] is season.vocabulary,
    "description": all(
        f'"{PARAMETER}"' in json.dumps(path)
        for name, path in json.loads(opened)["paths"].items()
        if name.rpartition("/")[2] in {"concepts", "initiatives", "galleries"}
    ),
}
for name, model in paged.items():
    known |= {
        f"{name}: facets": NAME in relations_of(model),
        f"{name}: relation": season.vocabulary._meta.get_field(name).related_model is model,
        f"{name}: API v2": NAME in {field.name for field in model.api_fields},
        f"{name}: search": NAME in {field.field_name for field in model.search_fields},
        f"{name}: form": NAME in model.get_edit_handler().get_form_class().base_fields,
        f"{name}: feed": PARAMETER in {facet.parameter for facet in SOURCES[name].facets},
    }
for shape in ("Concept", "Initiative", "GalleryPicture"):
    known[f"{shape} of the feed API"] = NAME in schemas[shape]["properties"]
for page in (GalleryIndexPage, FilmIndexPage):
    known[f"{page.__name__}: facets"] = NAME in relations_of(page)
print(json.dumps(known))  # noqa: T201 - it is asked for
