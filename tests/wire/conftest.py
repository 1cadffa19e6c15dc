"""The wire tests run on every edge."""

from edges import connect, edge, pytest_asyncio_loop_factories, server

__all__ = ["connect", "edge", "pytest_asyncio_loop_factories", "server"]
