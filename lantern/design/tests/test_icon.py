"""The icon is there where no page of ours names it: beside a PDF, and before signing in."""

import io

from django.test import Client
from PIL import Image


def test_a_browser_finds_the_icon_that_it_asks_for_itself() -> None:
    answer = Client().get("/favicon.ico")
    assert answer.status_code == 200
    assert answer["Content-Type"] in {"image/x-icon", "image/vnd.microsoft.icon"}
    with Image.open(io.BytesIO(b"".join(answer))) as icon:
        assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
