def count(n):
    got = yield n
    yield from range(n)
    return got


async def gather(source):
    async with source as rows:
        async for row in rows:
            await row
        log(rows)
    return [x async for x in source]


total = sum(x * x for x in data)
