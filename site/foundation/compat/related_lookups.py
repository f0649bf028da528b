"""Django's lookups for relations.

Why: a number that no column can hold must find nothing instead of failing. How lookups are registered is documented;
those of relations, to build on, are not.
Until: Django treats numbers out of range in lists and relations as it does those compared alone.
"""

from django.db.models.fields.related_lookups import RelatedExact, RelatedIn

__all__ = ["RelatedExact", "RelatedIn"]
