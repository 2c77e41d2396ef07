"""A model in a folder is asked as an endpoint is; what is no model is refused in a line."""

import shutil
from pathlib import Path

import pytest

from prep.errors import BadInput
from prep.local_model import LocalModel

TINY = Path(__file__).resolve().parent.parent / "data" / "tiny-base"
ASKED = [{"role": "system", "content": "Say it whole."}, {"role": "user", "content": "EL c/f?"}]


@pytest.mark.slow  # loads torch and a model
def test_a_folder_with_a_model_answers_each_conversation_in_order() -> None:
    replies = list(LocalModel(TINY, max_tokens=4).replies([ASKED, ASKED]))
    assert [(reply.place, reply.fault) for reply in replies] == [(0, ""), (1, "")]
    assert replies[0].text == replies[1].text and isinstance(replies[0].text, str)


def test_its_window_and_name_come_from_its_files(tmp_path: Path) -> None:
    assert LocalModel(TINY).window == 2048
    assert LocalModel(TINY).model.startswith("tiny-base@")
    for name in ("config.json", "model.safetensors"):
        shutil.copy(TINY / name, tmp_path / name)
    before = LocalModel(tmp_path).model
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    assert LocalModel(tmp_path).model != before


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="expected a folder with a model"):
        LocalModel(tmp_path)


def test_files_that_are_no_model_are_refused_when_they_are_read(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(BadInput, match="cannot be read"):
        list(LocalModel(tmp_path).replies([ASKED]))
