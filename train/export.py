"""A fine-tuned model in the form that another program reads: a plain model folder, a GGUF file, or an Ollama model.

The commonest fault of an exported model is that it is asked in another template than it was trained in, and answers
nonsense or never stops. So the Ollama template is derived from the tokenizer's own and rendered side by side with it.
"""

import os
import shutil
import subprocess
import sys
import typing
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from prep.errors import BadInput, MissingProject, Refused, StaleFiles
from prep.project import read_json, write_json
from train import sealing
from train.runs import RunFolder

Form = Literal["merged", "gguf", "ollama"]

_TURN = [{"role": "user", "content": "What is asked?"}, {"role": "assistant", "content": "What is answered."}]
# What an instruction may hold and a template might stumble over. Blanks at either end are cut before training.
_TRIALS = ('How many days of leave?\nI work 80 %, since "May".', "Wie heißt {{ .Prompt }} \\n auf 日本語?", "a  b\t'c'")


def export_run(run_folder: Path, to: Form, out: Path) -> Path:
    """Write the merged model of a run into the folder `out`; the folder. An earlier export there is replaced.

    MissingProject without a merged model, StaleFiles when it is not what was written, Refused when `out` holds other
    files, BadInput when the form can not be made.
    """
    if to not in typing.get_args(Form):
        raise BadInput(f"export: expected one of {', '.join(typing.get_args(Form))}, got {to!r}. Use --to.")
    merged = RunFolder(run_folder).merged
    check_whole(merged)
    _check_target(out)
    facts = {"kind": "export", "form": to, "run_id": run_folder.name, "model": sealing.folder_digest(merged)}
    if to == "gguf":
        converter = find_converter(os.environ)
        with sealing.sealed(out, facts) as staging:
            _convert(converter, merged, staging / f"{run_folder.name}-f16.gguf")
        return out
    tokenizer = _tokenizer(merged)
    with sealing.sealed(out, facts) as staging:
        if to == "merged":
            _copy_model(merged, staging)
        else:
            modelfile = modelfile_for(tokenizer, _stop_ids(merged))
            _copy_model(merged, staging / "model")
            _add_start_token(staging / "model", modelfile.adds_start_token)
            (staging / "Modelfile").write_text(modelfile.text, encoding="utf-8")
            (staging / "README.md").write_text(_OLLAMA_README.format(name=run_folder.name), encoding="utf-8")
    return out


def check_whole(merged: Path) -> None:
    """MissingProject or StaleFiles unless the folder holds a whole model, as it was written, with its template."""
    if not merged.is_dir():
        raise MissingProject(
            f"{merged}: expected the merged model of this run, found nothing. "
            "Finish the run, with merge_into=dequantised or original."
        )
    sealing.manifest(merged)
    names = {path.name for path in merged.iterdir()}
    missing = [name for name in ("config.json", "tokenizer.json", "tokenizer_config.json") if name not in names]
    if "model.safetensors.index.json" in names:
        shards = set(read_json(merged / "model.safetensors.index.json")["weight_map"].values())
        missing += sorted(shards - names)
    elif not any(name.endswith(".safetensors") for name in names):
        missing.append("model.safetensors")
    if "chat_template.jinja" not in names and not (
        "tokenizer_config.json" in names and "chat_template" in read_json(merged / "tokenizer_config.json")
    ):
        missing.append("chat_template.jinja")
    if missing:
        raise StaleFiles(f"{merged}: expected a whole model, but {', '.join(missing)} is missing. Train again.")
    if "quantization_config" in read_json(merged / "config.json"):
        raise StaleFiles(f"{merged / 'config.json'}: expected a merged model in 16 or 32 bits, got a quantised one.")


def _check_target(out: Path) -> None:
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    is_ours = (out / sealing.MANIFEST).is_file() and read_json(out / sealing.MANIFEST).get("kind") == "export"
    problem = sealing.fault(out) if is_ours else "it holds other files"
    if problem:
        raise Refused(
            f"{out}: expected a new folder or an export of ours, but {problem}. Name another with --out, or empty it."
        )


def _copy_model(merged: Path, target: Path) -> None:
    target.mkdir(exist_ok=True)
    for path in merged.iterdir():
        if path.is_file() and path.name != sealing.MANIFEST:
            shutil.copyfile(path, target / path.name)


# --- Ollama ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Modelfile:
    """What `ollama create` reads, in parts. https://github.com/ollama/ollama/blob/main/docs/modelfile.md"""

    before: str  # the text before the instruction, without the start token
    after: str
    end: str  # the text after the answer of an earlier turn
    stops: tuple[str, ...]
    start_token: str
    adds_start_token: bool  # whether Ollama's tokenizer puts the start token before everything

    @property
    def template(self) -> str:
        """In Go's template language, of which only the two fields are used."""
        return f"{self.before}{{{{ .Prompt }}}}{self.after}{{{{ .Response }}}}{self.end}"

    @property
    def text(self) -> str:
        stops = "".join(f'PARAMETER stop "{stop}"\n' for stop in self.stops)
        return f'FROM ./model\nTEMPLATE """{self.template}"""\n{stops}PARAMETER temperature 0\n'

    def rendered(self, instruction: str) -> str:
        """What the model reads for one instruction: Ollama cuts the template at .Response, and its tokenizer adds the
        start token."""
        asked, _, _ = self.template.partition("{{ .Response }}")
        start = self.start_token if self.adds_start_token else ""
        before, _, after = asked.partition("{{ .Prompt }}")
        return start + before + instruction + after


