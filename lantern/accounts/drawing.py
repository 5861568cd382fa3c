"""A square code that a phone's camera reads."""

import qrcode
from django.utils.html import format_html
from django.utils.safestring import SafeString

BORDER = 4  # modules of white around it, which a camera needs


def square_code(text: str) -> SafeString:
    """The text as a QR code: inline SVG, dark on white in every colour scheme."""
    made = qrcode.QRCode(border=BORDER)
    made.add_data(text)
    rows = made.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return format_html(
        '<svg class="square-code" viewBox="0 0 {0} {0}" role="img" aria-label="A square code for'
        ' your phone’s camera" shape-rendering="crispEdges">'
        '<rect width="{0}" height="{0}" fill="#fff"/><path d="{1}" fill="#000"/></svg>',
        len(rows), path,
    )  # fmt: skip
