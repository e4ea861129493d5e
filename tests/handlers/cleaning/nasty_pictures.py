"""Pictures with `CANARY` in all that lies beside the pixels."""

import io
import random

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
