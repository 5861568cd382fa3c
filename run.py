#!/usr/bin/env python3
"""Set Lantern up and do one thing with it, on a machine that has only Python 3.11 with pip.

    python3 run.py demo     five pretend schools, served on this machine
    python3 run.py test     every test, on SQLite and on PostgreSQL
    python3 run.py check    formatting, lint, types, imports, migrations, settings
    python3 run.py bench    how fast it is
    python3 run.py setup    only make the environment (.venv)

Standard library alone. What is installed is pinned by hash in requirements/.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import webbrowser
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, build_opener

ROOT = Path(__file__).resolve().parent
BOOT = ROOT / ".boot"
VENV = ROOT / ".venv"
STAMP = VENV / "made-from.json"
REQUIREMENTS = ROOT / "requirements"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
EXE = ".exe" if WINDOWS else ""
DEMO_HOME = ROOT / "var" / "demo"
SECONDS_TO_START = 60
STOPPED_BY_CTRL_C = 130
CANNOT_START = 2  # the exit code when the machine, not Lantern, is at fault


def main() -> int:
    if sys.version_info < (3, 11):
        stop("Lantern needs Python 3.11 or newer; this is {}.{}.".format(*sys.version_info[:2]))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    args, rest = read_command_line()
    try:
        return COMMANDS[args.command](args, rest)
    except subprocess.CalledProcessError as error:
        stop(f"This did not work (it ended with {error.returncode}): {words(error.cmd)}", code=1)
    except KeyboardInterrupt:
        return STOPPED_BY_CTRL_C


def read_command_line() -> tuple[argparse.Namespace, list[str]]:
    """The command and its own options; what `test`, `check` and `bench` don't know they pass on."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    setup = commands.add_parser("setup", help="make the environment and stop")
    setup.add_argument("--for-tests", dest="group", action="store_const", const="test")
    setup.set_defaults(group="run")
    show = commands.add_parser("demo", help="make five pretend schools and serve them")
    show.add_argument("--port", type=int, default=8000, metavar="N")
    show.add_argument("--no-browser", action="store_true", help="do not open a browser")
    show.add_argument("--fresh", action="store_true", help="throw the pretend schools away first")
    test = commands.add_parser("test", help="run every test; other options go to pytest")
    test.add_argument("--only", choices=["sqlite", "postgres"], help="one database, to save time")
    commands.add_parser("check", help="everything that can be checked without running a test")
    commands.add_parser("bench", help="measure; other options go to the benchmark")
    pins = commands.add_parser("pin", help="work requirements/ out again from pyproject.toml")
    pins.add_argument("--upgrade", action="store_true")
    args, rest = parser.parse_known_args()
    if rest and args.command not in {"test", "check", "bench"}:
        parser.error(f"I do not know {words(rest)}")
    return args, rest


def setup(args: argparse.Namespace, _: list[str]) -> int:
    set_up(args.group)
    say(f"Ready: {(BIN / 'lantern').relative_to(ROOT)}{EXE}")
    return 0


# --- the environment ---------------------------------------------------------------------------


def set_up(group: str) -> None:
    """Make .venv hold exactly what requirements/<group>.txt pins, and Lantern itself.

    Does nothing when that is already so. One made for tests serves for running and stays so.
    """
    with one_at_a_time():
        made = made_from()
        group = "test" if made.get("group") == "test" else group
        if made == {"group": group, "inputs": inputs()}:
            return
        say(f"Setting up ({group}) ...")
        STAMP.unlink(missing_ok=True)
        uv = find_uv()
        run(uv, "venv", "-q", "--allow-existing", "--python", sys.executable, VENV)
        pinned = REQUIREMENTS / f"{group}.txt"
        run(uv, "pip", "sync", "-q", "--require-hashes", "--python", VENV, pinned)
        here = ("--no-deps", "--no-build-isolation", "--python", VENV, "-e", ROOT)
        run(uv, "pip", "install", "-q", *here)
        STAMP.write_text(json.dumps({"group": group, "inputs": inputs()}), encoding="utf-8")


