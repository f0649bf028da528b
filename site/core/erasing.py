"""Taking a page, a picture or a film away with everything Wagtail keeps of it elsewhere.

Deleting a row leaves its title in the log, its form in the previews and its words in the full-text index.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from wagtail.admin.models import FormState
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, Page, PageLogEntry
from wagtail.search.models import IndexEntry

from core.checking.models import OutsideLink, PageCheck
from foundation.usage.mentions import note_mentions
from foundation.usage.replacing import put_in_place
from media.models import CatalogueImage, Video

INDEX_TABLE = f"{IndexEntry._meta.db_table}_fts"


def erase_page(page: Page) -> None:
    """Delete a page with its revisions, previews, index entries and files, and empty its lines in the log.

    Whatever is used of it is let go: what a library takes back does not stay because it was nominated.
    """
    page = page.specific
    erase_previews(page)
    put_in_place(page, None)
    page_id = page.pk
    page.delete()
    OutsideLink.objects.unlinked().delete()
    quieten_log(page_id)


def erase_past_of(page: Page, *, keep_draft: bool = False) -> None:
    """Leave of a page what is published, and, if asked, what is being written; nothing of what was written before."""
    kept = [pk for pk in (page.live_revision_id, page.latest_revision_id if keep_draft else None) if pk]
    erase_previews(page)
    for workflow in page.workflow_states.filter(status__in=("in_progress", "needs_changes")):
        workflow.cancel()
    page.wagtail_admin_comments.all().delete()
    page.workflow_states.all().delete()
    drop_redirects(page)
    if not keep_draft:
        Page.objects.filter(pk=page.pk).update(
            latest_revision=page.live_revision_id, draft_title=page.title, has_unpublished_changes=False
        )
    page.revisions.exclude(pk__in=kept).delete()
    PageCheck.objects.note_stale([page.pk])  # what it led to is forgotten with the clock's next round
    _write_anew(page)
    quieten_log(page.pk)


def erase_file(file: CatalogueImage | Video) -> None:
    """Delete a picture or film with all that was made of it and its consents; public addresses answer 410.

    A consent that covers others too stays for them.
    """
    for consent in file.consents.all():
        if consent.items == [file]:
            _erase_row(consent)
    _erase_row(file)


def erase_past_of_file(file: CatalogueImage | Video) -> None:
    """Leave of a picture or film, and of its consents, what is said of them now."""
    for thing in (file, *file.consents.all()):
        erase_previews(thing)
        quieten_model_log(thing)


def _write_anew(page: Page) -> None:
    """The published revision as the page is now: it holds the title and address from before it, and the comments."""
    fresh = type(page).objects.get(pk=page.pk)
    content = fresh.serializable_data()
    for revision in page.revisions.filter(pk=page.live_revision_id):
        revision.content, revision.object_str = content, str(fresh)
        page.revisions.filter(pk=revision.pk).update(content=content, object_str=str(fresh))
        note_mentions(revision)


def quieten_log(page_id: int) -> None:
    """What was done to the page, when and by whom stays; what it was called and said does not."""
    PageLogEntry.objects.filter(page_id=page_id).update(label="", data={})


def quieten_model_log(thing: models.Model, object_id: int | None = None) -> None:
    """The same of a picture, a film or a consent."""
    content_type = ContentType.objects.get_for_model(thing)
    lines = ModelLogEntry.objects.filter(content_type=content_type, object_id=str(object_id or thing.pk))
    lines.update(label="", data={})


def erase_previews(thing: models.Model) -> None:
    """What an editor's open window last sent to the preview."""
    FormState.objects.for_instance(thing).delete()


def drop_redirects(page: Page) -> None:
    """Those Wagtail made when the page was renamed: an old address holds the old title."""
    Redirect.objects.filter(redirect_page_id=page.pk, automatically_created=True).delete()


def erase_words() -> None:
    """SQLite's full-text index keeps the words of deleted rows until it is put together anew; PostgreSQL's does not."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {INDEX_TABLE}({INDEX_TABLE}) VALUES('optimize')")


def _erase_row(thing: models.Model) -> None:
    object_id = thing.pk
    erase_previews(thing)
    thing.delete()
    quieten_model_log(thing, object_id)
