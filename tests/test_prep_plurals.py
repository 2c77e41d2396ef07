"""One thing is not several."""

from prep.plurals import many


def test_one_is_singular_and_all_else_plural() -> None:
    assert [many(n, "ticket") for n in (0, 1, 1690)] == ["0 tickets", "1 ticket", "1,690 tickets"]
    assert [many(n, "copy", "copies") for n in (1, 2)] == ["1 copy", "2 copies"]
