"""Names for what Wagtail shows under the name of an attribute, which no catalogue can translate.

Why: an editor reads “Link_text” and “Port” in the middle of Danish.
Until: Wagtail names them; tests/integration/test_wagtail_names.py says which it has named by now.
"""

from typing import Any

from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

LINK_TEXT = _("Link text")
FIELDS: dict[str, dict[str, Any]] = {
    "wagtail.admin.forms.choosers.ExternalLinkChooserForm": {"link_text": LINK_TEXT},
    "wagtail.admin.forms.choosers.AnchorLinkChooserForm": {"link_text": LINK_TEXT, "url": _("Anchor")},
    "wagtail.admin.forms.choosers.EmailLinkChooserForm": {
        "email_address": _("Email address"),
        "link_text": LINK_TEXT,
        "subject": _("Subject"),
        "body": _("Text"),
    },
    "wagtail.admin.forms.choosers.PhoneLinkChooserForm": {"phone_number": _("Phone number"), "link_text": LINK_TEXT},
    "wagtail.admin.forms.workflows.WorkflowPageForm": {"page": _("Page")},
    "wagtail.users.forms.PagePermissionsForm": {"page": _("Page")},
}
COLUMNS: dict[str, dict[str, Any]] = {
    "wagtail.sites.views.IndexView": {"port": _("port"), "site_name": _("site name"), "root_page": _("root page")},
}


def name_the_nameless() -> None:
    """Once, when all apps are loaded."""
    for form, labels in FIELDS.items():
        for field, label in labels.items():
            import_string(form).base_fields[field].label = label
    for view, labels in COLUMNS.items():
        for column in import_string(view).columns:
            column.label = labels.get(column.name, column.label)
    Locale._meta.verbose_name, Locale._meta.verbose_name_plural = _("locale"), _("locales")
