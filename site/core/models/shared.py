from django.db import models


class CacheEntry(models.Model):
    """The table of Django's database cache, as a model so that `migrate` makes it. Read through the cache only."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "catalogue_cache"
        default_permissions = ()

    def __str__(self) -> str:
        return self.cache_key
