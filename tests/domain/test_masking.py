"""The grid over a photo: every pixel is in one cell, and black stays black in a JPEG's blocks."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from domain.masking import BLOCK, CELLS, box, toggled

sides = st.integers(1, 4000)


@given(sides, sides)
def test_the_cells_cover_the_picture_exactly_and_none_covers_another(width, height):
    boxes = [box(cell, width=width, height=height) for cell in CELLS]
    assert all(0 <= one.left <= one.right <= width for one in boxes)
    assert all(0 <= one.top <= one.bottom <= height for one in boxes)
    assert sum((one.right - one.left) * (one.bottom - one.top) for one in boxes) == width * height
    for one, other in combinations(boxes, 2):
        apart = one.right <= other.left or other.right <= one.left
        assert apart or one.bottom <= other.top or other.bottom <= one.top


@given(sides, sides)
def test_cells_meet_between_the_blocks_of_a_jpeg(width, height):
    for cell in CELLS:
        one = box(cell, width=width, height=height)
        assert one.left % BLOCK == 0 or one.left == width
        assert one.right % BLOCK == 0 or one.right == width
        assert one.top % BLOCK == 0 or one.top == height
        assert one.bottom % BLOCK == 0 or one.bottom == height


@given(st.lists(st.sampled_from(CELLS)))
def test_a_cell_pressed_twice_is_as_it_was_and_the_order_of_presses_does_not_matter(pressed):
    cells: tuple[str, ...] = ()
    for cell in pressed:
        cells = toggled(cells, cell)
    assert set(cells) == {cell for cell in pressed if pressed.count(cell) % 2}
    assert list(cells) == sorted(cells, key=CELLS.index)


def test_cells_are_named_as_they_are_read():
    assert CELLS[0] == "A1"
    assert CELLS[-1] == "F6"
    first = box("A1", width=2560, height=1920)
    assert (first.left, first.top) == (0, 0)
    assert (first.right, first.bottom) == (424, 320)
