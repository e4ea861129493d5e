"""The part of `python -m bot.people` that prints posters of sites."""

import shutil
import subprocess
from pathlib import Path
from typing import Annotated, Final

import typer
from fontTools.ttLib import TTLibError
from fpdf.errors import FPDFException

from bot.office import read
from bot.people_texts import PeopleTexts
from bot.places import office, stop
from handlers.documents.poster import Font, Place, posters
from storage import Session, people

_PATIENCE: Final = 10.0

Codes = Annotated[
    list[str] | None,
    typer.Argument(help="地点编号，例：A17；不写是全部 · codes; else all"),
]
Of = Annotated[
    str | None, typer.Option("--enterprise", help="只要这个单位的 · of this enterprise alone")
]
To = Annotated[Path, typer.Option("--to", help="写到哪个文件 · where to write")]
FontFile = Annotated[
    Path | None, typer.Option("--font", help="中文字体文件（.ttf .otf .ttc）· a Chinese font")
]


def site_poster(
    codes: Codes = None, enterprise: Of = None, to: To = Path("posters.pdf"), font: FontFile = None
) -> None:
    """打印地点的海报，一页一处 · Print posters of sites, a page each."""
    settings, say = office()
    if not settings.intake_username:
        stop(say.no_username)
    found = read(settings, _places, settings.intake_username)
    wanted = [place for short, place in found if enterprise in {None, short, place.enterprise}]
    if codes:
        unknown = set(codes) - {place.code for place in wanted}
        if unknown:
            stop(say.unknown_site.format(code=" ".join(sorted(unknown))))
        wanted = [place for place in wanted if place.code in codes]
    if not wanted:
        stop(say.no_sites)
    if font is not None and not _is_font(font):
        stop(say.no_font)
    regular, bold = (Font(font), Font(font)) if font else _fonts(say)
    try:
        made = posters(
            wanted,
            bot=settings.intake_username,
            hotline=settings.hotline_safety,
            language=settings.language,
            regular=regular,
            bold=bold,
        )
    except (FPDFException, TTLibError, OSError, ValueError):
        stop(say.no_font)
    to.write_bytes(made)
    typer.echo(say.posters.format(count=len(wanted), path=to))


def chinese_font(style: str) -> Font | None:
    """The font that fontconfig names for Chinese in `regular` or `bold`; None without one."""
    program = shutil.which("fc-match")
    if program is None:
        return None
    wanted = f"Noto Sans CJK SC:lang=zh-cn:{style}"
    told = subprocess.run(  # noqa: S603 - fontconfig's own program, words of ours
        [program, "-f", "%{file}\t%{index}\t%{lang}", wanted],
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )
    file, number, languages = [*told.stdout.split("\t"), "", "", ""][:3]
    if "zh-cn" not in languages.split("|"):
        return None
    return Font(Path(file), int(number))


def _is_font(path: Path) -> bool:
    """Whether a file begins as TrueType, OpenType or a collection of them does."""
    try:
        with path.open("rb") as file:
            return file.read(4) in {b"\0\1\0\0", b"OTTO", b"true", b"ttcf"}
    except OSError:
        return False


def _fonts(say: PeopleTexts) -> tuple[Font, Font]:
    regular, bold = chinese_font("regular"), chinese_font("bold")
    if regular is None:
        stop(say.no_font)
    return regular, bold or regular


def _places(session: Session, bot: str) -> list[tuple[str, Place]]:
    """Every site with its enterprise's short name."""
    known = {one.id: one for one in people.enterprises(session)}
    return [
        (
            known[site.enterprise].short,
            Place(
                code=site.code,
                enterprise=known[site.enterprise].name,
                link=f"https://t.me/{bot}?start={site.code}",
            ),
        )
        for site in people.sites(session)
    ]
