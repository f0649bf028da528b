"""Under which key Wagtail keeps the addresses of its sites in the cache.

Why: it asks for them on every page; a cache in the database would be asked as often. Written out, for a cache may be
made before Wagtail's models can be imported.
Until: Wagtail remembers them within the process.
"""

SITE_ROOT_PATHS_CACHE_KEY = "wagtail_site_root_paths"
