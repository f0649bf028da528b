"""What a browser sends from the page editor: the fields of its form, and the streams that scripts draw."""

from typing import Any

from bs4 import BeautifulSoup
from wagtail import blocks
from wagtail.blocks.base import BlockField


def posted(response: Any, **changed: Any) -> dict[str, Any]:
    """The form of an editor's page as it stands, with some fields changed."""
    form = response.context["form"]
    page: Any = BeautifulSoup(response.content, "html.parser").find("form", id="page-edit-form")
    data = dict(_inputs(page))
    for name, field in form.fields.items():
        if isinstance(field, BlockField):
            data |= stream_data(field.block, form.initial.get(name, field.block.get_default()), name)
    return data | changed


def as_shown(response: Any, field: str) -> dict[str, list[Any]]:
    """What a browser sends when the form with that field is sent as it stands; streams apart."""
    page: Any = BeautifulSoup(response.content, "html.parser")
    form = page.find(attrs={"name": field}).find_parent("form")
    sent: dict[str, list[Any]] = {}
    for name, value in _inputs(form):
        sent.setdefault(name, []).extend(value if isinstance(value, list) else [value])
    return sent


def _inputs(form: Any) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for field in form.find_all(["input", "textarea", "select"]):
        name = field.get("name", "")
        if not name or "__prefix__" in name or field.get("type") in {"submit", "file"}:
            continue
        if field.get("type") in {"checkbox", "radio"}:
            found += [(name, field.get("value", "on"))] if field.has_attr("checked") else []
        elif field.name == "select":
            chosen = field.find_all("option", selected=True)
            if not chosen and not field.has_attr("multiple"):
                chosen = field.find_all("option")[:1]
            found.append((name, [option.get("value", "") for option in chosen]))
        else:
            found.append((name, field.text.removeprefix("\n") if field.name == "textarea" else field.get("value", "")))
    return found


def stream_data(block: Any, value: Any, prefix: str) -> dict[str, Any]:
    """A block's value as its widgets send it."""
    if isinstance(block, blocks.StructBlock):
        parts = [stream_data(child, value.get(name), f"{prefix}-{name}") for name, child in block.child_blocks.items()]
    elif isinstance(block, blocks.StreamBlock | blocks.ListBlock):
        children = list(value if isinstance(block, blocks.StreamBlock) else value.bound_blocks)
        parts = [{f"{prefix}-count": str(len(children))}]
        for place, child in enumerate(children):
            at = f"{prefix}-{place}"
            parts.append({f"{at}-deleted": "", f"{at}-order": str(place), f"{at}-id": child.id or ""})
            parts.append({f"{at}-type": child.block.name} if isinstance(block, blocks.StreamBlock) else {})
            parts.append(stream_data(child.block, child.value, f"{at}-value"))
    else:
        raw = block.field.prepare_value(block.value_for_form(value))
        sent = raw.pk if hasattr(raw, "pk") else block.field.widget.format_value(raw)
        parts = [{prefix: "" if sent is None else sent}]
    return {name: sent for part in parts for name, sent in part.items()}
