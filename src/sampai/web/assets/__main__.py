"""`python -m sampai.web.assets MODULES LOCK VENDOR TESTS`: copy the files."""

import sys
from pathlib import Path

from sampai.web.assets.copying import copy_wanted


def main() -> None:
    """Copy what `scripts/assets` has let npm fetch."""
    modules, lock, vendor, tests = map(Path, sys.argv[1:])
    copy_wanted(modules, lock, vendor, tests)


if __name__ == "__main__":
    main()
