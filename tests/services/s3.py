"""Run a command with the settings of an S3 service.

`python -m tests.services.s3 moto|swift COMMAND ...`: moto is quick and forgiving; OpenStack Swift really checks
signatures, secrets and expiry. Either is started from wheels for as long as the command runs.
"""

import os
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import boto3
from botocore.config import Config

from tests.services.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
KEYS = {"moto": ("testing", "testing"), "swift": ("test:tester", "testing")}
PUBLIC, PRIVATE = "catalogue-public", "catalogue-private"


def main(kind: str, command: list[str]) -> int:
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
        return subprocess.run(command, env=environment, check=False).returncode


@contextmanager
def _moto(folder: Path) -> Iterator[str]:
    port = free_port()
    with (folder / "moto.log").open("wb") as log:
        command = [str(Path(sys.executable).with_name("moto_server")), "-H", "127.0.0.1", "-p", str(port)]
        server = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        _wait(f"http://127.0.0.1:{port}/moto-api/data.json")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


@contextmanager
def _swift(folder: Path) -> Iterator[str]:
    """In an environment of its own: Swift is only for tests, and its parts would not fit ours."""
    venv.create(folder / "env", with_pip=True)
    requirements = ROOT / "requirements/swift.txt"
    pip = [str(folder / "env/bin/python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", str(requirements)], check=True)
    port = free_port()
    start = ["bash", str(ROOT / "tests/services/swift_s3.sh"), str(folder / "data"), str(folder / "env/bin"), str(port)]
    subprocess.run(start, check=True, stdout=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}/healthcheck")
        yield f"http://127.0.0.1:{port}"
    finally:
        for pid in (folder / "data/run").glob("*.pid"):
            subprocess.run(["kill", pid.read_text().strip()], check=False)
        time.sleep(1)


SERVERS = {"moto": _moto, "swift": _swift}


def _wait(address: str) -> None:
    give_up_at = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up_at:
        try:
            with urlopen(address, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    sys.exit(f"No S3 service answers at {address}.")


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
