"""make screenshots: every panel in the real QGIS with the demo's project, as pictures in a folder.

screenshots.py FOLDER [DEMO]; fails if a panel cuts off a text at 1280 x 800.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from resources.demo import desktop
from resources.demo.headless import Headless

INSIDE = Path(__file__).with_name("screenshots_inside.py")


def main(folder: Path, demo: Path) -> None:
    if desktop.missing():
        sys.exit(desktop.missing())
    if not (demo / "demo.qgz").is_file():
        sys.exit(f"There is no {demo / 'demo.qgz'}: run make demo first.")
    folder.mkdir(parents=True, exist_ok=True)
    Headless(demo / "profile")
    said = desktop.run(
        INSIDE, demo / "profile", "--project", str(demo / "demo.qgz"), timeout=540, AURORASAR_PICTURES=str(folder),
        AURORASAR_DEMO_CODE=str(INSIDE.parent),
    )  # fmt: skip
    lines = [line for line in said.splitlines() if line.startswith(("PICTURE", "CUT OFF", "FAILED"))]
    print(*lines, sep="\n")
    if not lines or any(not line.startswith("PICTURE") for line in lines):
        sys.exit("A panel did not come out as it should.")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2] if len(sys.argv) > 2 else "build/demo").resolve())
