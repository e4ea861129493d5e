from pathlib import Path

from domain.cases import MOVES, Stage

PAGE = Path(__file__).parents[3] / "docs" / "acts.md"


def table():
    rows = [
        "| act | from stage | who | to | the reporter reads | due set |",
        "|---|---|---|---|---|---|",
    ]
    for act, move in MOVES.items():
        stages = ", ".join(stage.value for stage in Stage if stage in move.stages)
        cells = [
            act.value,
            "any" if move.stages == frozenset(Stage) else stages,
            move.who.value.replace("_", " "),
            move.to.value if move.to else "same",
            move.reads.value if move.reads else "–",
            move.due.value if move.due else "–",
        ]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def test_the_page_of_acts_shows_the_table_that_decides():
    assert table() in PAGE.read_text(encoding="utf-8")
