"""Numbers of things in words."""


def many(n: int, thing: str, things: str = "") -> str:
    """ "1 ticket", "1,690 tickets"; `things` where an s does not do."""
    return f"{n:,} {thing if n == 1 else things or thing + 's'}"
