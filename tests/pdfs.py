"""Real PDFs for tests, made when the tests run. Councils, people and sentences are invented.

`Sheets` sets type the way Word's export of printed minutes looks: running head and foot, numbered bold headings with a tab, hanging
lists, ragged lines that wrap at the margin. A soft hyphen (U+00AD) in a text is where a line may end in a hyphen.
"""

import io
import zlib

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

LEFT, RIGHT, TOP, BOTTOM = 72, 523, 760, 84
SIZE, LEADING = 11, 13.5


class Sheets:
    """A document that is written from top to bottom; `pdf()` gives its bytes."""

    def __init__(self, head=None, foot=None, password=None):
        self._buffer = io.BytesIO()
        encryption = StandardEncryption(password, ownerPassword="owner") if password else None
        self._canvas = Canvas(self._buffer, pagesize=A4, encrypt=encryption, invariant=True)
        self._head, self._foot = head, foot
        self.page = 1
        self._y = TOP
        self._furnish()

    def _furnish(self):
        self._canvas.setFont("Helvetica", 9)
        if self._head:
            self._canvas.drawString(LEFT, 806, self._head)
        if self._foot:
            self._canvas.drawCentredString(A4[0] / 2, 40, self._foot.format(page=self.page))

    def new_page(self):
        self._canvas.showPage()
        self.page += 1
        self._y = TOP
        self._furnish()

    def gap(self, height=LEADING):
        self._y -= height

    def fill_to(self, lines):
        """Leave room for so many lines on this page."""
        self._y = BOTTOM + (lines - 0.5) * LEADING

    def _line(self, pieces, font="Helvetica", size=SIZE):
        if self._y < BOTTOM:
            self.new_page()
        self._canvas.setFont(font, size)
        for x, text in pieces:
            self._canvas.drawString(x, self._y, text)
        self._y -= LEADING

    def text(self, text, x=LEFT, label=None, label_x=None, bold=False, right=RIGHT):
        """Set a paragraph; `label` stands at `label_x` before its first line (a hanging list entry)."""
        font = "Helvetica-Bold" if bold else "Helvetica"
        first = True
        for line in _wrap(text, font, right - x):
            self._line(([(label_x if label_x is not None else x - 28, label)] if first and label else []) + [(x, line)], font)
            first = False

    def heading(self, number, title):
        self.gap()
        self.text(title, x=LEFT + 36, label=number, label_x=LEFT, bold=True)
        self.gap(6)

    def marker(self, text, white=True):
        """Set a control marker of the template as it leaks: tiny white text, or text in the invisible render mode."""
        if white:
            self._canvas.setFillColorRGB(1, 1, 1)
            self._canvas.setFont("Helvetica", 1)
            self._canvas.drawString(LEFT, self._y + 9, text)
            self._canvas.setFillColorRGB(0, 0, 0)
        else:
            hidden = self._canvas.beginText(LEFT, self._y + 9)
            hidden.setTextRenderMode(3)
            hidden.setFont("Helvetica", 1)
            hidden.textLine(text)
            hidden.setTextRenderMode(0)
            self._canvas.drawText(hidden)

    def columns(self, left, right, x=300, apart=0):
        for n in range(max(len(left), len(right))):
            self._y -= apart
            self._line([(at, column[n]) for at, column in ((LEFT, left), (x, right)) if n < len(column)])

    def table(self, rows, widths):
        """Set a ruled table whose cells wrap."""
        for row in rows:
            cells = [_wrap(cell, "Helvetica", width - 8) for cell, width in zip(row, widths, strict=True)]
            height = max(map(len, cells)) * LEADING + 6
            if self._y - height < BOTTOM:
                self.new_page()
            x = LEFT
            for lines, width in zip(cells, widths, strict=True):
                self._canvas.rect(x, self._y - height + LEADING - 2, width, height)
                self._canvas.setFont("Helvetica", SIZE)
                for n, line in enumerate(lines):
                    self._canvas.drawString(x + 4, self._y - 2 - n * LEADING, line)
                x += width
            self._y -= height
        self.gap()

    def watermark(self, text):
        self._canvas.saveState()
        self._canvas.translate(200, 300)
        self._canvas.rotate(45)
        self._canvas.setFont("Helvetica-Bold", 90)
        self._canvas.drawString(0, 0, text)
        self._canvas.restoreState()

    def picture(self):
        """Fill the page with a grey picture, as a scanner does."""
        self._canvas.drawInlineImage(_grey(), 0, 0, *A4)

    def raw(self, x, y, text, font="Helvetica", size=SIZE):
        self._canvas.setFont(font, size)
        self._canvas.drawString(x, y, text)

    def pdf(self):
        self._canvas.showPage()
        self._canvas.save()
        return self._buffer.getvalue()


def _grey():
    return Image.new("L", (60, 84), 200)


def _wrap(text, font, width):
    lines, line = [], ""
    for word in text.split(" "):
        parts = word.split("\u00ad")
        whole = "".join(parts)
        candidate = f"{line} {whole}".lstrip()
        if stringWidth(candidate, font, SIZE) <= width or (not line and len(parts) == 1):
            line = candidate
            continue
        for cut in range(len(parts) - 1, 0, -1):
            first = "".join(parts[:cut])
            begun = f"{line} {first}{'' if first.endswith('-') else '-'}".lstrip()
            if stringWidth(begun, font, SIZE) <= width:
                lines.append(begun)
                line = "".join(parts[cut:])
                break
        else:
            if line:
                lines.append(line)
            line = whole
    return [*lines, line]


def minutes_head(sheets, held="MINUTES OF THE MEETING HELD ON 22 MAY 2018"):
    """Set the head of the printed minutes of an invented council."""
    sheets.text("WEXMOOR COUNTY COUNCIL", bold=True)
    sheets.gap(6)
    sheets.text("CHILDREN AND FAMILIES SCRUTINY COMMITTEE", bold=True)
    sheets.gap(6)
    sheets.text(held, bold=True)
    sheets.gap()


def _assembled(objects):
    """The bytes of a PDF of these objects, the first of which is its catalogue."""
    data = b"%PDF-1.4\n"
    offsets = []
    for n, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return data + table + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))


def zero_pages():
    """A valid PDF whose page tree is empty."""
    return _assembled([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"])


def bomb(megabytes):
    """A small PDF whose page's content is `megabytes` of spaces behind two layers of compression."""
    chunk = b" " * 2**20
    packer = zlib.compressobj(9, wbits=-15)
    packed = packer.compress(chunk) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = 1
    for _ in range(megabytes):
        checksum = zlib.adler32(chunk, checksum)
    stream = zlib.compress(b"\x78\xda" + packed * megabytes + b"\x03\x00" + checksum.to_bytes(4, "big"), 9)
    return _assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
            b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (len(stream), stream),
        ]
    )
