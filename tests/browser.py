"""A Chromium for the journeys, and pdftoppm for the pictures of PDFs."""

import contextlib
import os
import shutil
import subprocess
from pathlib import Path

DEBIAN = Path("/etc/debian_version")
INSTALLS = {  # a browser for the tests and pdftoppm, by whatever installs programs on a machine
    "apt-get": "sudo apt-get install -y --no-install-recommends chromium poppler-utils",
    "dnf": "sudo dnf install -y chromium poppler-utils",
    "zypper": "sudo zypper install -y chromium poppler-tools",
    "pacman": "sudo pacman -S --needed chromium poppler",
    "apk": "sudo apk add chromium poppler-utils",
    "brew": "brew install google-chrome poppler",
}
WITHOUT_A_SCREEN = "chromium-headless-shell"
BROWSERS = (
    WITHOUT_A_SCREEN,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
ANYHOW = "export PATH=WHERE:$PATH CHROMIUM=WHERE/chromium   # once you have put both somewhere"


class NoBrowser(Exception):
    """There is none, and the one command is said that would install it."""


def found() -> str:
    """A Chromium for the journeys and pdftoppm for the pictures of PDFs, installed if we may."""
    may_install = DEBIAN.exists() and shutil.which("apt-get") and os.geteuid() == 0
    best = os.environ.get("CHROMIUM") or shutil.which(WITHOUT_A_SCREEN)
    if may_install and not (best and shutil.which("pdftoppm")):
        install_on_debian()
    if here := all_found():
        return here
    ask = next((command for tool, command in INSTALLS.items() if shutil.which(tool)), ANYHOW)
    missing = "The tests need Chromium and pdftoppm. This is the one missing command:"
    raise NoBrowser(f"{missing}\n    {ask}")


def install_on_debian() -> None:
    """The Chromium that has no screen, as it opens a page in half the time; else the whole one."""
    print("Installing Chromium and poppler-utils for the tests ...", flush=True)
    apt = ("apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    whole = INSTALLS["apt-get"].split()[2:]
    smaller = [WITHOUT_A_SCREEN if each == "chromium" else each for each in whole]
    for command in (["update"], smaller, whole):
        with contextlib.suppress(subprocess.CalledProcessError):  # an older Debian; or no network
            silent = subprocess.DEVNULL
            subprocess.run([*apt, *command], env=quiet, stdin=silent, stdout=silent, check=True)
        if command != ["update"] and all_found():
            return


def all_found() -> str | None:
    """The browser, if it and pdftoppm are both here."""
    return installed() if shutil.which("pdftoppm") else None


def installed() -> str | None:
    """The one that was named, or the first of those that are known."""
    if chosen := os.environ.get("CHROMIUM"):
        return chosen
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    for app in ("Chromium", "Google Chrome"):
        path = Path("/Applications", f"{app}.app", "Contents/MacOS", app)
        if path.exists():
            return str(path)
    return None
