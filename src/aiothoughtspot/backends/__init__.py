"""What stands on the client in a web service: `fastapi`, `starlette`, `webhooks`, `redis` and `otel`.

Each module needs the extra of its name (`starlette` and `webhooks` that of FastAPI); importing this package loads none.
"""
