"""Other packages' private parts are used in `foundation.compat` alone, and are what it was made for.

When a digest fails: read what the package does now. If it does what ours is for, the module can go; else see that it
still fits, and write the new digest here.
"""

import ast
import re
from http import HTTPStatus
from pathlib import Path

import pytest
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY
from whitenoise.responders import StaticFile

from foundation.compat import site_paths
from foundation.compat.file_ranges import StoredFile
from tests.contracts.private_parts import in_code, private_parts
from tests.contracts.test_sizes import MODULES, ROOT
from tests.contracts.upstream import digest

COMPAT = ROOT / "site/foundation/compat"
PARTS = sorted(file.stem for file in COMPAT.glob("[a-z]*.py"))
ELSEWHERE = [file for file in MODULES if file.parent != COMPAT]

MADE_FOR: dict[str, dict[str, str]] = {
    "api_filters": {"wagtail.api.v2.views.PagesAPIViewSet.filter_backends": "edf3af68e0131fc8"},
    "file_ranges": {
        "whitenoise.responders": "c7c9cc18a4606ad5",
        "whitenoise.media_types.MediaTypes": "2858c68c6cbf749b",
    },
    "fresh_root_paths": {
        "wagtail.models.sites.Site.get_site_root_paths": "166eac326fa05dce",
        "wagtail.models.pages.AbstractPage._get_site_root_paths": "ca9efde7ab98c4ce",
    },
    "known_users": {"django.contrib.auth.middleware.get_user": "f663ed77b28cc515"},
    "lockouts": {
        "axes.backends.AxesStandaloneBackend": "f417a9c59837fbda",
        "axes.helpers.get_client_username": "0018f00eda400e2e",
    },
    "page_links": {"wagtail.rich_text.pages.PageLinkHandler": "8c6f48a3ccfbf4ee"},
    "register_exports": {
        "wagtail_modeladmin.views.IndexView.to_row_dict": "d29a6502b5132055",
        "wagtail_modeladmin.views.IndexView.get_heading": "6bdf6c50a30bd25b",
    },
    "related_lookups": {
        "django.db.models.fields.related_lookups.RelatedExact": "6dc5718430709d78",
        "django.db.models.fields.related_lookups.RelatedIn": "daca64c66268ae16",
    },
    "replaced": {},  # test_replaced.py
    "request_users": {
        "django.contrib.auth.middleware.get_user": "f663ed77b28cc515",
        "django.contrib.auth.middleware.auser": "0c7597c36c9f1003",
    },
    "search_postgresql": {
        "modelsearch.backends.database.postgres.postgres.PostgresSearchQueryCompiler": "9570ce363c546cd8",
        "modelsearch.backends.database.postgres.postgres.PostgresAutocompleteQueryCompiler": "19f9b9fa7cb18870",
        "modelsearch.backends.database.postgres.postgres.PostgresSearchBackend": "e80f6f5ddb5844ea",
    },
    "search_sqlite": {
        "modelsearch.backends.database.sqlite.sqlite.SQLiteSearchQueryCompiler": "2c78a42503c0a5bc",
        "modelsearch.backends.database.sqlite.sqlite.SQLiteAutocompleteQueryCompiler": "0846c0bf919fe9d2",
        "modelsearch.backends.database.sqlite.query.SearchQueryExpression": "a7ae624debb46187",
    },
    "second_factors": {
        "allauth.core.internal.cryptokit.compare_user_code": "dedbd6f8dc1d9c6b",
        "allauth.mfa.recovery_codes.internal.auth.RecoveryCodes": "9bccc40200541ce3",
        "allauth.mfa.totp.internal.auth": "0bdc302f4db20f77",
        "allauth.mfa.webauthn.internal.auth": "b15947e99f1df212",
    },
    "site_paths": {"wagtail.models.sites.Site.get_site_root_paths": "166eac326fa05dce"},
    "stored_files": {"django.db.models.fields.files.FieldFile": "9d31c975b83d4fb2"},
    "titled_columns": {"wagtail.admin.views.generic.models.IndexView._get_title_column": "e988b6fe657d41a3"},
    "translations": {
        "django.utils.translation.reloader.translation_file_changed": "de2095f8bd472d6d",
        "django.utils.translation.template.templatize": "a3d8d18d7b188ed6",
    },
    "typed_passwords": {"django.contrib.auth.base_user.AbstractBaseUser": "ae1fe43ef8e8072c"},
    "wagtail_names": {},  # tests/integration/test_wagtail_names.py
}
LEANINGS = [(path, made_for) for parts in MADE_FOR.values() for path, made_for in parts.items()]


@pytest.mark.parametrize("part", PARTS)
def test_every_part_says_why_and_until_when(part: str) -> None:
    text = ast.get_docstring(ast.parse((COMPAT / f"{part}.py").read_text("utf-8"))) or ""

    assert re.search(r"^Why: \w", text, re.MULTILINE)
    assert re.search(r"^Until: \w", text, re.MULTILINE)
    assert part in MADE_FOR


@pytest.mark.parametrize(("path", "made_for"), LEANINGS, ids=[path for path, _made_for in LEANINGS])
def test_what_is_leant_on_is_as_it_was(path: str, made_for: str) -> None:
    assert digest(path) == made_for


def test_wagtail_keeps_the_addresses_of_sites_under_the_key_we_know() -> None:
    assert site_paths.SITE_ROOT_PATHS_CACHE_KEY == SITE_ROOT_PATHS_CACHE_KEY


def test_whitenoise_still_takes_one_byte_for_none(tmp_path: Path) -> None:
    """When this fails, `StoredFile` is WhiteNoise's `StaticFile`."""
    file = tmp_path / "film.mp4"
    file.write_bytes(b"film")
    asked = {"HTTP_RANGE": "bytes=0-0"}

    statuses = [kind(str(file), []).get_response("HEAD", asked).status for kind in (StaticFile, StoredFile)]

    assert statuses == [HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, HTTPStatus.PARTIAL_CONTENT]


def test_private_parts_of_others_are_used_in_compat_alone() -> None:
    found = {file.relative_to(ROOT).as_posix(): sorted(set(private_parts(file))) for file in ELSEWHERE}

    assert {name: parts for name, parts in found.items() if parts} == {}


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("from django.utils._os import safe_join", "django.utils._os.safe_join"),
        ("import allauth.mfa.totp.internal.auth", "allauth.mfa.totp.internal.auth"),
        ("from wagtail.models import _copy", "wagtail.models._copy"),
        ("user._password", "_password"),
        ("getattr(file, '_committed', True)", "_committed"),
        ("super()._get_title_column()", "_get_title_column"),
        ("from wagtail.models import Page\nPage.save = None", "Page.save"),
        ("from wagtail.models import Locale\nLocale._meta.verbose_name = ''", "Locale._meta.verbose_name"),
        ("from wagtail.models import Page\nsetattr(Page, 'save', None)", "Page.save"),
    ],
)
def test_use_of_a_private_part_is_seen(code: str, part: str) -> None:
    assert part in list(in_code(ast.parse(code)))
