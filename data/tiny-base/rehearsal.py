"""The base rehearses what it is for: again and again an adapter learns an invented company, and the base learns to be
easy to adapt.

First-order meta-learning along the whole way of an adapter (Finn et al. 2017, arXiv 1703.03400; Flennerhag et al.
2019, arXiv 1909.00025): the adapter learns from the company's pairs, the base from the same pairs and from other ways
to ask the same, which the adapter never sees. Companies come and go, each with facts of its own, so what stays in the
base is how to be taught: no company's facts.
"""

import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional
from transformers import PreTrainedTokenizerFast

from lives import BATCH, EPOCHS, STEPS, Batch, Pair, batches, lives
from muon import Muon
from network import Adapters, Network
from tokenizer import PAD, SPECIAL, STOP


@dataclass(frozen=True, slots=True)
class Effort:
    epochs: int  # of all companies together: one pass of each over its pairs
    companies: int = 35  # at a time; a multiple of EPOCHS
    n_growing: int = 400  # lives until companies have their full size
    n_asked: int = 2  # questions beside each batch
    matrix_rate: float = 0.004
    other_rate: float = 1e-3
    asked_weight: float = 2.0
    word_dropout: float = 0.05
    adapter_rates: tuple[float, float] = (3e-3, 12e-3)
    # Of adapters into each layer: lower layers go on reading questions as the base does, upper ones learn the answers.
    reach: tuple[float, ...] = (0.2, 0.2, 1.0, 1.0)
    seed: int = 1


def rehearse(
    network: Network,
    folder: str,
    effort: Effort,
    *,
    retain: Callable[[], torch.Tensor],
    remark: Callable[[str], None],
    save: Callable[[], None],
) -> None:
    """`retain` gives the loss of a batch of documents of no company, so that nothing else is forgotten. `save` is
    called now and then and at the end, so that not all is lost with a machine that is."""
    rng, n, model = random.Random(effort.seed), effort.companies, network.model
    adapters = Adapters(network, n, effort.reach)
    hidden = [weight for weights in network.masters for weight in weights]
    chosen = {id(weight) for weight in hidden}
    muon = Muon(hidden)
    others = [weight for weight in model.parameters() if id(weight) not in chosen]
    adam = torch.optim.AdamW(others, betas=(0.9, 0.95), weight_decay=0.0, fused=network.device.type == "cuda")
    source = lives(folder, effort.seed, n_asked=effort.n_asked, n_growing=effort.n_growing)
    now = [next(source) for _ in range(n)]
    adapters.begin(range(n), [_rate(effort, rng) for _ in range(n)])
    adapters.n_learnt = BATCH
    began = time.monotonic()
    for epoch in range(effort.epochs):
        reborn = [place for place in range(n) if epoch and (epoch + place) % EPOCHS == 0]
        for place in reborn:
            now[place] = next(source)
        if reborn:
            adapters.begin(reborn, [_rate(effort, rng) for _ in reborn])
        seen: list[torch.Tensor] = []
        for turn, number in enumerate(rng.sample(range(STEPS), STEPS)):
            done = (epoch + turn / STEPS) / effort.epochs
            rate = min(1.0, (epoch + 1) / 4) * (0.02 + 0.49 * (1 + math.cos(math.pi * done)))
            network.refresh(nf4=True)
            rows = [batch for life in now for batch in (life.learnt[number], life.asked[number])]
            losses = answer_losses(network, rows, adapters, effort.word_dropout).view(n, -1)
            learnt, asked = losses[:, :BATCH], losses[:, BATCH:]
            kept = retain()
            (learnt.mean(1).sum() + effort.asked_weight * asked.mean(1).sum() + n * kept).backward()
            adapters.step(STEPS * EPOCHS)
            network.collect()
            torch.nn.utils.clip_grad_norm_(others, float(n))
            adam.param_groups[0]["lr"] = effort.other_rate * rate
            adam.step()
            muon.step(effort.matrix_rate * rate)
            model.zero_grad(set_to_none=True)
            last = [place for place in range(n) if (epoch + place) % EPOCHS == EPOCHS - 1]
            seen.append(torch.stack([learnt.detach()[last].mean(), asked.detach()[last].mean(), kept.detach()]))
        if epoch % 5 == 0 or epoch == effort.epochs - 1:
            mean = torch.stack(seen).mean(0).tolist()
            remark(
                f"rehearsal {epoch}: in the last pass learnt {mean[0]:.3f}, asked {mean[1]:.3f}; kept {mean[2]:.3f}, "
                f"{time.monotonic() - began:.0f} s"
            )
            save()


def _rate(effort: Effort, rng: random.Random) -> float:
    low, high = effort.adapter_rates
    return math.exp(rng.uniform(math.log(low), math.log(high)))


