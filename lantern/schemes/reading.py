"""A scheme's text as it is named on the command line."""

from pathlib import Path

from lantern.schemes.presets import PRESETS, Problem, SchemeTrouble, did_you_mean, preset_text
from lantern.schemes.presets.loading import LARGEST


def text_named(word: str) -> str | bytes:
    """The text of a preset, or of a file as it lies there; raises SchemeTrouble for neither."""
    if word in PRESETS:
        return preset_text(word)
    try:
        with Path(word).open("rb") as file:
            return file.read(LARGEST + 1)  # one byte more tells that it is too large
    except FileNotFoundError:
        what = f'There is no file and no preset "{word}".'
        raise SchemeTrouble([Problem(word, None, what, did_you_mean(word, PRESETS))]) from None
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", "") or str(error)
        instead = "Name a file that you may read."
        raise SchemeTrouble(
            [Problem(word, None, f"It cannot be opened: {said}.", instead)]
        ) from error
