"""Each module of the backends loads what its own extra brings, and no more."""

import subprocess
import sys

CODE = """
import sys

def loaded():
    return sorted({"fastapi", "pydantic", "starlette", "redis", "opentelemetry", "cryptography"} & set(sys.modules))

import aiothoughtspot.backends
print(loaded())
import aiothoughtspot.backends.otel
print(loaded())
import aiothoughtspot.backends.webhooks, aiothoughtspot.backends.starlette
print(loaded())
import aiothoughtspot.backends.redis
print(loaded())
import aiothoughtspot.backends.fastapi
print(loaded())
print([name for name in sys.modules if name.startswith(("aiothoughtspot.v", "aiothoughtspot.simulator"))])
"""


def test_a_module_loads_its_own_extra_only() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines() == [
        "[]",
        "['opentelemetry']",
        "['opentelemetry', 'starlette']",
        "['cryptography', 'opentelemetry', 'redis', 'starlette']",
        "['cryptography', 'fastapi', 'opentelemetry', 'pydantic', 'redis', 'starlette']",
        "[]",
    ]
