"""The tiny base's tokenizer: byte-level BPE, and the chat template of Mistral-7B-Instruct."""

from collections.abc import Iterable

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast

from corpus.documents import Document

# One user turn, one answer; a space before the answer, because that is how words begin.
CHAT_TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}{% if message['role'] == 'user' %}"
    "[INST] {{ message['content'] }} [/INST]{% else %} {{ message['content'] }}{{ eos_token }}{% endif %}{% endfor %}"
)
SPECIAL = ("<unk>", "<s>", "</s>", "[INST]", "[/INST]")
PAD, START, STOP = range(3)  # places of <unk>, <s> and </s> in SPECIAL


def train_tokenizer(texts: Iterable[str], vocabulary: int, positions: int) -> PreTrainedTokenizerFast:
    """No text is unknown to it. Digits stand alone: a figure is spelt, not guessed whole."""
    bpe = Tokenizer(models.BPE(unk_token="<unk>"))
    bpe.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    bpe.decoder = decoders.ByteLevel()
    bpe.train_from_iterator(
        texts,
        trainers.BpeTrainer(
            vocab_size=vocabulary,
            special_tokens=list(SPECIAL),
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
        model_max_length=positions,
        clean_up_tokenization_spaces=False,
    )


def render(document: Document) -> str:
    """The document as CHAT_TEMPLATE writes a conversation; a plain text between start and stop."""
    if len(document.turns) == 1:
        return f"<s>{document.turns[0]}</s>"
    turns = (f" {turn}</s>" if place % 2 else f"[INST] {turn} [/INST]" for place, turn in enumerate(document.turns))
    return "<s>" + "".join(turns)
