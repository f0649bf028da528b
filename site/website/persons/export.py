"""Export of a person's data as one ZIP: the rows as JSON, and her files beside them."""

import json
from collections.abc import Iterable
from contextlib import suppress
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from website.persons.personal_data import Person

SECRETS = frozenset(
    {"password", "session_key", "session_data", "token", "key", "data", "content", "session_generation"}
)


def packed(person: Person) -> bytes:
    """The ZIP. Passwords, keys and what signs somebody in are left out; they tell nothing about her."""
    told = json.dumps(_all_told(person), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        archive.writestr("data.json", told)
        for number, file in enumerate(_files(person.everything), start=1):
            with suppress(FileNotFoundError), file.open("rb") as opened:
                archive.writestr(f"files/{number:03}{PurePosixPath(file.name).suffix}", opened.read())
    return data.getvalue()


def _all_told(person: Person) -> dict[str, Any]:
    worked_on: dict[str, list[Any]] = {}
    for row in person.touched:
        worked_on.setdefault(row._meta.label, []).append(row.pk)
    mentioned = [report.pk for report in person.mentions]
    return {"rows": _told(person.everything), "worked on": worked_on, "mentioned in reports": mentioned}


def _told(rows: Iterable[Any]) -> dict[str, list[dict[str, Any]]]:
    told: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        told.setdefault(row._meta.label, []).append(
            {field.name: _value(row, field) for field in row._meta.concrete_fields if field.name not in SECRETS}
        )
    return told


def _value(row: Any, field: models.Field[Any, Any]) -> Any:
    value = field.value_from_object(row)
    if isinstance(field, models.FileField):
        return str(value)
    plain = (str, int, float, bool, list, dict, type(None))
    return value if isinstance(value, plain) else field.value_to_string(row)


def _files(rows: Iterable[Any]) -> list[Any]:
    """Each stored file of the rows, once."""
    found = {
        str(file): file
        for row in rows
        for field in row._meta.concrete_fields
        if isinstance(field, models.FileField) and (file := getattr(row, field.name))
    }
    return list(found.values())
