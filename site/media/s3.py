"""S3 storage backend: a file counts as kept only when the service holds exactly what was sent."""

import mimetypes
from contextvars import ContextVar
from datetime import datetime
from typing import Any
from urllib.parse import quote

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files import File
from storages.backends.s3 import S3Storage

from foundation.danish.file_names import disposition
from media.fingerprints import PART_BYTES, Fingerprint
from media.transactional_storage import DeleteAfterCommitMixin

# A service that hangs costs at most two tries of 2 + 5 seconds; without these it is three minutes (measured).
CLIENT = {
    "connect_timeout": 2,
    "read_timeout": 5,
    "retries": {"mode": "standard", "max_attempts": 2},
    "signature_version": "s3v4",
    "s3": {"addressing_style": "path"},
}

SAVED_AS: ContextVar[str] = ContextVar("saved_as", default="")  # what is being stored, for `get_object_parameters`


class StorageUnavailable(OSError):
    """The service did not take a file, or not as it was sent."""


class VerifiedS3Storage(DeleteAfterCommitMixin, S3Storage):
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

    def get_object_parameters(self, name: str) -> dict[str, Any]:
        """With the name it is saved under: browsers heed a link's `download` only on the link's own host."""
        parameters = {**super().get_object_parameters(name), "ChecksumAlgorithm": "SHA256"}
        if saved_as := SAVED_AS.get():
            is_shown = str(mimetypes.guess_type(saved_as)[0]).startswith("image/")
            parameters["ContentDisposition"] = disposition(saved_as, as_attachment=not is_shown)
        return parameters

    def _save(self, name: str, content: File[bytes]) -> str:
        sent = Fingerprint.of(content)
        named = SAVED_AS.set(getattr(content, "saved_as", ""))
        try:
            key = str(super()._save(name, content))
            kept = self._head(key)
        except (BotoCoreError, ClientError) as error:
            raise StorageUnavailable(f"The storage did not take {name}: {error}") from error
        finally:
            SAVED_AS.reset(named)
        if not sent.is_that_of(kept):
            self.delete_now(key)
            raise StorageUnavailable(f"The storage did not keep {name} as it was sent.")
        return key

    def holds(self, name: str, content: File[bytes]) -> bool:
        """Whether the service has this file already, byte for byte as far as it can tell. Cost: 1 request."""
        try:
            kept = self._head(name)
        except ClientError:
            return False
        return Fingerprint.of(content).is_that_of(kept)

    def _head(self, key: str) -> dict[str, Any]:
        head = self.connection.meta.client.head_object
        return dict(head(Bucket=self.bucket_name, Key=key, ChecksumMode="ENABLED"))