def modelfile_for(tokenizer: Any, stop_ids: Sequence[int] = ()) -> Modelfile:
    """A Modelfile that asks as the tokenizer's chat template does, for one user turn, or BadInput.

    `stop_ids` are further tokens at which the model ends, from its generation_config.json.
    """
    prompt, answered = _rendered(tokenizer, _TURN[:1], True), _rendered(tokenizer, _TURN, False)
    start = tokenizer.bos_token or ""
    adds_start = bool(start) and prompt.startswith(start)
    before, _, after = (prompt.removeprefix(start) if adds_start else prompt).partition(_TURN[0]["content"])
    _, _, end = answered.partition(_TURN[1]["content"])
    marks = [tokenizer.eos_token, *tokenizer.convert_ids_to_tokens(list(stop_ids)), before.strip()]
    stops = tuple(dict.fromkeys(mark for mark in marks if mark and "\n" not in mark and '"' not in mark))
    modelfile = Modelfile(before, after, end, stops, start, adds_start)
    if any(sign in modelfile.before + modelfile.after + modelfile.end for sign in ("{{", "}}", '"""')):
        raise BadInput(
            'chat template: expected none of {{, }} and """ in what it writes, got one: Ollama would read it as code. '
            "Export with --to merged."
        )
    for instruction in (_TURN[0]["content"], *_TRIALS):
        expected = _rendered(tokenizer, [{"role": "user", "content": instruction}], True)
        if modelfile.rendered(instruction) != expected:
            raise BadInput(
                f"chat template: expected Ollama to ask {expected!r}, but its template language would ask "
                f"{modelfile.rendered(instruction)!r}. Export with --to merged."
            )
    return modelfile


def _rendered(tokenizer: Any, messages: list[dict[str, str]], add_generation_prompt: bool) -> str:
    text: str = tokenizer.apply_chat_template(messages, add_generation_prompt=add_generation_prompt, tokenize=False)
    return text


def _tokenizer(merged: Path) -> Any:
    from train import libraries

    libraries.prepare()
    from train.model import load_tokenizer

    return load_tokenizer(merged)


def _stop_ids(merged: Path) -> list[int]:
    path = merged / "generation_config.json"
    ids = read_json(path).get("eos_token_id") if path.is_file() else None
    return ids if isinstance(ids, list) else [] if ids is None else [ids]


def _add_start_token(model: Path, adds_start_token: bool) -> None:
    """Say in so many words who adds the start token; Ollama takes a missing entry for "nobody"."""
    path = model / "tokenizer_config.json"
    write_json(path, {**read_json(path), "add_bos_token": adds_start_token})


_OLLAMA_README = """\
# {name} for Ollama

    ollama create {name} -f Modelfile
    ollama run {name}

The template asks as the model was trained, with one start token and no system prompt; temperature 0 answers as it was
judged. Give other instructions in the question itself.
"""

# --- GGUF ------------------------------------------------------------------------------------------------------------

_CONVERTER = "convert_hf_to_gguf.py"


def find_converter(environment: Mapping[str, str]) -> Path:
    """llama.cpp's converter, in $LLAMA_CPP or else on PATH. BadInput, with how to get it, when there is none."""
    if folder := environment.get("LLAMA_CPP", ""):
        place = Path(folder).expanduser() / _CONVERTER
        if place.is_file():
            return place
        raise BadInput(f"LLAMA_CPP: expected {_CONVERTER} in {folder}, found none. Set it to a checkout of llama.cpp.")
    if found := shutil.which(_CONVERTER, mode=os.F_OK, path=environment.get("PATH", "")):
        return Path(found)
    raise BadInput(
        f"gguf: expected {_CONVERTER} on PATH or in $LLAMA_CPP, found neither. Get it with "
        "`git clone https://github.com/ggml-org/llama.cpp` and set LLAMA_CPP to that folder."
    )


def _convert(converter: Path, merged: Path, target: Path) -> None:
    """Run the converter and look at what it wrote: a GGUF file begins with its name."""
    command = [sys.executable, str(converter), str(merged), "--outfile", str(target), "--outtype", "f16"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    last = ([line for line in (ended.stderr or ended.stdout).splitlines() if line.strip()] or ["no message"])[-1]
    if ended.returncode:
        raise BadInput(f"{converter}: expected it to convert {merged}, got {last!r}. Update llama.cpp, or see its log.")
    written = b""
    if target.is_file():
        with target.open("rb") as file:
            written = file.read(4)
    if written != b"GGUF":
        raise BadInput(f"{converter}: expected a GGUF file, got {written!r}. Update llama.cpp.")
