"""Trains the tiny base model on the corpus of invented companies, on one GPU, in two phases:

    python data/tiny-base/train_base.py --out data/tiny-base --teacher FOLDER

It reads the corpus, and learns to tell questions apart as the teacher does (see questions.py), which has learnt it from
the corpus's questions before, and does it for questions that nobody asks too (see wordplay.py). Then it rehearses being
fine-tuned (see rehearsal.py). Writes config, tokenizer, bf16
weights and training.json (corpus, tokens, losses, what adapters learn on it, hardware, digests) to --out; the weights
also every few passes. Needs torch, transformers, tokenizers, safetensors, numpy and PyYAML, and nothing else of
pairwright.

With --start-from the folder of a base that this script has made, it goes on with that one: it reads for --steps more,
and rehearses more.

FOLDER holds all-MiniLM-L6-v2, or another BERT of sentence-transformers. All text is the corpus's own; the teacher only
says which questions are near one another.
"""

import argparse
import copy
import gc
import hashlib
import json
import math
import multiprocessing
import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import torch
from transformers import MistralConfig, MistralForCausalLM, PreTrainedTokenizerFast
from wordplay import Words, played

from corpus.documents import VERSION, Document
from lives import Pair, ask_all, company_pairs
from make_corpus import CHUNK, line_of, write
from muon import Muon
from network import Network, fold_reach
from questions import Played, Questions
from rehearsal import Effort, fine_tuned, rehearse
from teacher import Teacher
from tokenizer import PAD, SPECIAL, START, STOP, render, train_tokenizer

PLAYED_AT_ONCE = 5_000  # texts by one process at a time


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
    steps: int = 2_000
    batch_tokens: int = 65_536
    longest: int = 512  # tokens; a longer document is cut
    matrix_rate: float = 0.012
    other_rate: float = 3e-3
    word_dropout: float = 0.08  # share of tokens that are read as <unk>, so that no single word decides
    alike_weight: float = 0.5  # of the questions' likeness beside the loss per token
    played: int = 1_900_000  # texts that nobody asks
    played_at_once: int = 1_024  # beside each batch that is read
    played_weight: float = 1.0
    played_again: int = 384  # beside each step of the rehearsal
    played_again_weight: float = 0.3
    rehearsals: int = 105  # passes over their pairs by all companies at a time
    growing: int = 400  # lives until companies have their full size
    kept_tokens: int = 8_192  # of documents beside each step of the rehearsal
    teacher: str = ""  # folder of the sentence encoder
    start_from: str = ""  # folder of a base that has read
    seed: int = 1


Row = list[int]  # a document's token ids


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
    out.mkdir(parents=True, exist_ok=True)
    teacher = Teacher(settings.teacher)
    make(gather(settings, teacher.words(), out), teacher, settings, out)
    return 0


@dataclass(frozen=True, slots=True)
class Material:
    """What a base is made of, which the processor alone prepares."""

    documents: list[Document]
    tokenizer: PreTrainedTokenizerFast
    rows: list[Row]
    unseen: list[Row]
    asked: list[tuple[int, str, list[int]]]  # see lives.ask_all
    played: list[tuple[str, list[int]]]  # see wordplay.py
    companies: dict[int, list[tuple[list[Pair], list[Pair]]]]  # by their number of policies, which nothing is read of

    @property
    def n_tokens(self) -> int:
        return sum(len(row) for row in self.rows)


