"""A language model in a folder on this machine, asked as an endpoint is. Nothing is fetched and nothing is sent."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from prep.chat import Conversation, Reply
from prep.errors import BadInput
from prep.model_folder import load_folder

_HEAD = 1 << 20  # bytes of each weights file that tell one model from another, with its size


@dataclass(frozen=True)
class LocalModel:
    """A folder with a model that transformers reads: config.json, weights, tokenizer. Greedy, one after the other."""

    folder: Path
    max_tokens: int = 512  # written at most
    at_once: int = 1
    is_this_machine: bool = True

    def __post_init__(self) -> None:
        if not (self.folder / "config.json").is_file():
            raise BadInput(
                f"{self.folder}: expected a folder with a model (config.json, weights, tokenizer), got none. Name the "
                "folder, or an address such as http://localhost:11434/v1."
            )

    @property
    def address(self) -> str:
        return str(self.folder.resolve())

    @cached_property
    def model(self) -> str:
        """The folder's name and what its files hold: another model in the same folder is another name."""
        held = hashlib.sha256((self.folder / "config.json").read_bytes())
        for weights in sorted((*self.folder.glob("*.safetensors"), *self.folder.glob("*.bin"))):
            with weights.open("rb") as file:
                held.update(f"{weights.name} {weights.stat().st_size}".encode() + file.read(_HEAD))
        return f"{self.folder.resolve().name}@{held.hexdigest()[:12]}"

    @property
    def window(self) -> int | None:
        """How many tokens it reads and writes together; None where its configuration does not say."""
        said = json.loads((self.folder / "config.json").read_text(encoding="utf-8")).get("max_position_embeddings")
        return said if isinstance(said, int) else None

    def replies(self, conversations: Sequence[Conversation], *, give_up_after: int | None = None) -> Iterator[Reply]:
        """Each reply as it comes, in order. The model is loaded with the first conversation."""
        if not conversations:
            return
        model, tokenizer = self._loaded()
        faults_in_a_row = 0
        for place, conversation in enumerate(conversations):
            if give_up_after is not None and faults_in_a_row >= give_up_after:
                return
            try:
                reply = Reply(place, self._written(model, tokenizer, conversation))
            except (RuntimeError, ValueError) as problem:  # out of memory, a template that refuses
                reply = Reply(place, None, f"the model failed ({type(problem).__name__})")
            faults_in_a_row = faults_in_a_row + 1 if reply.fault else 0
            yield reply

    def _loaded(self) -> tuple[Any, Any]:
        model, tokenizer = load_folder(self.folder, "AutoModelForCausalLM", "a causal language model")
        import torch

        device: Any = "cuda" if torch.cuda.is_available() else "cpu"
        return model.to(device), tokenizer

    def _written(self, model: Any, tokenizer: Any, conversation: Conversation) -> str:
        import torch

        # Many chat templates know no system turn, so that what it says goes before the question.
        text = "\n\n".join(turn["content"] for turn in conversation)
        if tokenizer.chat_template:
            prompt = tokenizer.apply_chat_template(
                [{"role": "user", "content": text}], tokenize=False, add_generation_prompt=True
            )
            read = tokenizer(prompt, return_tensors="pt", add_special_tokens=False)
        else:
            read = tokenizer(text, return_tensors="pt")
        ids = read["input_ids"].to(model.device)
        with torch.inference_mode():
            made = model.generate(
                input_ids=ids,
                attention_mask=torch.ones_like(ids),
                max_new_tokens=self.max_tokens,
                do_sample=False,
                temperature=None,
                top_p=None,
                top_k=None,
                pad_token_id=tokenizer.pad_token_id if tokenizer.pad_token_id is not None else tokenizer.eos_token_id,
            )
        return str(tokenizer.decode(made[0, ids.shape[1] :], skip_special_tokens=True)).strip()
