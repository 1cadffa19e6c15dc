"""The fuzz harness for every day: a few thousand inputs of a fixed seed, and that it finds what is broken."""

import random

import fuzz
import pytest


@pytest.mark.parametrize("target", fuzz.TARGETS)
def test_every_law_holds(target: str) -> None:
    assert fuzz.run(1500, 20261122, [target]) == []


def test_a_broken_law_is_found_with_its_input(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_digits(made: bytes, _: random.Random) -> None:
        assert not any(char in b"0123456789" for char in made)

    monkeypatch.setitem(fuzz.TARGETS, "broken", (no_digits, [b"abc"]))
    (found,) = fuzz.run(5000, 1, ["broken"])
    assert found.startswith("broken: b'")
    assert "AssertionError" in found