def made_from() -> dict[str, str]:
    """What the environment says of its own making; nothing if it is not there or not finished."""
    try:
        made: dict[str, str] = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return made


def inputs() -> str:
    """A digest of all that decides what the environment holds, and of where it stands.

    The environment's own Python answers as the one that it was made by.
    """
    import tomllib  # not at the top: an older Python must get as far as main to be told

    digest = hashlib.sha256(f"{ROOT} {sys.base_prefix} {sys.version}".encode())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    digest.update(json.dumps([project["project"], project["build-system"]]).encode())
    for path in sorted(REQUIREMENTS.glob("*.txt")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def find_uv() -> str:
    """The pinned uv, fetched by pip into .boot: needs no venv and no writable system Python."""
    pinned = REQUIREMENTS / "boot.txt"
    home = BOOT / hashlib.sha256(pinned.read_bytes()).hexdigest()[:12]
    exe = home / "bin" / f"uv{EXE}"
    if exe.exists():
        return str(exe)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check")
    if subprocess.run([*pip, "--version"], capture_output=True, check=False).returncode:
        missing = "Python has no pip here. On Debian: apt-get install -y python3-pip"
        return shutil.which("uv") or stop(missing)
    half = BOOT / f"half-{os.getpid()}"
    shutil.rmtree(half, ignore_errors=True)
    options = ("-q", "--no-deps", "--require-hashes")
    plain = with_env(PIP_USER="0", PIP_REQUIRE_VIRTUALENV="0", PIP_ROOT_USER_ACTION="ignore")
    run(*pip, "install", *options, "--target", half, "-r", pinned, env=plain)
    half.replace(home)  # whole or not at all
    return str(exe)


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let a second run.py in the same checkout wait until the first has made the environment."""
    BOOT.mkdir(exist_ok=True)
    if WINDOWS:  # no such lock in its standard library; two at once is a developer's own doing
        yield
        return
    import fcntl

    with (BOOT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def pin(args: argparse.Namespace, _: list[str]) -> int:
    """Work the requirement files out again, for every system; they name no registry's address."""
    set_up("run")
    shape = ("--generate-hashes", "--universal", "--python-version", "3.11")
    quiet = ("-q", "--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate")
    groups = {
        "boot": ("What makes the environment", ["--group", "boot"]),
        "run": ("What a school runs", ["pyproject.toml", "--group", "build"]),
        "test": (
            "The same, and what the tests and checks need",
            ["pyproject.toml", "--group", "build", "--group", "test"],
        ),
    }
    for name, (what, chosen) in groups.items():
        path = REQUIREMENTS / f"{name}.txt"
        more = ["--upgrade"] if args.upgrade else []
        like = ["-c", str(REQUIREMENTS / "run.txt")] if name == "test" else []
        run(find_uv(), "pip", "compile", *chosen, *shape, *quiet, *more, *like, "-o", path)
        header = f"# {what}, pinned by hash. Made by: python3 run.py pin\n"
        path.write_text(header + path.read_text(encoding="utf-8"), encoding="utf-8")
    return 0


# --- test, check, bench ------------------------------------------------------------------------


def test(args: argparse.Namespace, rest: list[str]) -> int:
    return run_in_venv("tests.twice", *(["--only", args.only] if args.only else []), *rest)


def check(_: argparse.Namespace, rest: list[str]) -> int:
    return run_in_venv("tests.check", *rest)


def bench(_: argparse.Namespace, rest: list[str]) -> int:
    return run_in_venv("tests.bench", *rest)


def run_in_venv(module: str, *args: str) -> int:
    """Set everything up and run one of our own modules there."""
    set_up("test")
    command = [str(BIN / f"python{EXE}"), "-m", module, *args]
    return attend(subprocess.Popen(command, cwd=ROOT))


# --- the demo ----------------------------------------------------------------------------------


def demo(args: argparse.Namespace, _: list[str]) -> int:
    """Make the pretend schools and serve them until Ctrl-C."""
    if not is_free(args.port):
        stop(
            f"Port {args.port} is in use on this machine. Choose another: "
            f"python3 run.py demo --port {args.port + 1}"
        )
    set_up("run")
    if args.fresh:
        shutil.rmtree(DEMO_HOME, ignore_errors=True)
    DEMO_HOME.mkdir(parents=True, exist_ok=True)
    lantern = str(BIN / f"lantern{EXE}")
    env = with_env(LANTERN_DEMO="1", LANTERN_HOME=str(DEMO_HOME))
    env.pop("DATABASE_URL", None)  # pretend schools never meet a real school's database
    run(lantern, "demo", "make", env=env)
    served = subprocess.Popen([lantern, "serve", "--port", str(args.port)], cwd=ROOT, env=env)
    try:
        tell_when_ready(served, args.port, env=env, browser=not args.no_browser)
    except BaseException:
        end(served)
        raise
    code = attend(served)
    return 0 if code == STOPPED_BY_CTRL_C else code


def tell_when_ready(
    served: subprocess.Popen[bytes], port: int, *, env: dict[str, str], browser: bool
) -> None:
    address = f"http://localhost:{port}/"
    if not answers(address, served):
        return
    say(f"\nLantern is at {address}\n")
    run(BIN / f"lantern{EXE}", "demo", "cast", "--address", address, env=env)
    say("\nCtrl-C stops it.")
    if browser:
        webbrowser.open(address)


def answers(address: str, served: subprocess.Popen[bytes]) -> bool:
    """Whether the server answers before it ends or a minute is over."""
    direct = build_opener(ProxyHandler({}))
    for _ in range(SECONDS_TO_START * 4):
        if served.poll() is not None:
            return False
        try:
            direct.open(address, timeout=5).close()
        except HTTPError:
            return True  # it answers, if only to say no
        except (URLError, OSError):
            time.sleep(0.25)
        else:
            return True
    say(f"The server has not answered at {address} for {SECONDS_TO_START} seconds.")
    return False


def is_free(port: int) -> bool:
    """Whether we may listen there; another server that shares its port counts as in the way."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if not WINDOWS:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
    return True


# --- small things ------------------------------------------------------------------------------


def run(*command: str | Path, env: dict[str, str] | None = None, silent: bool = False) -> None:
    """Run a command here, in `env` if given; raise if it fails. `silent` hides its chatter."""
    subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=env,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if silent else None,
    )


def with_env(**more: str) -> dict[str, str]:
    return {**os.environ, **more}


def attend(child: subprocess.Popen[bytes]) -> int:
    """Wait for a child; on Ctrl-C or SIGTERM let it end in order. Returns what it answered."""
    try:
        return child.wait()
    except KeyboardInterrupt:  # the terminal has told the child too: give it time before insisting
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=5)
        end(child)
        return STOPPED_BY_CTRL_C
    except SystemExit:
        end(child)
        raise


def end(child: subprocess.Popen[bytes]) -> None:
    """Ask it to end, and see that it does."""
    if child.poll() is not None:
        return
    child.terminate()
    try:
        child.wait(timeout=15)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def words(command: object) -> str:
    return " ".join(map(str, command)) if isinstance(command, list | tuple) else str(command)


def say(sentence: str) -> None:
    print(sentence, flush=True)


def stop(sentence: str, *, code: int = CANNOT_START) -> NoReturn:
    print(sentence, file=sys.stderr, flush=True)
    raise SystemExit(code)


COMMANDS = {
    "setup": setup,
    "demo": demo,
    "test": test,
    "check": check,
    "bench": bench,
    "pin": pin,
}

if __name__ == "__main__":
    sys.exit(main())
