"""Object families of both API versions.  Importing this package imports each of its modules, and so registers their routes."""

from importlib import import_module
from pkgutil import iter_modules

for _found in iter_modules(__path__, f"{__name__}."):
    import_module(_found.name)
