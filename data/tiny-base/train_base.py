"""Trains the tiny base model on the corpus of invented companies, on one GPU, in minutes:

    python data/tiny-base/train_base.py --out data/tiny-base --teacher FOLDER

Writes config, tokenizer, bf16 weights and training.json (corpus, tokens, loss, hardware, digests) to --out. Needs
torch, transformers, tokenizers, safetensors and PyYAML, and nothing else of pairwright.

With --teacher (the folder of all-MiniLM-L6-v2, or of another BERT of sentence-transformers) the model also learns to
tell questions apart as the teacher does: what stands at the end of a question is drawn to the teacher's embedding of
it. All text is the corpus's own; the teacher only says which questions are near one another.
"""

import argparse
import hashlib
import json
import math
import multiprocessing
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from transformers import MistralConfig, MistralForCausalLM, PreTrainedTokenizerFast

from corpus.documents import VERSION, Document
from make_corpus import CHUNK, line_of, write
from muon import Muon
from teacher import Teacher, likeness_loss
from tokenizer import SPECIAL, render, train_tokenizer

PAD, START, STOP = range(3)  # places of <unk>, <s> and </s> in SPECIAL


@dataclass(frozen=True, slots=True)
class Settings:
    """Sizes and effort. NF4 on a CPU needs output sizes divisible by 32."""

    vocabulary: int = 8192
    hidden: int = 384
    layers: int = 4
    heads: int = 6
    key_value_heads: int = 2
    mlp: int = 1024
    positions: int = 2048
    documents: int = 400_000
    steps: int = 2_600
    batch_tokens: int = 65_536
    longest: int = 512  # tokens; a longer document is cut
    matrix_rate: float = 0.012
    other_rate: float = 3e-3
    word_dropout: float = 0.08  # share of tokens that are read as <unk>, so that no single word decides
    teacher_weight: float = 1.0  # of the likeness to the teacher beside the loss per token
    teacher: str = ""  # folder of the sentence encoder; "" for none
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A document's token ids; where its opening question ends, and which text of the teacher's that is (-1: none)."""

    ids: list[int]
    question_end: int = 0
    question: int = -1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    for name, value in asdict(Settings()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    options = vars(parser.parse_args())
    out: Path = options.pop("out")
    settings = Settings(**options)
    torch.manual_seed(settings.seed)
    torch.set_float32_matmul_precision("high")
    torch.backends.cuda.enable_cudnn_sdp(False)  # it plans anew for every shape, which takes longer than the step
    began = time.monotonic()
    documents = list(write(settings.documents, seed=settings.seed))
    unseen = list(write(CHUNK, seed=settings.seed + 1_000_000))
    remark(f"{len(documents):,} documents after {time.monotonic() - began:.0f} s")
    tokenizer = train_tokenizer(
        [turn for document in documents[:100_000] for turn in document.turns], settings.vocabulary, settings.positions
    )
    rows, held_rows = encode(tokenizer, documents, settings.longest), encode(tokenizer, unseen, settings.longest)
    n_tokens = sum(len(row.ids) for row in rows)
    remark(f"{n_tokens:,} tokens after {time.monotonic() - began:.0f} s")
    model = MistralForCausalLM(config_of(settings, len(tokenizer))).to("cuda")
    targets = None
    if settings.teacher:
        teacher = Teacher(settings.teacher)
        targets = teacher.embed([document.turns[0] for document in documents if opens_with_question(document)])
        model.model.embed_tokens.weight.data.copy_(teacher.word_vectors(tokenizer, settings.hidden))
        remark(f"{len(targets):,} questions embedded after {time.monotonic() - began:.0f} s")
    trained_s, n_read = learn(model, rows, held_rows, settings, targets)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer.save_pretrained(out)
    model.to(torch.bfloat16).save_pretrained(out)
    facts = {
        "corpus": {"version": VERSION, "seed": settings.seed, "documents": len(documents), "tokens": n_tokens,
                   "sha256": digest_of(documents)},
        "settings": {**asdict(settings), "teacher": Path(settings.teacher).name},
        "parameters": sum(weight.numel() for weight in model.parameters()),
        "tokens_read": n_read,
        "unseen_loss": round(loss_on(model, held_rows), 4),
        "seconds": round(trained_s),
        "hardware": torch.cuda.get_device_name(),
        "torch": torch.__version__,
        "weights_sha256": hashlib.sha256((out / "model.safetensors").read_bytes()).hexdigest(),
    }  # fmt: skip
    (out / "training.json").write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(facts))
    return 0


def digest_of(documents: Sequence[Document]) -> str:
    """The SHA-256 that make_corpus.py prints for these documents."""
    digest = hashlib.sha256()
    for document in documents:
        digest.update(line_of(document).encode())
    return digest.hexdigest()


def config_of(settings: Settings, vocabulary: int) -> MistralConfig:
    return MistralConfig(
        vocab_size=vocabulary,
        hidden_size=settings.hidden,
        intermediate_size=settings.mlp,
        num_hidden_layers=settings.layers,
        num_attention_heads=settings.heads,
        num_key_value_heads=settings.key_value_heads,
        max_position_embeddings=settings.positions,
        sliding_window=None,
        bos_token_id=START,
        eos_token_id=STOP,
        pad_token_id=PAD,
        tie_word_embeddings=True,  # half of the weights would be embeddings otherwise
    )


def opens_with_question(document: Document) -> bool:
    """Whether the first turn is nothing but a question."""
    return document.kind in ("answer", "recall")


def encode(tokenizer: PreTrainedTokenizerFast, documents: Sequence[Document], longest: int) -> list[Row]:
    """Token ids of each document, as the chat template writes a conversation."""
    ids = tokenizer([render(document) for document in documents], add_special_tokens=False)["input_ids"]
    end = tokenizer.convert_tokens_to_ids("[/INST]")
    rows, n_questions = [], 0
    for document, row in zip(documents, ids, strict=True):
        if opens_with_question(document):
            place = row.index(end)
            rows.append(Row(row[:longest], place, n_questions if place < longest else -1))
            n_questions += 1
        else:
            rows.append(Row(row[:longest]))
    return rows


def batches(rows: Sequence[Row], settings: Settings, rng: random.Random) -> Iterator[list[Row]]:
    """Endless batches of rows of similar length, at most `batch_tokens` with padding."""
    order = list(range(len(rows)))
    while True:
        rng.shuffle(order)
        made: list[list[int]] = []
        for start in range(0, len(order), 20_000):
            batch: list[int] = []
            for place in sorted(order[start : start + 20_000], key=lambda place: len(rows[place].ids)):
                if batch and (len(batch) + 1) * len(rows[place].ids) > settings.batch_tokens:
                    made.append(batch)
                    batch = []
                batch.append(place)
            made.append(batch)
        rng.shuffle(made)
        for batch in made:
            yield [rows[place] for place in batch]


def padded(rows: Sequence[Row]) -> torch.Tensor:
    """(rows, longest row) on the GPU, padded on the right. Nothing that is learnt looks at the padding."""
    width = max(len(row.ids) for row in rows)
    return torch.tensor([row.ids + [PAD] * (width - len(row.ids)) for row in rows]).to("cuda", non_blocking=True)


def read(model: MistralForCausalLM, ids: torch.Tensor, dropout: float = 0.0) -> tuple[torch.Tensor, torch.Tensor]:
    """Mean negative log-likelihood of every token after the first, and the last states (rows, tokens, hidden)."""
    seen = torch.where((torch.rand_like(ids, dtype=torch.float) < dropout) & (ids >= len(SPECIAL)), PAD, ids)
    with torch.autocast("cuda", torch.bfloat16):
        states = model.model(input_ids=seen, use_cache=False).last_hidden_state
        logits = model.lm_head(states)
        loss = torch.nn.functional.cross_entropy(logits[:, :-1].flatten(0, 1), ids[:, 1:].flatten(), ignore_index=PAD)
    return loss, states


@torch.no_grad()
def loss_on(model: MistralForCausalLM, rows: Sequence[Row]) -> float:
    """Nats per token on documents that were not read."""
    rows, total, n = sorted(rows, key=lambda row: len(row.ids)), 0.0, 0
    for start in range(0, len(rows), 128):
        some = rows[start : start + 128]
        n_some = sum(len(row.ids) - 1 for row in some)
        total += read(model, padded(some))[0].item() * n_some
        n += n_some
    return total / n


def learn(
    model: MistralForCausalLM,
    rows: Sequence[Row],
    held_rows: Sequence[Row],
    settings: Settings,
    targets: torch.Tensor | None,
) -> tuple[float, int]:
    """Train in place; seconds, and tokens read. `targets` (questions, teacher's dimensions) are unit vectors."""
    hidden = [weight for weight in model.model.layers.parameters() if weight.ndim == 2]
    chosen = {id(weight) for weight in hidden}
    muon = Muon(hidden)
    others = [weight for weight in model.parameters() if id(weight) not in chosen]
    to_teacher = None
    if targets is not None:
        to_teacher = torch.nn.Linear(settings.hidden, targets.shape[1]).to("cuda")  # thrown away afterwards
        others += list(to_teacher.parameters())
    adam = torch.optim.AdamW(others, betas=(0.9, 0.95), weight_decay=0.0)
    source = batches(rows, settings, random.Random(settings.seed))
    began, n_read = time.monotonic(), 0
    for step in range(settings.steps):
        rate = min(1.0, (step + 1) / 100) * (0.02 + 0.49 * (1 + math.cos(math.pi * step / settings.steps)))
        batch = next(source)
        loss, states = read(model, padded(batch), settings.word_dropout)
        if targets is not None and to_teacher is not None:
            asked = [(place, row) for place, row in enumerate(batch) if row.question >= 0]
            if asked:  # of no question at all the likeness is not a number
                ends = states[[place for place, _ in asked], [row.question_end for _, row in asked]]
                wanted = targets[[row.question for _, row in asked]]
                loss = loss + settings.teacher_weight * likeness_loss(to_teacher(ends.float()), wanted)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        adam.param_groups[0]["lr"] = settings.other_rate * rate
        adam.step()
        muon.step(settings.matrix_rate * rate)
        adam.zero_grad(set_to_none=True)
        model.zero_grad(set_to_none=True)
        n_read += sum(len(row.ids) for row in batch)
        if step % 250 == 0 or step == settings.steps - 1:
            remark(
                f"step {step}: loss {loss.item():.4f}, unseen {loss_on(model, held_rows[:600]):.4f}, "
                f"{n_read / 1e6:.0f} M tokens, {time.monotonic() - began:.0f} s"
            )
    return time.monotonic() - began, n_read


def remark(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")  # a spawned process would load torch before it writes a document
    raise SystemExit(main())
