"""What the product consists of, as CycloneDX JSON: `python -m tests.services.sbom FILE`.

Made from the pins alone, so the same pins give the same bytes. It names packages and versions, no place to get them.
"""

import json
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
# Where a package could be had, or words of the tool about itself.
LEFT_OUT = {"externalReferences", "description", "$schema", "tools"}


def without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_places(inner) for key, inner in value.items() if key not in LEFT_OUT}
    if isinstance(value, list):
        return [without_places(inner) for inner in value]
    return value


def make() -> str:
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", str(ROOT / "requirements" / "base.txt")]
    options = ["--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible", "--of", "JSON", "-o", "-"]
    made = subprocess.run([*command, *options], check=True, capture_output=True, text=True).stdout
    return json.dumps(without_places(json.loads(made)), indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    Path(sys.argv[1]).write_text(make())
