"""Every address of the admin that can be asked for by GET, with the ids of what there is filled in."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page, Revision, TaskState, WorkflowState

LEFT_OUT = {"wagtailadmin_logout", "wagtailadmin_error_test"}  # ends the session; raises on purpose
MOST_PER_VIEW = 400


def admin_views() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Name and arguments of every named view under the admin."""
    (admin,) = (one for one in get_resolver().url_patterns if str(one.pattern) == "admin/")
    yield from named_views(admin)


def named_views(
    node: Any, namespace: str = "", arguments: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Name and arguments of every named view from here on."""
    arguments = (*arguments, *node.pattern.regex.groupindex)
    if isinstance(node, URLResolver):
        inner = f"{namespace}{node.namespace}:" if node.namespace else namespace
        for child in node.url_patterns:
            yield from named_views(child, inner, arguments)
    elif isinstance(node, URLPattern) and node.name:
        yield f"{namespace}{node.name}", arguments


def admin_addresses(pages: Iterable[Page], others: Mapping[str, Iterable[Any]]) -> Iterator[str]:
    """Each view with each of these pages and with one object of each other kind.

    `others`: argument name -> values, for arguments that are no page's.
    """
    page_ids = [page.pk for page in pages]
    known: dict[str, Iterable[Any]] = {
        **dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id", "page_pk"), page_ids),
        "destination_id": page_ids[:2],
        "revision_id": Revision.objects.order_by("-pk").values_list("pk", flat=True)[:3],
        "workflow_state_id": WorkflowState.objects.values_list("pk", flat=True)[:2],
        "task_state_id": TaskState.objects.values_list("pk", flat=True)[:2],
        "task_id": TaskState.objects.values_list("task_id", flat=True)[:1],
        "revision_id_a": ("earliest",),
        "revision_id_b": ("latest",),
        "action_name": ("approve", "copy"),
        "action": ("delete",),
        **others,
    }
    for name, arguments in admin_views():
        if name in LEFT_OUT:
            continue
        choices = [page_ids if _is_pages_own(name, argument) else known.get(argument, (1,)) for argument in arguments]
        for values in list(product(*choices))[:MOST_PER_VIEW]:
            try:
                yield reverse(name, kwargs=dict(zip(arguments, values, strict=True)))
            except NoReverseMatch:
                yield from ()
    yield from _by_query(page_ids)


def filled_in(name: str, arguments: Iterable[str], known: Mapping[str, Any]) -> str:
    """The address of a view with what is known in it; empty when that leads nowhere."""
    try:
        return reverse(name, kwargs={argument: known.get(argument, 1) for argument in arguments})
    except NoReverseMatch:
        return ""


def _is_pages_own(view: str, argument: str) -> bool:
    return argument == "pk" and view.startswith(("wagtailadmin_pages:", "wagtailadmin_api:pages:"))


def _by_query(ids: list[int]) -> Iterator[str]:
    """Addresses that name pages in their query."""
    for model, actions in _bulk_actions():
        for action in actions:
            address = f"/admin/bulk/{model}/{action}/"
            yield from (f"{address}?id={pk}" for pk in ids)
            yield f"{address}?{'&'.join(f'id={pk}' for pk in ids)}"
            yield f"{address}?id=all"
            yield from (f"{address}?id=all&childOf={pk}" for pk in ids)
    chosen = "/admin/choose-page/chosen-multiple/"
    yield f"{chosen}?{'&'.join(f'id={pk}' for pk in ids)}"
    yield from (f"{chosen}?id={pk}" for pk in ids)
    for model in sorted(f"{kind.app_label}.{kind.model}" for kind in ContentType.objects.all() if _is_page(kind)):
        yield f"/admin/choose-page/?page_type={model}"
        yield f"/admin/choose-page/search/?q=e&page_type={model}"


def _is_page(kind: ContentType) -> bool:
    return issubclass(kind.model_class() or object, Page)


def _bulk_actions() -> Iterator[tuple[str, list[str]]]:
    for app in ("wagtailcore/page", "concepts/conceptpage"):
        label, model = app.split("/")
        yield app, [action.action_type for action in bulk_action_registry.get_bulk_actions_for_model(label, model)]
