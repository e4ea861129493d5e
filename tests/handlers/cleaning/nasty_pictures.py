"""Pictures with `CANARY` in all that lies beside the pixels."""

import io
import random
import struct
import zlib

from PIL import Image, PngImagePlugin

from tests.handlers.cleaning.canary import CANARY


def noise(width: int, height: int, mode: str = "RGB") -> Image.Image:
    size = width * height * len(Image.new(mode, (1, 1)).getbands())
    return Image.frombytes(mode, (width, height), random.Random(7).randbytes(size))


def exif() -> bytes:
    notes = Image.Exif()
    notes[0x010F] = CANARY
    notes[0x0112] = 6
    notes[0x013B] = CANARY
    notes.get_ifd(0x8769)[0xA431] = CANARY
    notes.get_ifd(0x8825)[1] = "N"
    notes.get_ifd(0x8825)[2] = (41.0, 48.0, 7.0)
    notes.get_ifd(0x8825)[29] = CANARY
    return notes.tobytes()


def saved(image: Image.Image, form: str, **options) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def jpeg(image: Image.Image | None = None) -> bytes:
    """EXIF with GPS and serial, XMP, ICC, a comment, and something behind the end."""
    plain = saved(
        image or noise(300, 200),
        "JPEG",
        quality=90,
        exif=exif(),
        comment=CANARY.encode(),
        icc_profile=CANARY.encode(),
        xmp=f"<x:xmpmeta>{CANARY}</x:xmpmeta>".encode(),
    )
    return plain + CANARY.encode()


def png() -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", CANARY)
    notes.add_itxt("XML:com.adobe.xmp", CANARY, zip=True)
    return saved(noise(40, 30), "PNG", pnginfo=notes, exif=exif()) + CANARY.encode()


def animated(form: str) -> bytes:
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "green", "blue")]
    return saved(frames[0], form, save_all=True, append_images=frames[1:], comment=CANARY)


def sixteen_bits() -> bytes:
    grey = Image.new("I;16", (64, 64))
    grey.putdata([value * 16 for value in range(4096)])
    return saved(grey, "PNG")


def bomb() -> bytes:
    """A PNG of 100 megapixels in a few kilobytes."""
    return saved(Image.new("1", (10_000, 10_000)), "PNG")


def jpeg_of_a_phone() -> bytes:
    """With a thumbnail, a maker's notes, Photoshop's block, several segments of each kind."""
    small = saved(noise(20, 15), "JPEG", comment=CANARY.encode())
    segments = [
        _segment(0xE1, b"Exif\0\0" + _tiff(small)),
        _segment(0xE1, f"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>{CANARY}</x:xmpmeta>".encode()),
        _segment(0xE1, f"http://ns.adobe.com/xmp/extension/\0{CANARY}".encode()),
        _segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0" + _pascal(_iptc())),
        *(_segment(0xE0 + number, CANARY.encode()) for number in range(2, 16)),
        _segment(0xFE, CANARY.encode()),
        _segment(0xFE, CANARY.encode("utf-16-le")),
    ]
    plain = saved(noise(300, 200), "JPEG")
    return plain[:2] + b"".join(segments) + plain[2:]


def motion_photo() -> bytes:
    """A photo with the film that was taken along behind it."""
    film = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"
    moving = CANARY.encode() * 40
    return jpeg() + film + (len(moving) + 8).to_bytes(4, "big") + b"mdat" + moving


def several_in_one() -> bytes:
    """Multi-picture format: a second picture behind the first, with notes of its own."""
    return saved(
        noise(80, 60), "MPO", save_all=True, append_images=[noise(80, 61)], exif=exif()
    ).replace(b"\xff\xd9", b"\xff\xd9" + CANARY.encode())


def png_with_every_note() -> bytes:
    """Plain, packed and international texts, EXIF, a profile, a clock and a chunk of one's own."""
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", CANARY)
    notes.add_text("Comment", CANARY, zip=True)
    notes.add_itxt("Title", CANARY, lang="zh", tkey=CANARY)
    notes.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{CANARY}</x:xmpmeta>", zip=False)
    notes.add(b"tIME", bytes((0x07, 0xEA, 1, 2, 3, 4, 5)))
    notes.add(b"zhAn", CANARY.encode(), after_idat=True)
    profile = CANARY.encode()
    return saved(
        noise(40, 30), "PNG", pnginfo=notes, exif=exif(), icc_profile=profile, dpi=(72, 72)
    )


def png_of_packed_texts() -> bytes:
    """Texts that unpack to more than anybody writes."""
    notes = PngImagePlugin.PngInfo()
    for number in range(20):
        notes.add_text(f"Comment{number}", "0" * 5_000_000, zip=True)
    return saved(noise(40, 30), "PNG", pnginfo=notes)


def sixteen_bits_of_colour() -> bytes:
    """A PNG of 16 bits a colour, which Pillow does not write."""
    lines = b"".join(b"\0" + random.Random(line).randbytes(8 * 6) for line in range(8))
    header = (8).to_bytes(4, "big") * 2 + bytes((16, 2, 0, 0, 0))
    chunks = [(b"IHDR", header), (b"tEXt", b"Author\0" + CANARY.encode())]
    chunks += [(b"IDAT", zlib.compress(lines)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")
        for kind, body in chunks
    )


def gif_that_is_a_script() -> bytes:
    """A picture whose bytes a browser could run: `GIF89a/*…*/=1;alert()`."""
    script = f"*/=1;alert('{CANARY}');/*"
    plain = saved(noise(10_799, 600).convert("P"), "GIF", comment=script.encode())
    assert plain[6:8] == b"/*"
    return plain + b"*/"


def gif_with_xmp() -> bytes:
    """With the block in which Adobe's programs keep theirs."""
    plain = saved(noise(60, 20).convert("P"), "GIF", comment=CANARY.encode())
    notes = b"!\xff\x0bXMP DataXMP" + f"<x:xmpmeta>{CANARY}</x:xmpmeta>".encode()
    tail = b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    return plain[:-1] + notes + tail + b";"


def _segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body


def _pascal(body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + body + b"\0" * (len(body) % 2)


def _iptc() -> bytes:
    name = CANARY.encode()
    return b"\x1c\x02\x50" + len(name).to_bytes(2, "big") + name


def _tiff(thumbnail: bytes) -> bytes:
    """EXIF by hand: a maker's notes and a serial in the first list, a thumbnail in the second."""
    name = CANARY.encode() + b"\0"
    at = 8 + 2 + 3 * 12 + 4
    first = [(0x010F, 2, len(name), at), (0x927C, 7, len(name), at), (0xC62F, 2, len(name), at)]
    second = at + len(name)
    picture = second + 2 + 2 * 12 + 4
    other = [(0x0201, 4, 1, picture), (0x0202, 4, 1, len(thumbnail))]
    return b"MM\0*\0\0\0\x08" + _tags(first, second) + name + _tags(other, 0) + thumbnail


def _tags(entries: list[tuple[int, int, int, int]], following: int) -> bytes:
    listed = b"".join(struct.pack(">HHII", *entry) for entry in entries)
    return struct.pack(">H", len(entries)) + listed + struct.pack(">I", following)
