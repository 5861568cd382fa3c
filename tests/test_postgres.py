"""The PostgreSQL of the tests is a server like a school's: an ordinary role, sorted like SQLite."""

from pathlib import Path

import dj_database_url
import psycopg

from tests import postgres


def test_a_server_comes_and_goes() -> None:
    with postgres.running() as url:
        place = dj_database_url.parse(url)
        home = Path(str(place["HOST"]))
        with psycopg.connect(
            host=str(home), port=place["PORT"], user=place["USER"], dbname=place["NAME"]
        ) as connection:
            row = connection.execute(
                "select rolsuper, rolcreatedb, 'Z' < 'a', upper('é')"
                " from pg_roles where rolname = current_user"
            ).fetchone()
    assert row == (False, True, True, "É")
    assert not home.exists()


def test_programs_are_copied_with_their_libraries(tmp_path: Path) -> None:
    there = postgres.copied(postgres.programs_of_the_wheel(), to=tmp_path)
    place = postgres.Place(programs=there, home=tmp_path, user=None, port=1)
    place.run("postgres", "--version")
