"""The model's arithmetic while it is made: Mistral's, in bfloat16, over weights as NF4 returns them, with the adapters
of many companies side by side.

It gives what transformers' MistralForCausalLM gives for the same weights (tested), several times as fast on a GPU that
would otherwise wait for the next small kernel. LoRA: Hu et al. 2021, arXiv 2106.09685. NF4: Dettmers et al. 2023,
arXiv 2305.14314, appendix E.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch.nn import functional
from transformers import MistralForCausalLM

RANK, ALPHA = 16, 32  # as the recipe `tiny` has them, and its targets: q, k, v, o and gate
_BETAS, _EPSILON, _CLIP, _WARMUP = (0.9, 0.999), 1e-8, 1.0, 0.03
_BLOCK = 64  # weights that share a scale in NF4
_NF4 = (
    -1.0, -0.6961928009986877, -0.5250730514526367, -0.39491748809814453, -0.28444138169288635, -0.18477343022823334,
    -0.09105003625154495, 0.0, 0.07958029955625534, 0.16093020141124725, 0.24611230194568634, 0.33791524171829224,
    0.44070982933044434, 0.5626170039176941, 0.7229568362236023, 1.0,
)  # fmt: skip


class Network:
    """Runs a model's weights. After a backward pass `collect` hands the gradients to the weights themselves."""

    def __init__(self, model: MistralForCausalLM, dtype: torch.dtype = torch.bfloat16) -> None:
        config = model.config
        self.model, self.dtype, self.device = model, dtype, model.device
        self.heads, self.kv_heads = config.num_attention_heads, config.num_key_value_heads
        self.hidden, self.epsilon = config.hidden_size, config.rms_norm_eps
        self.head_size = self.hidden // self.heads
        self.embedding = model.model.embed_tokens.weight
        self.masters: list[list[torch.nn.Parameter]] = []  # weights that are used as one matrix
        for block in model.model.layers:
            attention, mlp = block.self_attn, block.mlp
            self.masters += [
                [attention.q_proj.weight, attention.k_proj.weight, attention.v_proj.weight],
                [attention.o_proj.weight],
                [mlp.gate_proj.weight, mlp.up_proj.weight],
                [mlp.down_proj.weight],
            ]
        self.norms = [
            norm.weight
            for block in model.model.layers
            for norm in (block.input_layernorm, block.post_attention_layernorm)
        ] + [model.model.norm.weight]
        self.code = torch.tensor(_NF4, device=self.device)
        theta = config.rope_parameters["rope_theta"]
        turns = 1.0 / theta ** (torch.arange(0, self.head_size, 2, device=self.device).float() / self.head_size)
        angles = torch.arange(config.max_position_embeddings, device=self.device).float()[:, None] * turns
        angles = torch.cat([angles, angles], 1)[:, None]
        self.cos, self.sin = angles.cos().to(dtype), angles.sin().to(dtype)  # (positions, 1, head size)
        self.copies: list[torch.Tensor] = []
        self.refresh(nf4=False)

    @torch.no_grad()
    def refresh(self, *, nf4: bool, learn: bool = True) -> None:
        """Take over the weights as they are now; with `nf4` as they come back from four bits."""
        joined = [torch.cat(list(weights)) if len(weights) > 1 else weights[0].detach() for weights in self.masters]
        by_shape: dict[torch.Size, list[int]] = {}
        for place, matrix in enumerate(joined):
            by_shape.setdefault(matrix.shape, []).append(place)
        self.copies = [torch.empty(0)] * len(joined)
        for places in by_shape.values():
            stack = torch.stack([joined[place] for place in places])
            stack = (self._from_four_bits(stack) if nf4 else stack).to(self.dtype)
            for place, matrix in zip(places, stack, strict=True):
                self.copies[place] = matrix.detach().requires_grad_(learn)

    def _from_four_bits(self, matrices: torch.Tensor) -> torch.Tensor:
        blocks = matrices.reshape(-1, _BLOCK)
        scale = blocks.abs().amax(1, keepdim=True).clamp_min(1e-12)
        places = torch.bucketize(blocks / scale, (self.code[1:] + self.code[:-1]) / 2)
        return (self.code[places] * scale).view_as(matrices)

    @torch.no_grad()
    def collect(self) -> None:
        """Add the gradients of the copies to the weights'. The four-bit step counts as if it were not there."""
        for weights, copy in zip(self.masters, self.copies, strict=True):
            if copy.grad is None:
                continue
            parts = copy.grad.float().split([len(weight) for weight in weights])
            for weight, part in zip(weights, parts, strict=True):
                weight.grad = part if weight.grad is None else weight.grad + part
            copy.grad = None

    def states(
        self,
        ids: torch.Tensor,
        adapters: "Adapters | None" = None,
        watch: Callable[[int, torch.Tensor], None] | None = None,
    ) -> torch.Tensor:
        """The last states (rows, tokens, hidden) of ids (rows, tokens), padded on the right. `watch` is shown what each
        half of a layer, attention (0, 2, ...) or MLP (1, 3, ...), is given to read, and with it an adapter."""
        rows, tokens = ids.shape
        x = functional.embedding(ids, self.embedding).to(self.dtype)
        for layer in range(len(self.copies) // 4):
            qkv, out, gate_up, down = self.copies[4 * layer : 4 * layer + 4]
            normed = self._norm(x, 2 * layer)
            if watch:
                watch(2 * layer, normed)
            made = functional.linear(normed, qkv)
            if adapters:
                made = adapters.add(made, normed, layer, 0)
            heads = made.view(rows, tokens, -1, self.head_size)
            turned, values = heads.split([self.heads + self.kv_heads, self.kv_heads], 2)
            half = self.head_size // 2
            other = torch.cat([-turned[..., half:], turned[..., :half]], -1)
            turned = turned * self.cos[:tokens] + other * self.sin[:tokens]
            queries, keys = turned.split([self.heads, self.kv_heads], 2)
            repeats = self.heads // self.kv_heads
            mixed = functional.scaled_dot_product_attention(
                queries.transpose(1, 2),
                keys.transpose(1, 2).repeat_interleave(repeats, 1),
                values.transpose(1, 2).repeat_interleave(repeats, 1),
                is_causal=True,
            )
            mixed = mixed.transpose(1, 2).reshape(rows, tokens, self.hidden)
            made = functional.linear(mixed, out)
            x = x + (adapters.add(made, mixed, layer, 1) if adapters else made)
            normed = self._norm(x, 2 * layer + 1)
            if watch:
                watch(2 * layer + 1, normed)
            gate, up = functional.linear(normed, gate_up).chunk(2, -1)
            if adapters:
                gate = adapters.add(gate, normed, layer, 2)
            x = x + functional.linear(functional.silu(gate) * up, down)
        return self._norm(x, len(self.norms) - 1)

    def logits(self, states: torch.Tensor) -> torch.Tensor:
        return functional.linear(states, self.embedding.to(self.dtype))

    def _norm(self, x: torch.Tensor, place: int) -> torch.Tensor:
        return functional.rms_norm(x, (self.hidden,), self.norms[place].to(self.dtype), self.epsilon)


@torch.no_grad()
def fold_reach(model: MistralForCausalLM, reach: Sequence[float]) -> None:
    """Write into the weights how strongly adapters act on each layer, so that plain LoRA does.

    What a matrix reads is made smaller and the matrix larger by as much. The model computes what it did before; a
    change that an adapter makes to the matrix counts for less. What o reads is made of v's output, so both are given
    the root of it.
    """
    for block, share in zip(model.model.layers, reach, strict=True):
        attention, mlp, root = block.self_attn, block.mlp, math.sqrt(share)
        for norm in (block.input_layernorm, block.post_attention_layernorm):
            norm.weight *= share
        for projection in (attention.q_proj, attention.k_proj, mlp.gate_proj, mlp.up_proj):
            projection.weight /= share
        attention.v_proj.weight *= root / share
        attention.o_proj.weight /= root


class Adapters:
    """One adapter per company with an AdamW of its own, all in one matrix (companies, weights of an adapter).

    Rows come company after company. An adapter learns from the first `n_learnt` rows of its company; the others are
    answered with it, and it learns nothing from them. `reach`: how strongly an adapter acts on each layer, 1 as LoRA
    has it (see `fold_reach`).
    """

    def __init__(self, network: Network, n: int, reach: Sequence[float] = ()) -> None:
        self.n, self.n_learnt, device, dtype = n, 0, network.device, network.dtype
        hidden, wide = network.hidden, network.hidden + 2 * network.kv_heads * network.head_size
        mlp = network.copies[2].shape[0] // 2
        shapes = [(3 * RANK, hidden, wide), (RANK, hidden, hidden), (RANK, hidden, mlp)]
        n_layers = len(network.copies) // 4
        self.reaches = [
            torch.tensor(each, device=device, dtype=dtype).repeat_interleave(RANK)
            for share in reach or [1.0] * n_layers
            for each in ((share, share, math.sqrt(share)), (math.sqrt(share),), (share,))
        ]
        self.n_weights = n_layers * sum(rank * (inputs + outputs) for rank, inputs, outputs in shapes)
        self.weights = torch.zeros(n, self.n_weights, device=device)
        self.first, self.second = torch.zeros_like(self.weights), torch.zeros_like(self.weights)
        self.start = torch.zeros(self.n_weights, device=device)  # 1 / sqrt(inputs) where a matrix begins at random
        self.free = torch.ones(self.n_weights, device=device)  # 0 where q, k and v would read one another's adapter
        self.ages, self.rates = torch.zeros(n, device=device), torch.zeros(n, device=device)
        self.copy = torch.zeros(n, self.n_weights, device=device, dtype=dtype)
        self.gradients = torch.zeros_like(self.copy)
        self.pairs: list[tuple[torch.Tensor, torch.Tensor]] = []  # (n, rank, inputs), (n, outputs, rank)
        self.pair_gradients: list[tuple[torch.Tensor, torch.Tensor]] = []
        place = 0
        for number in range(n_layers * len(shapes)):
            rank, inputs, outputs = shapes[number % len(shapes)]
            self.start[place : place + rank * inputs] = 1 / math.sqrt(inputs)
            matrices, gradients = [], []
            for shape in ((rank, inputs), (outputs, rank)):
                part = slice(place, place + shape[0] * shape[1])
                matrices.append(self.copy[:, part].view(n, *shape).requires_grad_(True))
                gradients.append(self.gradients[:, part].view(n, *shape))
                if rank > RANK and shape[1] == rank:
                    own = torch.zeros(shape, device=device)
                    kv = network.kv_heads * network.head_size
                    own[:hidden, :RANK] = own[hidden : hidden + kv, RANK : 2 * RANK] = 1
                    own[hidden + kv :, 2 * RANK :] = 1
                    self.free[part] = own.flatten()
                place = part.stop
            self.pairs.append((matrices[0], matrices[1]))
            self.pair_gradients.append((gradients[0], gradients[1]))

    def add(self, made: torch.Tensor, inputs: torch.Tensor, layer: int, which: int) -> torch.Tensor:
        """What a layer made, with its adapters' share. `which`: 0 q, k and v; 1 o; 2 gate."""
        rows, tokens, outputs = made.shape
        flat = _Adapted.apply(
            made.reshape(self.n, -1, outputs),
            inputs.reshape(self.n, -1, inputs.shape[-1]),
            *self.pairs[3 * layer + which],
            self.reaches[3 * layer + which],
            self.pair_gradients[3 * layer + which],
            self.n_learnt * tokens,
        )
        return flat.view(rows, tokens, outputs)

    @torch.no_grad()
    def begin(self, places: Sequence[int], rates: Sequence[float]) -> None:
        """New adapters at these places, which will learn at these peak rates."""
        index = torch.tensor(list(places), device=self.weights.device)
        noise = torch.rand(len(places), self.n_weights, device=self.weights.device) * 2 - 1
        self.weights[index] = noise * self.start
        self.first[index] = self.second[index] = 0.0
        self.ages[index] = 0.0
        self.rates[index] = torch.tensor(list(rates), device=self.weights.device)
        self.copy.copy_(self.weights)

    @torch.no_grad()
    def step(self, n_steps: int) -> None:
        """One step of each adapter's AdamW in a life of `n_steps`: linear decay after a short warm-up."""
        self.ages += 1
        warmup = max(1.0, _WARMUP * n_steps)
        rate = self.rates * torch.minimum(self.ages / warmup, (n_steps - self.ages + 1) / (n_steps - warmup)).clamp(
            0, 1
        )
        gradient = self.gradients.float() * self.free
        gradient *= (_CLIP / (gradient.norm(dim=1, keepdim=True) + 1e-6)).clamp_max(1.0)
        self.first.lerp_(gradient, 1 - _BETAS[0])
        self.second.lerp_(gradient.square_(), 1 - _BETAS[1])
        first = self.first / (1 - _BETAS[0] ** self.ages).unsqueeze(1)
        second = (self.second / (1 - _BETAS[1] ** self.ages).unsqueeze(1)).sqrt_().add_(_EPSILON)
        self.weights.addcmul_(first / second, -rate.unsqueeze(1))
        self.copy.copy_(self.weights)
        self.gradients.zero_()


class _Adapted(torch.autograd.Function):
    """made + scale · reach · (inputs · downᵀ) · upᵀ for each company; down and up learn from the first tokens only.

    Their gradients are added where AdamW looks for them, in one matrix, which autograd's own adding up would not keep.
    """

    @staticmethod
    def forward(ctx: Any, made, inputs, down, up, reach, gradients, n_learnt):  # type: ignore[no-untyped-def,override]
        low = torch.bmm(inputs, down.mT) * reach
        ctx.save_for_backward(inputs, down, up, low, reach)
        ctx.gradients, ctx.n_learnt = gradients, n_learnt
        return torch.baddbmm(made, low, up.mT, alpha=ALPHA / RANK)

    @staticmethod
    def backward(ctx: Any, gradient):  # type: ignore[no-untyped-def,override]
        inputs, down, up, low, reach = ctx.saved_tensors
        scaled, learnt = gradient * (ALPHA / RANK), slice(0, ctx.n_learnt)
        to_low = torch.bmm(scaled, up) * reach
        to_down, to_up = ctx.gradients
        to_down += torch.bmm(to_low[:, learnt].mT, inputs[:, learnt])
        to_up += torch.bmm(scaled[:, learnt].mT, low[:, learnt])
        return gradient, torch.bmm(to_low, down), None, None, None, None, None
