"""Rows of another table as one column of a query, so that a list asks once for all it shows."""

from typing import Any

from django.db.models import Aggregate, F, Func, JSONField, QuerySet, Subquery
from django.db.models.functions import JSONObject


class JsonList(Aggregate):
    """The values of a group as one JSON list, in no order."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


class Embedded(Func):
    """The JSON of a column as part of other JSON: SQLite would take it for a text."""

    function = "JSON"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="%(expressions)s", **context)


def json_rows(rows: QuerySet[Any], group: str, **columns: str) -> Subquery:
    """One column that holds these columns of all rows of a group; NULL without rows."""
    fields = {name: _embedded(rows, column) for name, column in columns.items()}
    found = rows.order_by().values(group).annotate(found=JsonList(JSONObject(**fields))).values("found")
    return Subquery(found)


def _embedded(rows: QuerySet[Any], column: str) -> F | Embedded:
    own = {field.name: field for field in rows.model._meta.concrete_fields}
    return Embedded(column) if isinstance(own.get(column), JSONField) else F(column)
