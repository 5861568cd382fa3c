"""How SQLite and PostgreSQL are spoken to; what else differs stands in a few places more.

They are named, each with its reason, in `tests/architecture/test_kinds_of_database.py`: keeping and
bringing back, checking, schools kept apart, prepared questions, and what is never changed.

SQLite runs in WAL mode with `synchronous=FULL`: a commit that was answered survives a power cut.
`docs/performance.md` has what NORMAL would gain.
"""

from pathlib import Path
from typing import Any  # Django's own type for a database's settings is a plain dict

import dj_database_url

PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA cache_size=-32000;"  # of each thread on a machine of 2 GB; what is read is mapped
    "PRAGMA mmap_size=268435456;"
    "PRAGMA temp_store=MEMORY;"
)

PREPARED = {"server_side_binding": True, "prepare_threshold": 5}  # a plan is kept from then on


def settings_for(url: str, *, home: Path) -> dict[str, Any]:
    """Django's settings for the database that `url` names, or for SQLite in `home`."""
    if url:
        return _postgresql(url) if url.startswith("postgres") else _sqlite(_path(url))
    return _sqlite(home / "lantern.sqlite3")


def _path(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": None,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": PRAGMAS},
    }


def _postgresql(url: str) -> dict[str, Any]:
    found = dj_database_url.parse(url, conn_max_age=None, conn_health_checks=True)
    settings: dict[str, Any] = {**found}
    settings["OPTIONS"] = {**settings.get("OPTIONS", {}), **PREPARED}
    return settings
