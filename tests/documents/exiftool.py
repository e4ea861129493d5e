"""What exiftool finds in files: it knows more places for notes than any test of ours."""

import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def facts_of(folder: Path) -> dict[str, dict[str, Any]]:
    """Every tag of every file in a folder, those it does not know and those it meets twice too."""
    asked = ["exiftool", "-j", "-a", "-u", "-G1:4", "-ee3", "-ext", "*", str(folder)]
    ran = subprocess.run(asked, capture_output=True, check=True, text=True)
    told: list[dict[str, Any]] = json.loads(ran.stdout)
    return {Path(each.pop("SourceFile")).name: each for each in told}


def beside_format(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The tags that are no facts of the format."""
    return {tag: value for tag, value in facts.items() if _COPY.sub(":", tag) not in FORMAT}


_COPY = re.compile(r":Copy\d+:")
"""How exiftool tells apart what it meets several times in one file."""

FORMAT = frozenset(
    {
        "ExifTool:ExifToolVersion",
        *(f"System:{fact}" for fact in ("FileName", "Directory", "FileSize", "FilePermissions")),
        *(f"System:File{which}Date" for which in ("Modify", "Access", "InodeChange")),
        *(f"File:{fact}" for fact in ("FileType", "FileTypeExtension", "MIMEType")),
        *(f"File:{fact}" for fact in ("ImageWidth", "ImageHeight", "BitsPerSample")),
        *(f"File:{fact}" for fact in ("EncodingProcess", "ColorComponents", "YCbCrSubSampling")),
        *(f"JFIF:{fact}" for fact in ("JFIFVersion", "ResolutionUnit", "XResolution")),
        "JFIF:YResolution",
        *(f"PNG:{fact}" for fact in ("ImageWidth", "ImageHeight", "BitDepth", "ColorType")),
        *(f"PNG:{fact}" for fact in ("Compression", "Filter", "Interlace", "Palette")),
        *(f"PDF:{fact}" for fact in ("PDFVersion", "Linearized", "PageCount")),
        *(f"Composite:{fact}" for fact in ("ImageSize", "Megapixels")),
        *(f"ZIP:Zip{fact}" for fact in ("RequiredVersion", "BitFlag", "Compression", "CRC")),
        *(f"ZIP:Zip{fact}" for fact in ("ModifyDate", "CompressedSize", "UncompressedSize")),
        "ZIP:ZipFileName",
    }
)
"""Sizes, depths and kinds. A zip's date is held against the format's first day by the tests."""
