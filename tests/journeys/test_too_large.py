"""A file far too large, through the server that schools run: our words, nothing kept."""

import re
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lantern.accounts.gates import LARGEST_FILE
from lantern.config.tests.test_serving import LANTERN, answer
from tests.installation import Installation, a_copy_of
from tests.postgres import free_port

LEADER, OWN = "head@oakfield.example", "a lantern on the sill"
AT = ("--school", "oakfield")
SIZES = (30, 206)  # MB; the first is a little too large, the other what the office never meant
MB = 1024 * 1024
MOST_MEMORY = 90 * MB  # more than before; the files are larger than that by far
TOO_LARGE = "The file is larger than 20 MB"


@dataclass(frozen=True)
class Served:
    address: str
    password: str
    process: int

    def peak(self) -> int:
        """Bytes: the most memory that any part of the server has had at once."""
        return max(_peak(each) for each in [self.process, *_beneath(self.process)])


def _beneath(process: int) -> list[int]:
    told = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [pid for child in told for pid in (int(child), *_beneath(int(child)))]


def _peak(process: int) -> int:
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text())
    return int(found[1]) * 1024 if found else 0


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, made_ready: Installation) -> Iterator[Served]:
    """`lantern serve`, with a school of its own."""
    with a_copy_of(made_ready, tmp_path_factory.mktemp("home")) as ours:
        env = {**ours.env, "LANTERN_TODAY": "2026-11-26"}
        said = _a_school(ours.home / "dates.toml", env)
        port = free_port()
        command = [*LANTERN, "serve", "--port", str(port), "--workers", "1"]
        process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
        try:
            assert answer(port, "/account/login/", process) == 200
            yield Served(f"http://localhost:{port}", _password(said), process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)


ONE_STEP = "from lantern.schools.models import School; School.objects.update(second_factor=False)"


def _a_school(dates: Path, env: dict[str, str]) -> str:
    """Oakfield, open and with dates; what was said as it was made."""
    dates.write_text(Path("docs/dates.md").read_text().partition("```toml")[2].partition("```")[0])
    school = ["school", "create", "oakfield", "--name", "Oakfield Primary School"]
    leader = ["--leader", LEADER, "--leader-name", "Mrs Head"]
    dated = ["school", "dates", str(dates), *AT]
    steps = ([*school, *leader], dated, ["shell", "-c", ONE_STEP])
    said = [subprocess.check_output([*LANTERN, *step], env=env, text=True) for step in steps]
    return said[0]


def _password(said: str) -> str:
    found = re.search(r"signs in with (\S+)", said)
    assert found, said
    return found[1]


@pytest.fixture(scope="module")
def signed_in(served: Served, browser: Browser) -> list[dict[str, object]]:
    """The cookies of the leader, who has chosen a password of her own."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(served.address)
    page.get_by_label("Email").fill(LEADER)
    page.get_by_label("Password").fill(served.password)
    page.get_by_role("button", name="Sign in").click()
    fields = page.locator("main input[type=password]")
    for place, words in enumerate((served.password, OWN, OWN)):
        fields.nth(place).fill(words)
    page.locator("main form:has(input[type=password]) button.primary").click()
    expect(fields).to_have_count(0)
    cookies = [dict(each) for each in context.cookies()]
    context.close()
    return cookies


@pytest.fixture(params=[True, False], ids=["with-scripts", "without"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def page(browser: Browser, signed_in: list[dict[str, object]], scripts: bool) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=scripts)
    context.add_cookies(signed_in)  # type: ignore[arg-type]  # as the other browser gave them
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module", params=SIZES)
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("list") / "roll.csv"
    line = b"Noor,Hale,3/3/2018,Kestrels,A..\n"
    with path.open("wb") as out:
        for _ in range(request.param):
            out.write(line * (MB // len(line)))
    assert path.stat().st_size > LARGEST_FILE
    return path


@pytest.mark.journey
@pytest.mark.parametrize(
    ("where", "label"), [("pupils/import/", "The list"), ("attendance/", "The file")]
)
def test_the_browser_shows_our_words(
    page: Page, served: Served, scripts: bool, file: Path, where: str, label: str
) -> None:
    """With scripts nothing is sent at all; without, the server hears it out and keeps nothing."""
    before = served.peak()
    sent: list[str] = []
    page.goto(f"{served.address}/oakfield/{where}")
    page.on("request", lambda asked: sent.append(asked.method))
    page.get_by_label(label, exact=True).last.set_input_files(file)
    page.locator("form[enctype] button").first.click()
    expect(page.get_by_text(TOO_LARGE).first).to_be_visible()
    assert ("POST" in sent) is not scripts
    assert served.peak() - before < MOST_MEMORY
