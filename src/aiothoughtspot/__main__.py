"""`python -m aiothoughtspot`: the same as the console script."""

import sys

from aiothoughtspot.cli import main

if __name__ == "__main__":
    sys.exit(main())
