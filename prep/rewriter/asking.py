"""Ask a model about each pair once: rewrites.jsonl grows by a line as each answer comes, so a kill loses none."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from prep.chat import Talker
from prep.progress import Progress
from prep.project import append_jsonl, read_appended
from prep.rewriter.prompting import n_tokens
from prep.rewriter.records import Answered, Price, Request, Spent

GIVE_UP_AFTER = 8  # faults in a row; the rest is not asked


def read_answered(file: Path) -> dict[str, str]:
    """What models wrote, by key."""
    return {each.key: each.text for each in read_appended(file, Answered)}


def ask(
    requests: Sequence[Request],
    chat: Talker,
    file: Path,
    progress: Progress,
    *,
    price: Price | None = None,
    running: Callable[[Spent], None] = lambda spent: None,
) -> Counter[str]:
    """Ask what `file` does not hold yet; why there was no answer, how often. `running` hears after each reply."""
    known = read_answered(file)
    missing = list({request.key: request for request in requests if request.key not in known}.values())
    faults: Counter[str] = Counter()
    n_replies = read = written = 0
    if not missing:
        return faults
    with progress(f"Asking {chat.model} about pairs that do not stand alone", len(missing)) as tick:
        for reply in chat.replies([request.conversation for request in missing], give_up_after=GIVE_UP_AFTER):
            request = missing[reply.place]
            n_replies += 1
            if reply.text is None:
                faults[reply.fault] += 1
            else:
                writable = reply.text.encode("utf-8", "replace").decode("utf-8")
                append_jsonl(file, Answered(request.key, request.pair.pair_id, chat.model, writable))
                read += n_tokens("".join(turn["content"] for turn in request.conversation))
                written += n_tokens(writable)
            tick(1)
            running(Spent(n_replies, len(missing), read, written, price.of(read, written) if price else None))
    if n_replies < len(missing):
        faults[f"not asked: {GIVE_UP_AFTER} faults in a row"] = len(missing) - n_replies
    return faults