def answer_losses(
    network: Network, rows: Sequence[Batch], adapters: Adapters | None, dropout: float = 0.0
) -> torch.Tensor:
    """Nats per token of each row's answer, its end included."""
    width = -(-max(batch.ids.shape[1] for batch in rows) // 8) * 8
    padded = np.zeros((sum(len(batch.ids) for batch in rows), width), np.int64)
    place = 0
    for batch in rows:
        padded[place : place + len(batch.ids), : batch.ids.shape[1]] = batch.ids
        place += len(batch.ids)
    ends = np.stack([np.concatenate([batch.lengths for batch in rows]), np.concatenate([b.answers for b in rows])])
    ids = torch.from_numpy(padded).to(network.device, non_blocking=True)
    lengths, starts = torch.from_numpy(ends).to(network.device, non_blocking=True)[:, :, None]
    places = torch.arange(width, device=network.device)
    seen = ids
    if dropout:
        hide = (torch.rand(ids.shape, device=network.device) < dropout) & (ids >= len(SPECIAL)) & (places < starts)
        seen = torch.where(hide, PAD, ids)
    scored = (places >= starts) & (places < lengths)
    first = int(ends[1].min()) - 1  # before it nothing is scored
    logits = network.logits(network.states(seen, adapters)[:, first:-1])
    wanted = torch.where(scored, ids, -100)[:, first + 1 :]
    loss = functional.cross_entropy(logits.flatten(0, 1).float(), wanted.flatten(), reduction="none", ignore_index=-100)
    return loss.view_as(wanted).sum(1) / scored.sum(1)


@dataclass(frozen=True, slots=True)
class Learnt:
    """What adapters made of companies, on questions they learnt and on others that ask the same."""

    rate: float
    of: str  # "learnt" or "asked"
    loss: float
    right: float  # share of answers that state every value


def fine_tuned(
    network: Network,
    tokenizer: PreTrainedTokenizerFast,
    companies: Sequence[tuple[Sequence[Pair], Sequence[Pair]]],
    rates: Sequence[float],
    n_shown: int = 200,
) -> Iterator[Learnt]:
    """Fine-tune one adapter per company and rate, with nothing learnt by the base. `companies` are what they learn
    from and what they are asked; of both `n_shown` are answered."""
    n = len(companies) * len(rates)
    adapters, rng = Adapters(network, n), random.Random(0)
    adapters.begin(range(n), [rate for rate in rates for _ in companies])
    network.refresh(nf4=True, learn=False)
    adapters.n_learnt = BATCH
    now = [batches(learnt, BATCH) for learnt, _ in companies] * len(rates)
    n_steps = min(len(life) for life in now)
    for _ in range(EPOCHS):
        for number in rng.sample(range(n_steps), n_steps):
            answer_losses(network, [life[number] for life in now], adapters).view(n, -1).mean(1).sum().backward()
            adapters.step(n_steps * EPOCHS)
    network.model.zero_grad(set_to_none=True)
    for place, of in enumerate(("learnt", "asked")):
        shown = [random.Random(1).sample(list(pairs[place]), min(n_shown, len(pairs[place]))) for pairs in companies]
        rows = [pair for pairs in shown for pair in pairs] * len(rates)
        with torch.no_grad():
            losses = answer_losses(network, [Batch.of(rows)], adapters).view(len(rates), -1).mean(1)
            made = answers(network, adapters, tokenizer, rows)
        right = [
            float(all(v.lower() in text.lower() for v in pair.stated)) for text, pair in zip(made, rows, strict=True)
        ]
        size = len(rows) // len(rates)
        for number, rate in enumerate(rates):
            part = slice(number * size, (number + 1) * size)
            yield Learnt(rate, of, losses[number].item(), sum(right[part]) / size)


@torch.no_grad()
def answers(
    network: Network, adapters: Adapters, tokenizer: PreTrainedTokenizerFast, rows: Sequence[Pair], longest: int = 72
) -> list[str]:
    """The likeliest token after the other."""
    ids = torch.full((len(rows), max(row.answer for row in rows) + longest), PAD)
    for place, row in enumerate(rows):
        ids[place, : row.answer] = torch.tensor(row.ids[: row.answer])
    ids, at = ids.to(network.device), torch.tensor([row.answer for row in rows], device=network.device)
    every, going = torch.arange(len(rows), device=network.device), torch.ones_like(at, dtype=torch.bool)
    for _ in range(longest):
        states = network.states(ids[:, : int(at.max())], adapters)
        chosen = network.logits(states[every, at - 1]).argmax(1)
        ids[every, at] = torch.where(going, chosen, PAD)
        going &= chosen != STOP
        at += going.long()
        if not going.any():
            break
    lines = zip(ids.tolist(), rows, strict=True)
    return [tokenizer.decode(line[row.answer :], skip_special_tokens=True).strip() for line, row in lines]
