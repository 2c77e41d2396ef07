"""A small base model, made on this machine from the training split alone.

A Mistral architecture of some three million parameters with a byte-level BPE tokenizer, learnt in about a minute on two
cores. It lets the whole pipeline run without a model hub and without a GPU; it is no substitute for one that has read
the web. It must know the wording but not the answers, so that what it answers later was learnt in the fine-tuning:

- it reads instructions and responses as separate, shuffled documents, never an instruction with its response;
- in chat form the prompt is made from the answer itself (some of its words, the rare ones first) or is a list of words
  to repeat. That teaches it to look at what stands between [INST] and [/INST].
"""

import hashlib
import json
import math
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import MistralConfig, MistralForCausalLM, PreTrainedTokenizerFast

from prep.progress import Progress, silent
from train import sealing
from train.muon import Muon
from train.records import Example

# One user turn, one answer, as in Mistral-7B-Instruct; a space before the answer, because that is how words begin.
CHAT_TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}{% if message['role'] == 'user' %}"
    "[INST] {{ message['content'] }} [/INST]{% else %} {{ message['content'] }}{{ eos_token }}{% endif %}{% endfor %}"
)
_SPECIAL = ("<unk>", "<s>", "</s>", "[INST]", "[/INST]")
_PAD, _START, _STOP = range(3)
_FORMAT = 1  # raise when a change here makes another model from the same settings


@dataclass(frozen=True, slots=True)
class TinySettings:
    """Sizes and effort. NF4 on a CPU needs output sizes divisible by 32."""

    vocabulary: int = 2048
    hidden: int = 320
    layers: int = 2
    heads: int = 10
    key_value_heads: int = 5
    mlp: int = 832
    positions: int = 2048
    steps: int = 260
    batch_tokens: int = 1400
    longest: int = 192  # tokens; a longer document is cut
    matrix_rate: float = 0.02
    other_rate: float = 4e-3


@dataclass(frozen=True, slots=True)
class Document:
    """Token ids; those before `start` are read but not learnt."""

    ids: tuple[int, ...]
    start: int = 0


def tiny_base(
    examples: Sequence[Example],
    folder: Path,
    *,
    settings: TinySettings = TinySettings(),
    seed: int,
    progress: Progress = silent,
) -> Path:
    """The folder of the base model for these examples: the one made before if it is whole, else a new one."""
    facts = {"kind": "tiny base", "format": _FORMAT, "seed": seed, **asdict(settings), "examples": _digest(examples)}
    target = folder / f"tiny-{hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:12]}"
    if not sealing.fault(target):
        return target
    sealing.sweep(folder)
    with sealing.sealed(target, facts) as staging, torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        # Sorted, so that nothing of the order, and with it of the pairing, comes through.
        instructions = sorted({example.instruction for example in examples})
        responses = sorted({example.response for example in examples})
        tokenizer = train_tokenizer([*instructions, *responses], settings)
        model = MistralForCausalLM(_config(settings, len(tokenizer)))
        _learn(model, documents(instructions, responses, tokenizer, settings, seed), settings, progress)
        tokenizer.save_pretrained(staging)
        model.save_pretrained(staging)
    return target


def _digest(examples: Sequence[Example]) -> str:
    texts = [[example.instruction, example.response] for example in examples]
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()


def train_tokenizer(texts: Sequence[str], settings: TinySettings) -> PreTrainedTokenizerFast:
    """Byte-level BPE: no text is unknown to it. Digits stand alone: a figure is spelt, not guessed whole."""
    bpe = Tokenizer(models.BPE(unk_token="<unk>"))
    bpe.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    bpe.decoder = decoders.ByteLevel()
    bpe.train_from_iterator(
        texts,
        trainers.BpeTrainer(
            vocab_size=settings.vocabulary,
            special_tokens=list(_SPECIAL),
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        ),
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=bpe,
        unk_token="<unk>",
        bos_token="<s>",
        eos_token="</s>",
        pad_token="<unk>",
        chat_template=CHAT_TEMPLATE,
        model_max_length=settings.positions,
        clean_up_tokenization_spaces=False,
    )


def _config(settings: TinySettings, vocabulary: int) -> MistralConfig:
    return MistralConfig(
        vocab_size=vocabulary,
        hidden_size=settings.hidden,
        intermediate_size=settings.mlp,
        num_hidden_layers=settings.layers,
        num_attention_heads=settings.heads,
        num_key_value_heads=settings.key_value_heads,
        max_position_embeddings=settings.positions,
        sliding_window=None,
        bos_token_id=_START,
        eos_token_id=_STOP,
        pad_token_id=_PAD,
    )


