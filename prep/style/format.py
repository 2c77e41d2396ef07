"""The habits of format: figures and layout."""

from prep.style.figures import FIGURES
from prep.style.layout import LAYOUT

FORMAT = (*FIGURES, *LAYOUT)
