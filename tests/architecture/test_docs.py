"""What a newcomer reads first is there, and true."""

from collections.abc import Iterable

from tests.architecture.river import ROOT, depths

COMMANDS = ("python3 run.py demo", "python3 run.py test")


def missing(text: str, words: Iterable[str]) -> list[str]:
    return [word for word in words if word not in text]


def test_the_readme_shows_the_two_commands() -> None:
    assert not missing((ROOT / "README.md").read_text(encoding="utf-8"), COMMANDS)


def test_architecture_names_every_folder_there_is() -> None:
    folders = [name for name in depths() if (ROOT / "lantern" / name).is_dir()]
    assert not missing((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"), folders)


def test_a_missing_command_is_found() -> None:
    assert missing("python3 run.py demo", COMMANDS) == ["python3 run.py test"]
