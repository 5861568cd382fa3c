"""What an installation keeps to itself, and what it asks of browsers."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lantern.config.settings import secret

SAYS = (
    "from lantern.config import settings as s;"
    "print(s.SECURE_HSTS_SECONDS > 0, s.SECURE_HSTS_INCLUDE_SUBDOMAINS, s.SECURE_HSTS_PRELOAD)"
)


def test_the_secret_is_made_once_for_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LANTERN_SECRET_KEY", raising=False)
    made = secret(tmp_path / "home")
    assert len(made) > 50
    assert secret(tmp_path / "home") == made
    assert (tmp_path / "home" / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"LANTERN_HTTPS": "0", "LANTERN_HSTS_WHOLE_DOMAIN": "1"}, "False False False"),
        ({"LANTERN_HTTPS": "1"}, "True False False"),
        ({"LANTERN_HTTPS": "1", "LANTERN_HSTS_WHOLE_DOMAIN": "1"}, "True True True"),
    ],
)
def test_a_school_speaks_for_its_own_address_alone(
    tmp_path: Path, told: dict[str, str], said: str
) -> None:
    """Its other sites may not have HTTPS, so they are bound only if it says so."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("LANTERN_")}
    env = {**kept, "LANTERN_HOME": str(tmp_path), **told}
    done = subprocess.run(
        [sys.executable, "-c", SAYS], env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == said
