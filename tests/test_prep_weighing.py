"""What many texts say weighs little, what a text says often weighs more, and every text counts alike."""

import numpy as np

from prep.weighing import weigh_words


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    leave, parcel = weigh_words([["days", "leave"], ["days", "parcel"]]).toarray()  # columns: days, leave, parcel
    assert leave[1] > leave[0] > 0 == leave[2]
    assert parcel[2] == leave[1]


def test_a_word_said_twice_weighs_more_but_not_twice_as_much() -> None:
    (twice,) = weigh_words([["badge", "door", "badge"]]).toarray()
    assert twice[1] < twice[0] < 2 * twice[1]


def test_every_text_is_a_unit_row_and_one_without_words_is_none() -> None:
    rows = weigh_words([["days", "leave", "leave"], [], ["days"]]).toarray()
    assert np.allclose(np.linalg.norm(rows, axis=1), [1, 0, 1])
    assert weigh_words([[], []]).toarray().tolist() == [[0], [0]]
