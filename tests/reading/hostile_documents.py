"""Documents made to do harm, or merely broken, by name; each is a few lines of bytes."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
import zlib

SENTENCE = "Sweden withdrew its 220 soldiers from MINUSMA in March 2023. "
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'


def texts() -> dict[str, bytes]:
    """Plain text, and what only bears its name."""
    russian = "Правительство Мали попросило вывести миссию без промедления. " * 5
    plain = SENTENCE.encode()
    return {
        "empty": b"",
        "mark-only": b"\xef\xbb\xbf",
        "blanks": b" \n\t\r\n" * 1000,
        "digits": b"1 234 567\n" * 100,
        "punctuation": b"... !!! ??? ---\n" * 100,
        "nul": plain + b"\x00" + plain,
        "nuls": b"\x00" * 5000,
        "noise": bytes(range(256)) * 40,
        "escape-sequences": b"\x1b[2J\x1b[31m" + plain + b"\x1b[0m\x1b]0;title\x07 \x9b2J",
        "turned": "Mali \u202e gnihton \u2066 x\u2069 ".encode() + plain,
        "unseen": "Swe\u200bden \u2060with\u00addrew\ufeff its \U000e0041soldiers. ".encode()
        + plain,
        "utf-16-le": b"\xff\xfe" + SENTENCE.encode("utf-16-le"),
        "utf-16-be": b"\xfe\xff" + SENTENCE.encode("utf-16-be"),
        "utf-16-odd": b"\xff\xfe" + SENTENCE.encode("utf-16-le") + b"x",
        "utf-16-without-mark": (SENTENCE * 3).encode("utf-16-le"),
        "utf-16-be-without-mark": (SENTENCE * 3).encode("utf-16-be"),
        "utf-16-halves": b"\xff\xfe" + b"\x00\xd8" * 3 + (SENTENCE * 9).encode("utf-16-le"),
        "utf-32": SENTENCE.encode("utf-32"),
        "utf-7": b"+/v8-" + plain,
        "latin-1": "Côte d'Ivoire withdrew its soldiers. ".encode("latin-1") * 3,
        "koi8-r": russian.encode("koi8-r"),
        "windows-1251": russian.encode("cp1251"),
        "shift-jis": ("マリ政府は派遣団の撤退を求めた。" * 9).encode("shift-jis"),
        "cesu-8": b"\xed\xa0\xbd\xed\xb8\x80" + plain,
        "overlong": b"\xc0\xaf\xe0\x80\xaf" + plain,
        "line-ends": b"a\rb\x0bc\x0cd\xc2\x85e\xe2\x80\xa8f\r\n" + plain,
        "one-word": b"a" * 300_000,
        "one-line": plain * 5_000,
        "new-lines": b"\n" * 300_000 + plain,
        "too-long": b"word " * 500_000,
        "hyphens": b"ab-\n" * 50_000,
        "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(99),
        "picture.jpg": b"\xff\xd8\xff\xe0" + bytes(99),
        "picture.gif": b"GIF89a" + bytes(99),
        "picture.bmp": b"BM" + bytes(99),
        "picture.tif": b"II*\x00" + bytes(99),
        "sound.wav": b"RIFF" + bytes(99),
        "program.elf": b"\x7fELF" + bytes(99),
        "program.exe": b"MZ\x90\x00" + bytes(99),
        "table.parquet": b"PAR1" + bytes(99),
        "base.sqlite": b"SQLite format 3\x00" + bytes(99),
        "packed.gz": gzip.compress(plain),
        "packed.xz": b"\xfd7zXZ\x00" + bytes(99),
        "packed.7z": b"7z\xbc\xaf\x27\x1c" + bytes(99),
        "pointer": b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 3\n",
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99),
        "rich.rtf": b"{\\rtf1 hello}",
        "script.ps": b"%!PS-Adobe-3.0\n(hello) show",
    }


def pages() -> dict[str, bytes]:
    """Web pages."""
    body = f"<p>{SENTENCE * 5}</p>"
    russian = "<p>" + "Правительство Мали попросило вывести миссию. " * 6 + "</p>"
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))

    def page(inside: str, head: str = "") -> bytes:
        return f"<html><head>{head}</head><body>{inside}</body></html>".encode()

    return {
        "deep-div": page("<div>" * 100_000 + body),
        "deep-bold": page("<b>" * 100_000 + body),
        "deep-table": page("<table><tr><td>" * 3_000 + body),
        "deep-list": page("<ul><li>" * 20_000 + body),
        "wide": page("<p>x</p>" * 50_000 + body),
        "long-attribute": page(f'<p class="{"x" * 3_000_000}">' + body),
        "many-attributes": page("<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">" + body),
        "open-tags": page("<a " * 20_000 + body),
        "open-comments": page(body + "<!--" * 20_000),
        "open-cdata": page(body + "<![CDATA[" * 20_000),
        "open-declarations": page(body + "<!x" * 20_000),
        "open-instructions": page(body + "<?x" * 20_000),
        "open-script": page(body + "<script>" * 1_000),
        "open-textarea": page("<textarea>" + body),
        "plaintext": page("<plaintext>" + body),
        "less-than": page(body + "<" * 100_000),
        "ampersands": page(body + "&" * 100_000),
        "references": page(
            body + "<p>&#27;[2J &#0; &#xD800; &#x110000; &#99999999999; &bogus;</p>"
        ),
        "many-references": page(body + "&#x41;" * 100_000),
        "only-scripts": page("<script>while(1){}</script><style>p{}</style>"),
        "nothing": page(""),
        "nul-in-tag": page("<p\x00 onclick=x>" + body),
        "loads-pictures": page(
            '<img src="http://192.0.2.1/x"><iframe src="http://192.0.2.1/">' + body
        ),
        "loads-base": page(body, '<base href="http://192.0.2.1/"><link rel=stylesheet href=x.css>'),
        "refresh": page(body, '<meta http-equiv=refresh content="0;url=http://192.0.2.1/">'),
        "frames": page('<frameset><frame src="file:///etc/passwd"></frameset>' + body),
        "svg": page("<svg>" + "<g>" * 5_000 + "</svg>" + body),
        "entities": (
            f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "ha">{laughs}]>'
            f"<html><body>{body}<p>&l11;</p></body></html>"
        ).encode(),
        "outer-entity": (
            '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            f"<html><body>{body}<p>&x;</p></body></html>"
        ).encode(),
        "charset-utf-7": page(body, "<meta charset=utf-7>").replace(b"5", b"\xf5"),
        "charset-zlib": page(body, "<meta charset=zlib>").replace(b"5", b"\xf5"),
        "charset-escape": page(body, "<meta charset=unicode_escape>").replace(b"5", b"\xf5"),
        "charset-idna": page(body, "<meta charset=idna>").replace(b"5", b"\xf5"),
        "charset-wide": page(body, "<meta charset=utf-16>"),
        "charset-long": page(body, f"<meta charset={'x' * 5_000}>").replace(b"5", b"\xf5"),
        "charset-wrong": page(body, "<meta charset=big5>") + b"\xff\xff\x80",
        "charset-russian": page(russian, "<meta charset=windows-1251>").decode().encode("cp1251"),
        "charset-missing": page(russian).decode().encode("cp1251"),
    }


def archive(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of some parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def body(inside: str, space: str = W, head: str = "") -> bytes:
    """The main part of a Word document."""
    return f"{head}<w:document {space}><w:body>{inside}</w:body></w:document>".encode()


def paragraph(text: str) -> str:
    """A paragraph of it."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def word_documents() -> dict[str, bytes]:
    """Word documents."""
    main = "word/document.xml"
    right = archive({main: body(paragraph(SENTENCE))})
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    lies = bytearray(archive({main: b"x" * 90_000}))
    for at in (18, 22):  # sizes in the local header
        struct.pack_into("<I", lies, at, 10)
    method = bytearray(right)
    method[right.index(b"PK\x01\x02") + 10] = 99
    locked = bytearray(right)
    locked[right.index(b"PK\x01\x02") + 8] |= 1
    damaged = bytearray(right)
    damaged[60] ^= 0xFF

    def of(inside: str, space: str = W, head: str = "") -> bytes:
        return archive({main: body(inside, space, head)})

    return {
        "right": right,
        "strict": of(paragraph(SENTENCE), STRICT),
        "bomb": archive({main: b"<w:t>" + b"0" * 30_000_000}),
        "bomb-in-a-part": archive({main: body(paragraph(SENTENCE)), "x": b"0" * 30_000_000}),
        "entity": of("&b;", W, '<!DOCTYPE a [<!ENTITY b "bbbb">]>'),
        "laughs": of("&l11;", W, f'<!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]>'),
        "outer-entity": of("&x;", W, '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "outer-dtd": of("", W, '<!DOCTYPE a SYSTEM "http://192.0.2.1/x.dtd">'),
        "deep": of("<w:x>" * 200_000),
        "deep-closed": of("<w:x>" * 100_000 + paragraph(SENTENCE) + "</w:x>" * 100_000),
        "long-attribute": of(f'<w:p w:x="{"y" * 3_000_000}"/>' + paragraph(SENTENCE)),
        "many-paragraphs": of(paragraph("x") * 50_000),
        "control-reference": of(paragraph("a&#27;[2Jb")),
        "turned": of(paragraph(f"\u202e{SENTENCE}\u200b")),
        "no-xml": archive({main: b"nothing of the kind"}),
        "empty-part": archive({main: b""}),
        "no-paragraph": of(""),
        "no-main-part": archive({"readme.txt": b"hello"}),
        "sheet": archive({"xl/workbook.xml": b"<x/>"}),
        "empty-archive": archive({}),
        "nested": archive({main: right}),
        "climbing-name": archive({"../../etc/passwd": b"x", main: body(paragraph(SENTENCE))}),
        "many-parts": archive({f"p{n}": b"" for n in range(20_000)}, zipfile.ZIP_STORED),
        "utf-16": archive({main: body(paragraph(SENTENCE)).decode().encode("utf-16")}),
        "unknown-encoding": of("", W, '<?xml version="1.0" encoding="x-none"?>'),
        "utf-7": of("", W, '<?xml version="1.0" encoding="utf-7"?>'),
        "signature-only": b"PK\x03\x04 and no more",
        "cut": right[: len(right) // 2],
        "cut-end": right[:-10],
        "before-it": b"PK\x03\x04" + b"junk" * 99 + right,
        "size-lies": bytes(lies),
        "unknown-method": bytes(method),
        "locked": bytes(locked),
        "damaged": bytes(damaged),
    }


def pdf(
    objects: dict[int, bytes] | None = None,
    content: bytes | None = None,
    *,
    stream: bytes | None = None,
    trailer: bytes = b"",
) -> bytes:
    """A PDF of one page, some of its objects replaced."""
    words = content if content is not None else b"BT /F1 12 Tf 72 700 Td (%s) Tj ET"
    words = words.replace(b"%s", SENTENCE.encode())
    listed = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        4: stream or b"<< /Length %d >>\nstream\n%s\nendstream" % (len(words), words),
        5: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    } | (objects or {})
    out = b"%PDF-1.7\n"
    places = {}
    for number, value in sorted(listed.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, value)
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    size = max(listed) + 1
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (size, trailer)
    return out + b"startxref\n%d\n%%%%EOF\n" % start


def _flate(content: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    return b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(content), filters, content)


def portable_documents() -> dict[str, bytes]:
    """PDF files."""
    right = pdf()
    chain = SENTENCE.encode()
    for _ in range(30):
        chain = zlib.compress(chain)
    wide = b"1 beginbfrange\n<0000> <ffff> <0000>\nendbfrange"
    halves = b"1 beginbfchar\n<53> <D800>\nendbfchar"
    unicode_font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>"
    start = right.rindex(b"startxref")

    def mapped(cmap: bytes) -> bytes:
        return pdf(
            {5: unicode_font, 6: b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap)}
        )

    made = {
        "right": right,
        "header-only": b"%PDF-1.7\n",
        "no-pdf": b"%PDF-1.7\nnothing of the kind",
        "no-page": pdf({2: b"<< /Type /Pages /Kids [] /Count 0 >>"}),
        "kids-loop": pdf({2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"}),
        "kids-far-loop": pdf(
            {
                2: b"<< /Type /Pages /Kids [6 0 R] /Count 1 >>",
                6: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>",
            }
        ),
        "parent-loop": pdf({2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R >>"}),
        "count-lies": pdf({2: b"<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>"}),
        "count-negative": pdf({2: b"<< /Type /Pages /Kids [3 0 R] /Count -1 >>"}),
        "one-page-often": pdf(
            {2: b"<< /Type /Pages /Kids [%s] /Count 3000 >>" % (b"3 0 R " * 3_000)}
        ),
        "no-catalog": pdf({1: b"<< >>"}),
        "catalog-loop": pdf({1: b"1 0 R"}),
        "xref-loop": pdf(trailer=b"/Prev %d" % right.rindex(b"xref\n0 1")),
        "xref-far": right[:start] + b"startxref\n99999999999999\n%%EOF\n",
        "xref-negative": right[:start] + b"startxref\n-5\n%%EOF\n",
        "xref-none": right[: right.rindex(b"xref\n0 1")],
        "size-lies": right.replace(b"/Size 6", b"/Size 999999999"),
        "locked": pdf(trailer=b"/Encrypt << /Filter /Standard /V 9 /R 9 >>"),
        "locked-foreign": pdf(trailer=b"/Encrypt << /Filter /Other >>"),
        "length-lies": pdf(stream=b"<< /Length 999999999 >>\nstream\nBT ET\nendstream"),
        "length-loop": pdf(stream=b"<< /Length 4 0 R >>\nstream\nBT ET\nendstream"),
        "flate-bomb": pdf(stream=_flate(zlib.compress(b" " * 80_000_000))),
        "flate-text-bomb": pdf(stream=_flate(zlib.compress(b"BT (x) Tj ET " * 400_000))),
        "flate-broken": pdf(stream=_flate(b"not packed at all")),
        "flate-chain": pdf(stream=_flate(chain, b"[" + b"/FlateDecode " * 30 + b"]")),
        "filter-unknown": pdf(stream=_flate(b"x", b"/None")),
        "filter-jbig2": pdf(stream=_flate(b"x", b"/JBIG2Decode")),
        "filter-hex": pdf(stream=_flate(b"zz<<>>", b"/ASCIIHexDecode")),
        "filter-85": pdf(stream=_flate(b"\xff\xfe~>", b"/ASCII85Decode")),
        "filter-lzw": pdf(stream=_flate(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", b"/LZWDecode")),
        "no-content": pdf(content=b""),
        "scan": pdf(content=b"q 612 0 0 792 0 0 cm /Im1 Do Q"),
        "no-font": pdf({5: b"null"}),
        "font-loop": pdf({5: b"5 0 R"}),
        "operators": pdf(content=b"Q " * 50_000 + b"BT /F1 12 Tf (%s) Tj ET"),
        "open-string": pdf(content=b"BT /F1 12 Tf (((((((((" * 2_000),
        "open-arrays": pdf(content=b"BT /F1 12 Tf " + b"[" * 30_000),
        "open-dictionaries": pdf(content=b"BT /F1 12 Tf " + b"<<" * 30_000),
        "numbers": pdf(
            content=b"BT /F1 1e999 Tf 1e30 -1e30 Td (%s) Tj 99999999999 0 Td (%s) Tj ET"
        ),
        "far-apart": pdf(content=b"BT /F1 12 Tf 0 0 Td (%s) Tj 900000000 900000000 Td (%s) Tj ET"),
        "tiny-font": pdf(content=b"BT /F1 0.0000001 Tf 72 700 Td (%s) Tj 500 0 Td (%s) Tj ET"),
        "matrix": pdf(content=b"0 0 0 0 0 0 cm BT /F1 12 Tf (%s) Tj ET"),
        "control-text": pdf(content=b"BT /F1 12 Tf 72 700 Td (\\033[2J\\000\\007 %s) Tj ET"),
        "map-wide": mapped(wide),
        "map-halves": mapped(halves),
        "map-broken": mapped(b"1 beginbfchar <"),
        "map-loop": pdf({5: unicode_font, 6: b"6 0 R"}),
        "form-loop": pdf(
            {
                3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
                b"/Resources << /XObject << /X 6 0 R >> >> >>",
                6: b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject "
                b"<< /X 6 0 R >> >> /Length 5 >>\nstream\n/X Do\nendstream",
            },
            content=b"/X Do",
        ),
        "deep-array": pdf({6: b"[" * 20_000 + b"]" * 20_000}, trailer=b"/Info 6 0 R"),
        "script": pdf(
            {
                1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript "
                b"/JS (app.alert\\(1\\)) >> >>"
            }
        ),
    }
    for part in range(1, 10):
        made[f"cut-{part}0"] = right[: len(right) * part // 10]
    for place in range(20, len(right), len(right) // 10):
        made[f"bit-{place}"] = right[:place] + bytes([right[place] ^ 4]) + right[place + 1 :]
    return made
