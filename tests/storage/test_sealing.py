import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import sodium_pad
from nacl.secret import Aead

from domain.contents import MOST_CHARACTERS
from domain.reports import Kind, Report
from storage import envelope
from storage.envelope import UnsealError, lock, recipients, seal, unlock, unseal
from storage.mailbox_keys import mailbox_private, mailbox_public
from storage.opening import (
    KeyFileError,
    Opening,
    PassphraseError,
    Stretch,
    WordsError,
    from_words,
    key_ids,
)
from storage.sealed import Sealed
from storage.sealing import Sealing

LIGHT = Stretch(passes=1, memory=64 * 1024)
DESK = Opening.make()
SEED = b"m" * 32
KEY = b"k" * 32


@given(plain=st.binary(max_size=2000), place=st.text(max_size=20), item=st.text(max_size=20))
def test_what_is_sealed_is_opened_by_the_desk_alone(plain, place, item):
    sealed = DESK.sealing.seal(plain, place, item)
    assert DESK.open(sealed, place, item) == plain
    assert len(plain) < 8 or plain not in sealed.blob
    with pytest.raises(UnsealError):
        Opening.make().open(sealed, place, item)


@pytest.mark.parametrize(
    ("place", "item"),
    [("cases.note", "7"), ("cases.report", "8"), ("cases.report7", ""), ("cases.repor", "t7")],
)
def test_moved_to_another_row_or_column_it_does_not_open(place, item):
    sealed = DESK.sealing.seal(b"gas", "cases.report", "7")
    locked = lock(b"gas", key=KEY, place="cases.report", item="7")
    with pytest.raises(UnsealError):
        DESK.open(sealed, place, item)
    with pytest.raises(UnsealError):
        unlock(locked, key=KEY, place=place, item=item)


@given(position=st.integers(0, 300), bit=st.integers(0, 7))
def test_one_changed_bit_keeps_it_shut(position, bit):
    for sealed, opened in (
        (DESK.sealing.seal(b"gas", "a", "1"), lambda it: DESK.open(it, "a", "1")),
        (
            lock(b"gas", key=KEY, place="a", item="1"),
            lambda it: unlock(it, key=KEY, place="a", item="1"),
        ),
    ):
        blob = bytearray(sealed.blob)
        blob[position] ^= 1 << bit
        with pytest.raises(UnsealError):
            opened(Sealed(bytes(blob)))


@given(st.binary(max_size=400))
def test_what_is_no_envelope_is_refused_alike(blob):
    for start in (b"", b"\x01", b"\x01\x01", b"\x02"):
        with pytest.raises(UnsealError) as caught:
            DESK.open(Sealed(start + blob), "a", "1")
        assert caught.value.args == ()
        with pytest.raises(UnsealError):
            unseal(Sealed(start + blob), private=KEY, place="a", item="1")
        with pytest.raises(UnsealError):
            unlock(Sealed(start + blob), key=KEY, place="a", item="1")


def test_an_envelope_cut_short_names_no_recipients():
    blob = DESK.sealing.seal(b"gas", "a", "1").blob
    with pytest.raises(UnsealError):
        recipients(Sealed(blob[:50]))


def test_a_recipient_cannot_be_taken_off_the_list():
    sealed = DESK.sealing.seal_for(mailbox_public(SEED), b"gas", "a", "1")
    without = Sealed(b"\x01\x01" + sealed.blob[2 + 88 :])
    assert recipients(without) == recipients(sealed)[1:]
    with pytest.raises(UnsealError):
        DESK.open(without, "a", "1")


def test_a_letter_is_opened_by_the_mailbox_and_by_the_desk():
    public, private = mailbox_public(SEED), mailbox_private(SEED)
    for sealed in (
        DESK.sealing.seal_for(public, b"gas", "a", "1"),
        DESK.sealing.seal_file_for(public, b"gas", "a", "1"),
    ):
        assert DESK.open(sealed, "a", "1") == b"gas"
        assert unseal(sealed, private=private, place="a", item="1") == b"gas"
        with pytest.raises(UnsealError):
            unseal(sealed, private=mailbox_private(b"n" * 32), place="a", item="1")


@given(st.integers(0, 4095), st.integers(0, 4095))
def test_a_line_of_one_word_is_as_large_as_a_long_one(one, other):
    sizes = {len(DESK.sealing.seal(b"x" * n, "a", "1").blob) for n in (one, other)}
    assert len(sizes) == 1


def test_the_longest_report_in_chinese_is_as_large_as_the_shortest():
    longest = Report(kind=Kind.TIP, texts=("门" * MOST_CHARACTERS,), elsewhere="厂" * 60)
    shortest = Report(kind=Kind.TIP, texts=("门",))
    sizes = {
        len(DESK.sealing.seal_report(r.to_bytes(), "a", "1").blob) for r in (longest, shortest)
    }
    assert len(sizes) == 1


