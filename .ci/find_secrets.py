"""Fail when detect-secrets finds anything in a folder, as the plugin site's gate does; no comment silences it."""

from __future__ import annotations

import json
import subprocess
import sys

SILENCER = "detect_secrets.filters.allowlist.is_line_allowlisted"

if __name__ == "__main__":
    found = subprocess.run(
        [sys.executable, "-m", "detect_secrets", "scan", "--all-files", "--disable-filter", SILENCER, sys.argv[1]],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    findings = json.loads(found.stdout)["results"]
    for path, places in findings.items():
        for place in places:
            print(f"{path}:{place['line_number']}: {place['type']}")
    sys.exit(1 if findings else 0)
