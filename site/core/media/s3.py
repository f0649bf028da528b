"""Files in an S3 service: kept only when the service holds exactly what was sent."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import quote

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files import File
from storages.backends.s3 import S3Storage

PART_BYTES = 16 * 2**20
# A service that hangs costs at most two tries of 2 + 5 seconds; without these it is three minutes (measured).
CLIENT = {
    "connect_timeout": 2,
    "read_timeout": 5,
    "retries": {"mode": "standard", "max_attempts": 2},
    "signature_version": "s3v4",
    "s3": {"addressing_style": "path"},
}


class StorageUnavailable(OSError):
    """The service did not take a file, or not as it was sent."""


class VerifiedS3Storage(S3Storage):
    """Raises: StorageUnavailable when the service fails, or keeps another size or checksum than was sent.

    `public_url` is the address browsers fetch from; making a file's address asks nobody.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"client_config": Config(**CLIENT), **options})
        self.transfer_config = TransferConfig(multipart_threshold=PART_BYTES, multipart_chunksize=PART_BYTES)

    def get_default_settings(self) -> dict[str, Any]:
        return {**super().get_default_settings(), "public_url": ""}

    def url(self, name: str, parameters: Any = None, expire: Any = None, http_method: Any = None) -> str:
        if self.public_url:
            return f"{self.public_url}/{quote(name)}"
        return str(super().url(name, parameters=parameters, expire=expire, http_method=http_method))

    def exists(self, name: str) -> bool:
        try:
            return bool(super().exists(name))
        except (BotoCoreError, ClientError) as error:
            raise StorageUnavailable(f"The storage does not answer: {error}") from error

    def get_modified_time(self, name: str) -> datetime:
        try:
            moment: datetime = super().get_modified_time(name)
        except ClientError as error:
            raise FileNotFoundError(name) from error
        return moment

    def _save(self, name: str, content: File[bytes]) -> str:
        expected = _etag(content)
        size = content.size
        try:
            key = str(super()._save(name, content))
            kept = self.connection.meta.client.head_object(Bucket=self.bucket_name, Key=key)
        except (BotoCoreError, ClientError) as error:
            raise StorageUnavailable(f"The storage did not take {name}: {error}") from error
        if kept["ContentLength"] != size or kept["ETag"].strip('"') != expected:
            self.delete(name)
            raise StorageUnavailable(f"The storage did not keep {name} as it was sent.")
        return key

    def holds(self, name: str, content: File[bytes]) -> bool:
        """Whether the service has this file already, byte for byte. Cost: 1 request."""
        try:
            kept = self.connection.meta.client.head_object(Bucket=self.bucket_name, Key=name)
        except ClientError:
            return False
        return bool(kept["ContentLength"] == content.size and kept["ETag"].strip('"') == _etag(content))


def _etag(content: File[bytes]) -> str:
    """What S3 calls a file it received unharmed: its MD5, or for one in parts that of the parts' MD5s."""
    parts = [hashlib.md5(part, usedforsecurity=False).digest() for part in _parts(content)]
    content.seek(0)
    if (content.size or 0) < PART_BYTES:
        return parts[0].hex() if parts else hashlib.md5(b"", usedforsecurity=False).hexdigest()
    return f"{hashlib.md5(b''.join(parts), usedforsecurity=False).hexdigest()}-{len(parts)}"


def _parts(content: File[bytes]) -> Iterator[bytes]:
    content.seek(0)
    while part := content.read(PART_BYTES):
        yield part
