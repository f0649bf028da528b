from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed static files; the imports inside ES modules are hashed too."""

    support_js_module_import_aggregation = True
