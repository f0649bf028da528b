"""Who may do what in the admin: four groups and the approval workflow. Run by `setup_roles`, safe to run again.

The whole picture, every role and action, is tests/contracts/role_matrix.csv.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from core.models import FACETS
from foundation.accounts.rights_log import told_together
from foundation.before_commit import atomic
from foundation.factors.models import GroupPolicy
from foundation.usage.deletion_guards import guards_lifted

ADMINISTRATORS = "Administratorer"
EDITORS = "Redaktører"
SECTION_EDITORS = "Sektionsredaktører"
ASSESSORS = "Bureauet"
WORKFLOW = "Godkendelse"
WAGTAIL_DEFAULTS = ("Moderators", "Editors")
WAGTAILS_WORKFLOW = "Moderators approval"
WAGTAILS_ROOT = "Root"
ROOT_PAGE = "Alle sider"
ROOT_COLLECTION = "Alle samlinger"

VOCABULARY = (
    *(str(facet.vocabulary._meta.model_name) for facet in FACETS),
    "targetgroupscheme",
    "metric",
    "awardcategory",
    "criterion",
)
WRITE = ("add", "change", "delete")


def _each(verbs: Iterable[str], models: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"{verb}_{model}" for model in models for verb in verbs)


@dataclass(frozen=True)
class Role:
    """`page` permissions hold from the root down, `media` in all collections, `models` everywhere.

    `requires_factor` is where it begins: administrators may decide otherwise in the admin.
    """

    group: str
    page: tuple[str, ...]
    media: tuple[str, ...]
    models: tuple[str, ...]
    requires_factor: bool = False


ROLES = (
    Role(
        ADMINISTRATORS,
        page=("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"),
        media=_each((*WRITE, "choose"), ("image", "document")) + _each(WRITE, ("collection",)),
        models=(
            "access_admin",
            *(
                f"{verb}_{model}"
                for model in (*VOCABULARY, "video", "consent", "library", "redirect")
                for verb in WRITE
            ),
            *("change_report", "erase_person"),
            *(f"{verb}_{model}" for model in ("workflow", "task") for verb in WRITE),
            "change_cataloguesettings",
            "change_site",
            *("view_accountevent", "view_dailycount"),
            "look_after_accounts",
        ),
        requires_factor=True,
    ),
    Role(
        EDITORS,
        page=("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
        media=_each(("add", "change", "choose"), ("image", "document")),
        models=(
            "access_admin",
            *(
                f"{verb}_{model}"
                for model in (*VOCABULARY, "video", "consent", "redirect")
                for verb in ("add", "change")
            ),
            "change_report",
            *(f"{verb}_library" for verb in ("add", "change")),
            "view_dailycount",
        ),
    ),
    Role(
        SECTION_EDITORS,
        page=(),
        media=_each(("add", "choose"), ("image", "document")),
        models=("access_admin", "add_video", "change_video"),
    ),
    Role(ASSESSORS, page=(), media=(), models=("add_assessment",), requires_factor=True),
)


@atomic()
@told_together()
def set_up_roles() -> None:
    """Make the groups with their permissions, and the workflow.

    Wagtail's own default groups go if nobody is in them, its workflow if nothing went through it.

    A group's permissions on pages of its own (see `give_section`) stay.
    """
    with guards_lifted():  # Wagtail's own workflow goes with them, below
        for name in WAGTAIL_DEFAULTS:
            Group.objects.filter(name=name, user=None).delete()
    root = Page.get_first_root_node()
    for role in ROLES:
        group, _is_new = Group.objects.get_or_create(name=role.group)
        group.permissions.set(_permissions(role.models))
        for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=role.page):
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
        _permit_media(group, role.media)
        GroupPolicy.objects.get_or_create(group=group, defaults={"requires_factor": role.requires_factor})
    _name_roots(root)
    _set_up_workflow(root)
    _remove_wagtails_workflow()


def give_section(group: Group, section: Page) -> None:
    """Let a group add and change pages under a section; publishing goes through the workflow."""
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=("add_page", "change_page")
    ):
        GroupPagePermission.objects.get_or_create(group=group, page=section, permission=permission)


def _permissions(codenames: Iterable[str]) -> list[Permission]:
    """Raises: LookupError naming the codenames that do not exist, so that a renamed model is noticed."""
    wanted = set(codenames)
    apps = (
        "wagtailadmin",
        "accounts",
        "core",
        "counting",
        "factors",
        "media",
        "libraries",
        "showcase",
        "reporting",
        "assessment",
        "wagtailredirects",
        "wagtailcore",
    )
    found = list(Permission.objects.filter(codename__in=wanted, content_type__app_label__in=apps))
    if missing := wanted.difference(permission.codename for permission in found):
        raise LookupError(f"No such permissions: {', '.join(sorted(missing))}")
    return found


def _permit_media(group: Group, codenames: Iterable[str]) -> None:
    """Wagtail asks for pictures' permissions on its own Image model, whatever image model the site uses."""
    root = Collection.get_first_root_node()
    apps = ("wagtailimages", "wagtaildocs", "wagtailcore")
    for permission in Permission.objects.filter(codename__in=codenames, content_type__app_label__in=apps):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _set_up_workflow(root: Page) -> None:
    """One task: an editor or administrator approves. It covers the whole tree."""
    if Workflow.objects.filter(name=WORKFLOW).exists():
        return
    WorkflowPage.objects.filter(page=root).delete()
    task = GroupApprovalTask.objects.create(name=WORKFLOW)
    task.groups.set(Group.objects.filter(name__in=(ADMINISTRATORS, EDITORS)))
    workflow = Workflow.objects.create(name=WORKFLOW)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=root)


def _remove_wagtails_workflow() -> None:
    """The one Wagtail begins with, in English, approved by a group that has gone."""
    unused = {"name": WAGTAILS_WORKFLOW, "workflow_pages": None, "workflow_content_types": None}
    Workflow.objects.filter(**unused, workflow_states=None).delete()
    Task.objects.filter(name=WAGTAILS_WORKFLOW, workflow_tasks=None, task_states=None).delete()


def _name_roots(root: Page) -> None:
    """Wagtail calls both “Root”. What somebody has called them stays."""
    Page.objects.filter(pk=root.pk, title=WAGTAILS_ROOT).update(title=ROOT_PAGE, draft_title=ROOT_PAGE)
    Collection.objects.filter(depth=1, name=WAGTAILS_ROOT).update(name=ROOT_COLLECTION)
