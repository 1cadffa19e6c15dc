"""Log in, list the first five users, and count all tags: `python examples/first_call.py`."""

import asyncio

import aiothoughtspot as ts
from where import cluster


async def main() -> None:
    async with cluster() as (url, auth), ts.Client(url, auth) as client:
        for user in await client.v2.users.search(record_size=5):
            print(user.name, user.creation_time)
        print(len(await client.v2.tags.search()), "tags")


if __name__ == "__main__":
    asyncio.run(main())
