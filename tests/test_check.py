"""All that is checked without a test, in the programs that check it: a step taken out is missed."""

from tests.check import CODE, STEPS

PROMISED = {
    "formatting": ("ruff", "format", "--check"),
    "lint": ("ruff", "check"),
    "types": ("mypy",),
    "imports": ("lint-imports",),
    "templates": ("djlint", "lantern", "--lint"),
    "migrations": ("lantern", "makemigrations", "--check"),
    "settings": ("lantern", "check", "--deploy"),
}
READ_ALL = ("types", "formatting", "lint")


def test_everything_promised_is_checked() -> None:
    begun = {step.name: step.command for step in STEPS}
    assert begun.keys() == PROMISED.keys()
    for name, command in PROMISED.items():
        assert begun[name][: len(command)] == command


def test_all_our_code_is_read_and_a_school_s_own_settings() -> None:
    read = [step.command[-len(CODE) :] for step in STEPS if step.name in READ_ALL]
    assert read == [CODE] * len(READ_ALL)
    assert {"lantern", "tests", "run.py"} <= set(CODE)
    assert [step.name for step in STEPS if step.live] == ["settings"]
