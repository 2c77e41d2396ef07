"""Handing a model over: whole, asked as it was trained, and never over somebody else's files."""

import sys
from pathlib import Path
from typing import Any

import pytest
from train_models import small_base

from prep.errors import BadInput, MissingProject, Refused, StaleFiles
from prep.project import read_json
from train import sealing
from train.export import check_whole, export_run, find_converter, modelfile_for

LLAMA = (
    "{{ bos_token }}{% for m in messages %}<|start_header_id|>{{ m['role'] }}<|end_header_id|>\n\n"
    "{{ m['content'] | trim }}<|eot_id|>{% endfor %}"
    "{% if add_generation_prompt %}<|start_header_id|>assistant<|end_header_id|>\n\n{% endif %}"
)
CHATML = (
    "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_base(tmp_path_factory.mktemp("bases"))


@pytest.fixture
def run(base: Path, tmp_path: Path) -> Path:
    """A run folder whose merged model is the base itself."""
    with sealing.sealed(tmp_path / "001-small" / "merged", {"kind": "merged model"}) as staging:
        for path in base.iterdir():
            if path.name != sealing.MANIFEST:
                (staging / path.name).write_bytes(path.read_bytes())
    return tmp_path / "001-small"


def tokenizer_of(folder: Path) -> Any:
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(folder)


def test_a_merged_model_is_copied_whole(run: Path, tmp_path: Path) -> None:
    out = export_run(run, "merged", tmp_path / "out")
    assert (out / "model.safetensors").read_bytes() == (run / "merged" / "model.safetensors").read_bytes()
    assert {path.name for path in out.iterdir()} == {path.name for path in (run / "merged").iterdir()}
    assert not sealing.fault(out)


def test_an_export_is_replaced_by_the_next_one(run: Path, tmp_path: Path) -> None:
    export_run(run, "merged", tmp_path / "out")
    assert (export_run(run, "ollama", tmp_path / "out") / "Modelfile").is_file()


def test_somebody_elses_files_are_left_alone(run: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("years of work")
    with pytest.raises(Refused, match="holds other files"):
        export_run(run, "merged", tmp_path / "out")
    assert (tmp_path / "out" / "thesis.txt").read_text() == "years of work"


def test_an_export_to_which_something_was_added_is_left_alone(run: Path, tmp_path: Path) -> None:
    out = export_run(run, "merged", tmp_path / "out")
    (out / "notes.txt").write_text("mine")
    with pytest.raises(Refused, match=r"notes\.txt does not belong here"):
        export_run(run, "merged", out)


def test_a_damaged_model_is_not_handed_over(run: Path, tmp_path: Path) -> None:
    weights = run / "merged" / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\x01")
    with pytest.raises(StaleFiles, match=r"model\.safetensors"):
        export_run(run, "merged", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_run_without_a_merged_model_says_so(tmp_path: Path) -> None:
    with pytest.raises(MissingProject, match="merge_into"):
        export_run(tmp_path / "001-small", "merged", tmp_path / "out")


@pytest.mark.parametrize("name", ["tokenizer.json", "config.json", "model.safetensors", "chat_template.jinja"])
def test_a_model_without_one_of_its_parts_is_not_whole(run: Path, name: str, tmp_path: Path) -> None:
    with sealing.sealed(tmp_path / "partial", {}) as staging:
        for path in (run / "merged").iterdir():
            if path.name not in (name, sealing.MANIFEST):
                (staging / path.name).write_bytes(path.read_bytes())
    with pytest.raises(StaleFiles, match=name.replace(".", r"\.")):
        check_whole(tmp_path / "partial")


def test_ollama_asks_as_the_model_was_trained(run: Path, tmp_path: Path) -> None:
    out = export_run(run, "ollama", tmp_path / "out")
    modelfile = modelfile_for(tokenizer_of(run / "merged"))
    assert modelfile.rendered("How many days?") == "<s>[INST] How many days? [/INST]"
    assert (out / "Modelfile").read_text() == (
        'FROM ./model\nTEMPLATE """[INST] {{ .Prompt }} [/INST]{{ .Response }}</s>"""\n'
        'PARAMETER stop "</s>"\nPARAMETER stop "[INST]"\nPARAMETER temperature 0\n'
    )
    assert "ollama create 001-small" in (out / "README.md").read_text()


def test_the_start_token_is_added_once(run: Path, tmp_path: Path) -> None:
    out = export_run(run, "ollama", tmp_path / "out")
    assert read_json(out / "model" / "tokenizer_config.json")["add_bos_token"] is True
    assert "<s>" not in (out / "Modelfile").read_text()


@pytest.mark.parametrize(
    ("template", "asked"),
    [
        (
            LLAMA,
            "<s><|start_header_id|>user<|end_header_id|>\n\nHi?<|eot_id|>"
            "<|start_header_id|>assistant<|end_header_id|>\n\n",
        ),
        (CHATML, "<|im_start|>user\nHi?<|im_end|>\n<|im_start|>assistant\n"),
    ],
)
def test_other_templates_are_asked_exactly_too(base: Path, template: str, asked: str) -> None:
    tokenizer = tokenizer_of(base)
    tokenizer.chat_template = template
    assert modelfile_for(tokenizer).rendered("Hi?") == asked


def test_all_stop_tokens_of_the_model_stop_it(base: Path) -> None:
    tokenizer = tokenizer_of(base)
    assert modelfile_for(tokenizer, [tokenizer.eos_token_id, 0]).stops == ("</s>", "<unk>", "[INST]")


def test_a_template_that_ollama_cannot_follow_is_refused(base: Path) -> None:
    tokenizer = tokenizer_of(base)
    tokenizer.chat_template = "{{ messages[0]['content'] | upper }}: {% if messages | length > 1 %}x{% endif %}"
    with pytest.raises(BadInput, match="--to merged"):
        modelfile_for(tokenizer)


def test_a_missing_converter_says_how_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="git clone"):
        find_converter({"PATH": str(tmp_path)})
    with pytest.raises(BadInput, match="LLAMA_CPP"):
        find_converter({"LLAMA_CPP": str(tmp_path)})


def test_gguf_comes_from_the_converter(run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "convert_hf_to_gguf.py"
    script.write_text("import sys; open(sys.argv[sys.argv.index('--outfile') + 1], 'wb').write(b'GGUF' + b'0' * 8)")
    monkeypatch.setenv("LLAMA_CPP", str(tmp_path))
    out = export_run(run, "gguf", tmp_path / "out")
    assert (out / "001-small-f16.gguf").stat().st_size == 12


def test_a_failing_converter_leaves_nothing_behind(run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "convert_hf_to_gguf.py").write_text("raise SystemExit('unknown architecture')")
    monkeypatch.setenv("LLAMA_CPP", str(tmp_path))
    with pytest.raises(BadInput, match="unknown architecture"):
        export_run(run, "gguf", tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["001-small", "convert_hf_to_gguf.py"]


def test_the_converter_runs_in_this_python(run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "convert_hf_to_gguf.py").write_text("import sys; raise SystemExit(sys.executable)")
    monkeypatch.setenv("LLAMA_CPP", str(tmp_path))
    with pytest.raises(BadInput, match=sys.executable):
        export_run(run, "gguf", tmp_path / "out")
