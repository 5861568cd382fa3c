"""What a newcomer reads first is there, and true."""

from collections import Counter
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


def test_each_decision_has_a_number_of_its_own() -> None:
    assert not shared(path.name for path in (ROOT / "docs" / "decisions").glob("*.md"))


def test_a_shared_number_is_found() -> None:
    assert shared(["0001-a.md", "0002-b.md", "0001-c.md"]) == {"0001"}


def shared(names: Iterable[str]) -> set[str]:
    counted = Counter(name[:4] for name in names)
    return {number for number, count in counted.items() if count > 1}
