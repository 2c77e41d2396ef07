"""The doctor says what is there, and how to get what is not."""

from train.machine import look_around


def test_every_missing_ability_comes_with_a_remedy() -> None:
    abilities = look_around(lambda host, port: False)
    assert [ability.name for ability in abilities] == ["Python", "GPU", "4-bit", "Embeddings", "Model hub", "Browser"]
    assert all(ability.remedy for ability in abilities if ability.state == "no")


def test_four_bit_is_tried_and_not_assumed() -> None:
    four_bit = look_around(lambda host, port: False)[2]
    assert four_bit.state == "yes" and "rounding error 0.0" in four_bit.detail


def test_an_answering_hub_is_named() -> None:
    asked = []
    hub = look_around(lambda host, port: asked.append((host, port)) is None)[4]
    assert hub.state == "yes" and asked[0][1] == 443
