"""Arrays as text, for a file of JSON: what is remembered of many pairs is mostly numbers."""

from base64 import b64decode, b64encode
from typing import Any

import numpy as np
from numpy.typing import NDArray


def pack(numbers: NDArray[Any]) -> str:
    """The bytes of an array, little-endian, in base64."""
    return b64encode(np.ascontiguousarray(numbers, dtype=numbers.dtype.newbyteorder("<")).tobytes()).decode("ascii")


def unpack(text: str, kind: type[Any]) -> NDArray[Any]:
    """The array again, of one dimension; ValueError where the text is not such an array."""
    return np.frombuffer(b64decode(text, validate=True), dtype=np.dtype(kind).newbyteorder("<")).astype(kind)
