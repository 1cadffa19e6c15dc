"""`python -m aiothoughtspot`: the same as the console script."""

import sys

from aiothoughtspot.cli import main

sys.exit(main())
