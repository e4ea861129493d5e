"""Debian's LibreOffice as a user's office program: makes real files, opens ours, prints them."""

import subprocess
from pathlib import Path

PATIENCE = 120  # seconds for one start of it


class Office:
    """One LibreOffice with a profile of its own in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._profile = folder / "profile"

    def converted(self, files: list[Path], kind: str, to: Path, *, reading: str = "") -> list[Path]:
        """The files as `kind` (pdf, docx …) in the folder `to`; AssertionError for one it refused.

        `reading` names the filter to read them with, where the ending does not tell.
        """
        to.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            [
                *("soffice", f"-env:UserInstallation=file://{self._profile}"),
                *("--headless", "--norestore", *([f"--infilter={reading}"] if reading else [])),
                *("--convert-to", kind, "--outdir", str(to), *map(str, files)),
            ],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        made = [to / f"{file.stem}.{kind}" for file in files]
        assert all(file.exists() for file in made), done.stderr
        return made


def text_of(pdf: Path) -> str:
    """The words of a PDF as one reads them."""
    words = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True
    )
    return words.stdout


def pages_of(pdf: Path) -> int:
    """How many pages a PDF has."""
    told = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=True)
    (line,) = [line for line in told.stdout.splitlines() if line.startswith("Pages:")]
    return int(line.split()[1])


def pictures_of(pdf: Path) -> int:
    """How many pictures a PDF shows."""
    told = subprocess.run(
        ["pdfimages", "-list", str(pdf)], capture_output=True, text=True, check=True
    )
    return sum(line.split()[2] == "image" for line in told.stdout.splitlines()[2:])
