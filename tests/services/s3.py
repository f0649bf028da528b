"""Run a command with the settings of an S3 service.

`python -m tests.services.s3 moto|swift COMMAND ...`: moto is quick and forgiving; OpenStack Swift really checks
signatures, secrets and expiry. Either is started from wheels for as long as the command runs.
"""

import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import boto3
from botocore.config import Config

from tests.services.ports import free_port
from tests.services.processes import answers, leave_when_told, run, running, wait_for

ROOT = Path(__file__).resolve().parents[2]
KEYS = {"moto": ("testing", "testing"), "swift": ("test:tester", "testing")}
PUBLIC, PRIVATE = "catalogue-public", "catalogue-private"


def main(kind: str, command: list[str]) -> int:
    leave_when_told()
    with tempfile.TemporaryDirectory(prefix="catalogue-s3-") as folder, SERVERS[kind](Path(folder)) as endpoint:
        _make_buckets(endpoint, *KEYS[kind])
        environment = {
            **os.environ,
            "CATALOGUE_S3_ENDPOINT": endpoint,
            "CATALOGUE_S3_ACCESS_KEY": KEYS[kind][0],
            "CATALOGUE_S3_SECRET_KEY": KEYS[kind][1],
            "CATALOGUE_S3_PUBLIC_BUCKET": PUBLIC,
            "CATALOGUE_S3_PUBLIC_URL": f"{endpoint}/{PUBLIC}",
            "CATALOGUE_S3_PRIVATE_BUCKET": PRIVATE,
            "TEST_S3_KIND": kind,
        }
        return run(command, environment)


@contextmanager
def _moto(folder: Path) -> Iterator[str]:
    address, log = f"http://127.0.0.1:{free_port()}", folder / "moto.log"
    command = [str(Path(sys.executable).with_name("moto_server")), "-H", "127.0.0.1", "-p", address.rpartition(":")[2]]
    with running(command, log=log) as server:
        wait_for(partial(answers, f"{address}/moto-api/data.json"), server, log)
        yield address


@contextmanager
def _swift(folder: Path) -> Iterator[str]:
    """In an environment of its own: Swift is only for tests, and its parts would not fit ours."""
    venv.create(folder / "env", with_pip=True)
    requirements = ROOT / "requirements/swift.txt"
    pip = [str(folder / "env/bin/python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", str(requirements)], check=True)
    port, log = free_port(), folder / "swift.log"
    start = ["bash", str(ROOT / "tests/services/swift_s3.sh"), str(folder / "data"), str(folder / "env/bin"), str(port)]
    with running(start, log=log) as servers:
        wait_for(partial(answers, f"http://127.0.0.1:{port}/healthcheck"), servers, log)
        yield f"http://127.0.0.1:{port}"


SERVERS = {"moto": _moto, "swift": _swift}


def _make_buckets(endpoint: str, access_key: str, secret_key: str) -> None:
    client = boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id=access_key,
        aws_secret_access_key=secret_key,
        config=Config(s3={"addressing_style": "path"}),
    )
    for bucket in (PUBLIC, PRIVATE):
        client.create_bucket(Bucket=bucket)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
