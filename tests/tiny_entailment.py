"""A tiny model of natural language inference that says one thing of any two texts."""

from pathlib import Path
from typing import Literal

Label = Literal["contradiction", "Entailment", "neutral"]
LABELS: tuple[Label, ...] = ("contradiction", "Entailment", "neutral")


def entailment_folder(folder: Path, always: Label) -> Path:
    """The folder with the model in it."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "days", "year"]
    (folder / "vocab.txt").write_text("\n".join(words))
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(words), hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8,
        id2label=dict(enumerate(LABELS)), label2id={label: place for place, label in enumerate(LABELS)},
    )  # fmt: skip
    model = BertForSequenceClassification(config)
    with torch.no_grad():
        model.classifier.weight.zero_()
        model.classifier.bias.copy_(torch.tensor([float(label == always) for label in LABELS]))
    model.save_pretrained(folder)
    return folder
