"""Fields that are wrong are seen to be, of whatever kind, in every form, by day and by night."""

from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
STYLES = (
    *(f"site/website/static/website/css/{name}.css" for name in ("tokens", "base", "layout", "share")),
    *("site/core/static/core/css/core.css", "site/foundation/factors/static/factors/css/factors.css"),
    "showcase/reporting/static/reporting/css/reporting.css",
)
FORMS = ("boxed report__field", "boxed account__field", "share__field")
KINDS = ("text", "email", "url", "number", "password", "file")
FIELDS = (
    *(f'<input type="{kind}" aria-invalid="true">' for kind in KINDS),
    *('<select aria-invalid="true"><option>1</option></select>', '<textarea aria-invalid="true"></textarea>'),
    '<label class="option option--round"><input type="radio" checked aria-invalid="true"></label>',
    '<label class="option option--two"><input type="checkbox" checked aria-invalid="true"></label>',
)
GREY = """(fields) => fields.filter((one) => {
    one.style.color = "var(--flop)";
    return getComputedStyle(one).borderTopColor !== getComputedStyle(one).color;
}).map((one) => `${one.type} in ${one.closest("p").className}`)"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_field_that_is_wrong_has_a_red_edge(chromium: Browser, scheme: str) -> None:
    """One rule for all: those that each form had lost against others."""
    style = "".join((ROOT / name).read_text("utf-8") for name in STYLES)
    body = "".join(f'<p class="{form}">{field}</p>' for form, field in product(FORMS, FIELDS))
    page = chromium.new_page(color_scheme=scheme)  # type: ignore[arg-type]  # by parametrize
    page.set_content(f'<!doctype html><style>{style}</style><main class="report">{body}</main>')
    fields = page.locator("[aria-invalid]")

    assert fields.count() == len(FORMS) * len(FIELDS)
    assert fields.evaluate_all(GREY) == []
    page.close()
