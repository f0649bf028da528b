from django.core.management.color import no_style
from django.db import connections, migrations

COLUMNS = ("id", "title", "file", "uploaded_by_user_id", "file_size", "file_hash", "collection_id")


def move_documents(apps, schema_editor):
    """Bring the documents over from Wagtail's own table, under the ids that texts and blocks point at."""
    alias = schema_editor.connection.alias
    old, new = apps.get_model("wagtaildocs", "Document"), apps.get_model("media", "CatalogueDocument")
    for document in old.objects.using(alias).all():
        moved = new.objects.using(alias).create(**{name: getattr(document, name) for name in COLUMNS})
        new.objects.using(alias).filter(pk=moved.pk).update(created_at=document.created_at)
    _point(apps, alias, ("wagtaildocs", "document"), ("media", "cataloguedocument"))
    old.objects.using(alias).all().delete()
    _reset_sequence(alias, new)


def move_back(apps, schema_editor):
    alias = schema_editor.connection.alias
    old, new = apps.get_model("wagtaildocs", "Document"), apps.get_model("media", "CatalogueDocument")
    for document in new.objects.using(alias).all():
        moved = old.objects.using(alias).create(**{name: getattr(document, name) for name in COLUMNS})
        old.objects.using(alias).filter(pk=moved.pk).update(created_at=document.created_at)
    _point(apps, alias, ("media", "cataloguedocument"), ("wagtaildocs", "document"))
    new.objects.using(alias).all().delete()
    _reset_sequence(alias, old)


def _point(apps, alias, source, target):
    """Let tags and the index of references name the new kind of thing."""
    kinds = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    (old, _made), (new, _made) = (kinds.get_or_create(app_label=app, model=name) for app, name in (source, target))
    apps.get_model("taggit", "TaggedItem").objects.using(alias).filter(content_type=old).update(content_type=new)
    references = apps.get_model("wagtailcore", "ReferenceIndex").objects.using(alias)
    references.filter(to_content_type=old).update(to_content_type=new)


def _reset_sequence(alias, model):
    connection = connections[alias]
    with connection.cursor() as cursor:
        for sentence in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(sentence)


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0006_create_documents"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailcore", "0096_referenceindex_referenceindex_source_object_and_more"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(move_documents, move_back)]
