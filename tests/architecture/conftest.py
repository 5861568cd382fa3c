"""What the architecture tests keep for one another, and let go when they are done."""

from collections.abc import Iterator

import pytest

from tests.architecture.river import tree_of


@pytest.fixture(scope="package", autouse=True)
def _trees_are_let_go() -> Iterator[None]:
    """The five hundred parsed files take some 80 MB."""
    yield
    tree_of.cache_clear()