def documents(
    instructions: Sequence[str], responses: Sequence[str], tokenizer: Any, settings: TinySettings, seed: int
) -> Iterator[list[Document]]:
    """Endless rounds of documents, drawn anew each round: a round reads every response about seven times."""
    rng = random.Random(seed)
    texts = [*instructions, *responses]
    frequency = Counter(word for text in texts for word in set(text.lower().split()))
    vocabulary = sorted(frequency)

    def plain(text: str) -> Document:
        return Document((_START, *_encode(tokenizer, text), _STOP)[: settings.longest])

    def chat(prompt: str, answer: str) -> Document:
        head = [_START, *_encode(tokenizer, f"[INST] {prompt} [/INST]")]
        return Document((*head, *_encode(tokenizer, f" {answer}"), _STOP)[: settings.longest], len(head))

    while True:
        lists = (rng.choices(vocabulary, k=rng.randint(3, 8)) for _ in range(len(instructions) // 6))
        yield [
            *(plain(text) for text in rng.sample(instructions, len(instructions) // 10)),
            *(plain(text) for text in responses),
            *(chat(_cue(text, frequency, rng), text) for text in rng.sample(instructions, len(instructions) // 3)),
            *(chat(_cue(text, frequency, rng), text) for text in responses for _ in range(6)),
            *(chat(" ".join(words), " ".join(words)) for words in lists),
        ]


def _cue(text: str, frequency: Counter[str], rng: random.Random) -> str:
    """Some of a text's words in any order, rare ones more often; sometimes any half of them."""
    words = text.lower().split()
    if rng.random() < 0.3:
        chosen = rng.sample(words, max(2, len(words) // 2)) if len(words) > 2 else words
    else:
        weighted = sorted(words, key=lambda word: rng.random() ** (1 + math.log(frequency[word])))
        chosen = weighted[-rng.randint(2, 6) :]
        rng.shuffle(chosen)
    return " ".join(re.sub(r"^\W+|\W+$", "", word) for word in chosen)


def _encode(tokenizer: Any, text: str) -> list[int]:
    return list(tokenizer(text, add_special_tokens=False)["input_ids"])


def _batches(rounds: Iterator[list[Document]], settings: TinySettings, rng: random.Random) -> Iterator[list[Document]]:
    """Batches of similar lengths, at most `batch_tokens` with padding."""
    for documents_of_round in rounds:
        rng.shuffle(documents_of_round)
        batches: list[list[Document]] = []
        for start in range(0, len(documents_of_round), 512):
            batch: list[Document] = []
            for document in sorted(documents_of_round[start : start + 512], key=lambda document: len(document.ids)):
                if batch and (len(batch) + 1) * len(document.ids) > settings.batch_tokens:
                    batches.append(batch)
                    batch = []
                batch.append(document)
            batches.append(batch)
        rng.shuffle(batches)
        yield from batches


def _learn(
    model: MistralForCausalLM, rounds: Iterator[list[Document]], settings: TinySettings, progress: Progress
) -> None:
    hidden = [weight for name, weight in model.model.layers.named_parameters() if weight.ndim == 2]
    chosen = {id(weight) for weight in hidden}
    muon = Muon(hidden)
    adam = torch.optim.AdamW([w for w in model.parameters() if id(w) not in chosen], betas=(0.9, 0.95), weight_decay=0)
    batches = _batches(rounds, settings, random.Random(settings.steps))
    model.train()
    with progress("Building the tiny base model", settings.steps) as tick:
        for step in range(settings.steps):
            rate = min(1.0, (step + 1) / 20) * (0.05 + 0.475 * (1 + math.cos(math.pi * step / settings.steps)))
            _loss(model, next(batches)).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            adam.param_groups[0]["lr"] = settings.other_rate * rate
            adam.step()
            muon.step(settings.matrix_rate * rate)
            model.zero_grad(set_to_none=True)
            tick(1)
    model.eval()


def _loss(model: MistralForCausalLM, batch: Sequence[Document]) -> torch.Tensor:
    """Mean negative log-likelihood of the learnt tokens. Padding on the right needs no attention mask: nothing that is
    learnt looks at what follows it."""
    width = max(len(document.ids) for document in batch)
    ids = torch.full((len(batch), width), _PAD)
    labels = torch.full((len(batch), width), -100)
    for row, document in enumerate(batch):
        ids[row, : len(document.ids)] = torch.tensor(document.ids)
        labels[row, document.start : len(document.ids)] = torch.tensor(document.ids[document.start :])
    loss: torch.Tensor = model(input_ids=ids, labels=labels, use_cache=False).loss
    return loss