def test_what_was_padded_to_other_blocks_still_opens():
    key, bound = bytes(32), envelope._bound(b"\x02", "a", "1")
    older = Sealed(b"\x02" + bytes(Aead(key).encrypt(sodium_pad(b"gas", 512), bound)))
    assert envelope.unlock(older, key=key, place="a", item="1") == b"gas"


@pytest.mark.parametrize("size", [0, 1, 4095, 4096, 5000, 8191, 8192, 70_000])
def test_files_are_padded_to_powers_of_two(size):
    sealed = DESK.sealing.seal_file(b"x" * size, "a", "1")
    inner = len(sealed.blob) - len(DESK.sealing.seal(b"", "a", "1").blob) + 4096
    assert inner >= 4096
    assert inner & (inner - 1) == 0
    assert inner <= max(4096, 2 * size)
    assert DESK.open(sealed, "a", "1") == b"x" * size


def test_the_same_content_is_never_sealed_alike():
    assert len({DESK.sealing.seal(b"gas", "a", "1").blob[90:] for _ in range(20)}) == 20


def test_an_envelope_without_recipient_is_not_made():
    with pytest.raises(ValueError):
        seal(b"gas", to=[], place="a", item="1")
    with pytest.raises(ValueError):
        Sealing(b"short")


def test_a_key_file_gives_back_its_keys_to_the_passphrase_alone(tmp_path):
    path = tmp_path / "opening.key"
    opening = DESK.rotated()
    opening.save(path, "吹哨人的口令 12345", LIGHT)
    loaded = Opening.load(path, "吹哨人的口令 １２３４５")
    assert loaded.sealings == opening.sealings
    assert key_ids(path) == tuple(key.key_id for key in opening.sealings)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(PassphraseError):
        Opening.load(path, "吹哨人的口令 12346")


def test_a_key_file_holds_no_key_in_clear(tmp_path):
    path = tmp_path / "opening.key"
    key = b"\xa5" * 32
    Opening([key]).save(path, "passphrase", LIGHT)
    assert key not in path.read_bytes()
    assert key.hex() not in path.read_text()
    assert "paWlpa" not in path.read_text()


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"keys": 3}', "\x00"])
def test_a_damaged_key_file_is_said_to_be_damaged(tmp_path, content):
    path = tmp_path / "opening.key"
    path.write_text(content)
    with pytest.raises(KeyFileError):
        Opening.load(path, "passphrase")
    with pytest.raises(KeyFileError):
        key_ids(path)


def test_a_key_file_whose_names_were_swapped_is_damaged(tmp_path):
    path = tmp_path / "opening.key"
    DESK.save(path, "passphrase", LIGHT)
    path.write_text(path.read_text().replace(DESK.sealing.key_id, "0" * 16))
    with pytest.raises(KeyFileError):
        Opening.load(path, "passphrase")


def test_after_rotation_old_and_new_are_read_and_tags_still_meet():
    before = DESK.sealing.seal(b"old", "a", "1")
    rotated = DESK.rotated()
    after = rotated.sealing.seal(b"new", "a", "1")
    assert rotated.sealing != DESK.sealing
    assert rotated.open(before, "a", "1") == b"old"
    assert rotated.open(after, "a", "1") == b"new"
    assert rotated.tag("enterprise", "7") == DESK.tag("enterprise", "7")
    with pytest.raises(UnsealError):
        DESK.open(after, "a", "1")


def test_tags_differ_by_name_value_and_key():
    tags = {
        DESK.tag("enterprise", "7"),
        DESK.tag("enterprise", "8"),
        DESK.tag("category", "7"),
        DESK.tag("enterprise7", ""),
        Opening.make().tag("enterprise", "7"),
    }
    assert len(tags) == 5


@given(st.binary(min_size=32, max_size=32))
def test_the_words_on_paper_give_the_key_back(key):
    words = Opening([key]).words()
    assert len(words.split()) == 24
    shortened = "  ".join(word[:4].upper() for word in words.split())
    assert from_words(shortened).sealing == Opening([key]).sealing


def test_wrong_words_are_refused():
    words = Opening([b"\x00" * 32]).words().split()
    for wrong in ([], words[:23], [*words[:23], "zoo"], [*words[:23], "吹哨"]):
        with pytest.raises(WordsError):
            from_words(" ".join(wrong))
    with pytest.raises(WordsError):
        from_words()


def test_keys_do_not_show_themselves():
    opening = Opening([b"\xa5" * 32])
    assert "a5" not in repr(opening)
    assert repr(opening) == str(opening) == "Opening(1 keys)"
