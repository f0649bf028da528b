"""Storage of files: in two folders, or in two buckets of an S3 service."""

from pathlib import Path
from typing import Any

from foundation.cache_control import ANSWER

Storages = dict[str, dict[str, Any]]


def local(*, public: tuple[Path, str], private: tuple[Path, str]) -> Storages:
    """Two folders with their addresses. The private one is the default, so that nothing becomes public by accident."""
    backend = "media.transactional_storage.LocalStorage"
    return {
        name: {"BACKEND": backend, "OPTIONS": {"location": str(folder), "base_url": url}}
        for name, (folder, url) in {"default": private, "public": public}.items()
    }


def s3(
    *, endpoint: str, region: str, access_key: str, secret_key: str, public: tuple[str, str], private: str
) -> Storages:
    """Two buckets: the public one, fetched from its own address, and the private one, signed for 5 minutes.

    Plain values only: Wagtail hands a storage's options to the task that deletes a file.
    """
    bucket, url = public
    common: dict[str, Any] = {
        "endpoint_url": endpoint or None,
        "region_name": region,
        "access_key": access_key,
        "secret_key": secret_key,
        "default_acl": None,
        "file_overwrite": False,
    }
    backend = "media.s3.VerifiedS3Storage"
    public_options = {
        "bucket_name": bucket,
        "querystring_auth": False,
        "public_url": url.rstrip("/"),
        "object_parameters": {"CacheControl": ANSWER},  # else browsers guess how long they may keep it
    }
    return {
        "default": {"BACKEND": backend, "OPTIONS": {**common, "bucket_name": private, "querystring_expire": 300}},
        "public": {"BACKEND": backend, "OPTIONS": {**common, **public_options}},
    }