def gather(settings: Settings, words: Words, out: Path) -> Material:
    """Write the corpus and everything that is asked; the tokenizer goes to `out`."""
    began = time.monotonic()
    documents = list(write(settings.documents, seed=settings.seed))
    unseen = list(write(CHUNK, seed=settings.seed + 1_000_000))
    remark(f"{len(documents):,} documents after {time.monotonic() - began:.0f} s")
    if settings.start_from:
        tokenizer = PreTrainedTokenizerFast.from_pretrained(settings.start_from)
    else:
        texts = [turn for document in documents[:100_000] for turn in document.turns]
        tokenizer = train_tokenizer(texts, settings.vocabulary, settings.positions)
    tokenizer.save_pretrained(out)
    rows, unseen_rows = encode(tokenizer, documents, settings.longest), encode(tokenizer, unseen, settings.longest)
    with multiprocessing.Pool() as pool:
        parts = pool.starmap(ask_all, [(str(out), number, 3) for number in range(48)], chunksize=1)
        play = partial(played, str(out), n=PLAYED_AT_ONCE, words=words)
        texts = pool.map(play, range(settings.played // PLAYED_AT_ONCE), chunksize=4)
        companies = {
            n: pool.starmap(
                partial(company_pairs, withheld=True), [(str(out), f"{n}/{seed}", n, 900, 225) for seed in range(3)]
            )
            for n in (16, 100)
        }
    asked = [question for part in parts for question in part]
    material = Material(
        documents, tokenizer, rows, unseen_rows, asked, [text for part in texts for text in part], companies
    )
    remark(
        f"{material.n_tokens:,} tokens, {len(asked):,} questions, {len(material.played):,} that nobody asks "
        f"after {time.monotonic() - began:.0f} s"
    )
    return material


def make(material: Material, teacher: Teacher, settings: Settings, out: Path) -> None:
    """Train a base on the material; everything that belongs to it goes to `out`."""
    began = time.monotonic()
    model = started_from(Path(settings.start_from)) if settings.start_from else begun(settings, material, teacher)
    model.to("cuda")
    vectors, of_played = taught(teacher, material, settings)
    gc.freeze()  # hundreds of thousands of documents, which a collection would walk through again and again
    network = Network(model)
    questions = Questions(material.asked, vectors, network, settings.seed)
    texts = Played([ids for _, ids in material.played], of_played, network.device, settings.seed)
    remark(f"the teacher is ready after {time.monotonic() - began:.0f} s")
    began = time.monotonic()
    if settings.start_from:
        questions.find_teacher()
    n_read = learn(network, material, questions, texts, settings)
    questions.to_teacher.requires_grad_(False)  # it has learnt what it is for
    documents_again = batches(material.rows, settings.kept_tokens, random.Random(settings.seed + 1))

    def retain() -> torch.Tensor:
        kept = read(network, padded(next(documents_again)), settings.word_dropout)
        alike, near = questions.loss(), questions.played_loss(texts, settings.played_again)
        return kept + settings.alike_weight * alike + settings.played_again_weight * near

    effort = Effort(settings.rehearsals, n_growing=settings.growing, seed=settings.seed)
    facts = {
        "corpus": {"version": VERSION, "seed": settings.seed, "documents": len(material.documents),
                   "tokens": material.n_tokens, "sha256": digest_of(material.documents)},
        "settings": {**asdict(settings), "teacher": Path(settings.teacher).name,
                     "start_from": settings.start_from and weights_digest(Path(settings.start_from))},
        "rehearsal": asdict(effort),
        "parameters": sum(weight.numel() for weight in model.parameters()),
        "tokens_read": n_read,
        "hardware": torch.cuda.get_device_name(),
        "torch": torch.__version__,
    }  # fmt: skip
    save = partial(save_base, model, effort.reach, facts, out)
    rehearse(network, str(out), effort, retain=retain, remark=remark, save=save)
    seconds = time.monotonic() - began
    network = Network(MistralForCausalLM.from_pretrained(out, dtype=torch.float32).to("cuda"))
    learnt = [
        {"policies": n, "of": made.of, "rate": made.rate, "loss": round(made.loss, 3), "right": round(made.right, 3)}
        for n, some in material.companies.items()
        for made in fine_tuned(network, material.tokenizer, some, (5e-3, 9e-3))
    ]
    network.refresh(nf4=False, learn=False)
    measured = {
        "unseen_loss": round(loss_on(network, material.unseen), 4),
        "withheld_policies": learnt,
        "seconds": round(seconds),
    }
    write_facts({**facts, **measured}, out)


def begun(settings: Settings, material: Material, teacher: Teacher) -> MistralForCausalLM:
    model = MistralForCausalLM(config_of(settings, len(material.tokenizer)))
    model.model.embed_tokens.weight.data.copy_(teacher.word_vectors(material.tokenizer, settings.hidden))
    return model


def started_from(folder: Path) -> MistralForCausalLM:
    """The base in the folder, with adapters reaching into all layers alike, as `rehearse` wants it."""
    model = MistralForCausalLM.from_pretrained(folder, dtype=torch.float32)
    reach = json.loads((folder / "training.json").read_text(encoding="utf-8"))["rehearsal"].get("reach")
    if reach:
        fold_reach(model, [1 / share for share in reach])
    return model


def taught(teacher: Teacher, material: Material, settings: Settings) -> tuple[torch.Tensor, torch.Tensor]:
    """The teacher's vectors of all questions, after it has learnt from them which ask the same, and of what nobody
    asks."""
    of_matter: dict[int, list[str]] = {}
    for matter, question, _ in material.asked:
        of_matter.setdefault(matter, []).append(question)
    missed = teacher.tune(list(of_matter.values()), settings.seed)
    remark(f"the teacher tells questions apart at {missed:.2f} nats")
    asked = teacher.embed([question for _, question, _ in material.asked])
    return asked, teacher.embed([text for text, _ in material.played])


def save_base(model: MistralForCausalLM, reach: Sequence[float], facts: Mapping[str, Any], out: Path) -> None:
    """The base as it is now, from which `started_from` can go on."""
    made = copy.deepcopy(model)
    fold_reach(made, reach)
    coarsen(made)
    made.to(torch.bfloat16).save_pretrained(out)
    write_facts(facts, out)


def write_facts(facts: Mapping[str, Any], out: Path) -> None:
    """training.json: how the weights in the folder were made, with their digest."""
    text = json.dumps({**facts, "weights_sha256": weights_digest(out)}, indent=2) + "\n"
    (out / "training.json").write_text(text, encoding="utf-8")


def weights_digest(folder: Path) -> str:
    return hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()


@torch.no_grad()
def coarsen(model: MistralForCausalLM) -> None:
    """Leave each weight four of bfloat16's seven binary places, which pack into three quarters of the bytes. Four-bit
    weights, which adapters are trained on, lose ten times as much."""
    for weight in model.parameters():
        mantissa, exponent = torch.frexp(weight)
        weight.copy_(torch.ldexp((mantissa * 32).round() / 32, exponent))


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


def encode(tokenizer: PreTrainedTokenizerFast, documents: Sequence[Document], longest: int) -> list[Row]:
    """Token ids of each document, as the chat template writes a conversation."""
    ids = tokenizer([render(document) for document in documents], add_special_tokens=False)["input_ids"]
    return [row[:longest] for row in ids]


def batches(rows: Sequence[Row], batch_tokens: int, rng: random.Random) -> Iterator[list[Row]]:
    """Endless batches of rows of similar length, at most `batch_tokens` with padding."""
    order = list(range(len(rows)))
    while True:
        rng.shuffle(order)
        made: list[list[int]] = []
        for start in range(0, len(order), 20_000):
            batch: list[int] = []
            for place in sorted(order[start : start + 20_000], key=lambda place: len(rows[place])):
                if batch and (len(batch) + 1) * len(rows[place]) > batch_tokens:
                    made.append(batch)
                    batch = []
                batch.append(place)
            made.append(batch)
        rng.shuffle(made)
        for batch in made:
            yield [rows[place] for place in batch]


def padded(rows: Sequence[Row]) -> torch.Tensor:
    """(rows, longest row) on the GPU, padded on the right. Nothing that is learnt looks at the padding."""
    width = max(len(row) for row in rows)
    return torch.tensor([row + [PAD] * (width - len(row)) for row in rows]).to("cuda", non_blocking=True)


def read(network: Network, ids: torch.Tensor, dropout: float = 0.0) -> torch.Tensor:
    """Mean negative log-likelihood of every token after the first."""
    seen = torch.where((torch.rand_like(ids, dtype=torch.float) < dropout) & (ids >= len(SPECIAL)), PAD, ids)
    states = network.states(seen)
    logits = network.logits(states[:, :-1]).flatten(0, 1).float()
    return torch.nn.functional.cross_entropy(logits, ids[:, 1:].flatten(), ignore_index=PAD)


@torch.no_grad()
def loss_on(network: Network, rows: Sequence[Row]) -> float:
    """Nats per token on documents that were not read."""
    rows, total, n = sorted(rows, key=len), 0.0, 0
    for start in range(0, len(rows), 128):
        some = rows[start : start + 128]
        n_some = sum(len(row) - 1 for row in some)
        total += read(network, padded(some)).item() * n_some
        n += n_some
    return total / n


def learn(network: Network, material: Material, questions: Questions, texts: Played, settings: Settings) -> int:
    """Read the corpus, in place; the number of tokens read."""
    model = network.model
    hidden = [weight for weights in network.masters for weight in weights]
    chosen = {id(weight) for weight in hidden}
    muon = Muon(hidden)
    others = [weight for weight in model.parameters() if id(weight) not in chosen]
    adam = torch.optim.AdamW([*others, *questions.to_teacher.parameters()], betas=(0.9, 0.95), weight_decay=0.0)
    source = batches(material.rows, settings.batch_tokens, random.Random(settings.seed))
    began, n_read = time.monotonic(), 0
    for step in range(settings.steps):
        rate = min(1.0, (step + 1) / 100) * (0.1 + 0.45 * (1 + math.cos(math.pi * step / settings.steps)))
        batch = next(source)
        network.refresh(nf4=False)
        loss, alike = read(network, padded(batch), settings.word_dropout), questions.loss()
        near = questions.played_loss(texts, settings.played_at_once)
        (loss + settings.alike_weight * alike + settings.played_weight * near).backward()
        network.collect()
        torch.nn.utils.clip_grad_norm_(others, 1.0)
        adam.param_groups[0]["lr"] = settings.other_rate * rate
        adam.step()
        muon.step(settings.matrix_rate * rate)
        adam.zero_grad(set_to_none=True)
        model.zero_grad(set_to_none=True)
        n_read += sum(len(row) for row in batch)
        if step % 250 == 0 or step == settings.steps - 1:
            remark(
                f"step {step}: loss {loss.item():.4f}, questions {alike.item():.3f}, played {near.item():.3f}, "
                f"unseen {loss_on(network, material.unseen[:600]):.4f}, "
                f"{n_read / 1e6:.0f} M tokens, {time.monotonic() - began:.0f} s"
            )
    return n_read


def remark(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")  # a spawned process would load torch before it writes a document
    raise SystemExit(main())
