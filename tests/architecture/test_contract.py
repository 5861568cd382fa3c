"""The import contract covers every folder there is."""

from django.apps import apps

from tests.architecture.river import PACKAGE, contract, depths, folder_of, may_know

OUTSIDE = {
    "lantern.design",  # how things look: components, not a subject with facts and actions
    "lantern.config",  # the installation: settings, addresses, and the commands that run it
}


def uncovered(installed: set[str], containers: set[str]) -> set[str]:
    """Apps that no contract looks into, and containers that are no app."""
    return (installed - OUTSIDE) ^ containers


def test_every_app_is_looked_into() -> None:
    ours = {config.name for config in apps.get_app_configs() if folder_of(config.name)}
    assert not uncovered(ours, set(contract("inside")["containers"]))


def test_a_forgotten_app_is_found() -> None:
    assert uncovered({"lantern.roster", "lantern.snacks"}, {"lantern.roster"}) == {"lantern.snacks"}


def test_every_folder_has_its_place_in_the_river() -> None:
    folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert folders <= set(depths())


def test_the_river_is_read_as_it_is_written() -> None:
    assert may_know("reviews", "roster")
    assert may_know("roster", "roster")
    assert not may_know("roster", "reviews")
    assert not may_know("habits", "judgements")
    assert not may_know("doors", "demo")
