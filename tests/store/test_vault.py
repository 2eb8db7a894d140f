import io
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.model.errors import ActionableError
from engine.model.records import Extent
from engine.store import vault as vaults
from engine.store.workspace import Ledger


def _store(ledger: Ledger, content: bytes, extents: list[Extent]) -> str:
    source = sha256(content).hexdigest()
    manifest = ledger.vault.store(source, io.BytesIO(content), len(content), extents)
    with ledger.database.writing() as writer:
        writer.execute("DELETE FROM piece WHERE source = ?", [source])
        writer.append("piece", manifest)
    return source


@st.composite
def _cut(draw: st.DrawFn) -> tuple[bytes, list[Extent]]:
    content = draw(st.binary(min_size=1, max_size=400))
    marks = sorted(draw(st.sets(st.integers(0, len(content)), max_size=8)))
    extents = [Extent(a, b - a) for a, b in zip(marks[::2], marks[1::2], strict=False)]
    return content, extents


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=_cut(), at=st.integers(0, 400), length=st.integers(0, 400))
def test_a_source_nobody_touched_is_rebuilt_byte_for_byte(ledger: Ledger, cut, at: int, length: int) -> None:
    content, extents = cut
    source = _store(ledger, content, extents)
    with ledger.vault.open(source) as file:
        assert file.read() == content
        file.seek(at)
        assert file.read(length) == content[at : at + length]
    for extent in extents:
        assert ledger.vault.item(source, extent.offset) == content[extent.offset : extent.offset + extent.length]


def test_frames_of_large_items_join(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vaults, "FRAME_BYTES", 10)
    content = bytes(range(256)) * 3
    source = _store(ledger, content, [Extent(5, 100), Extent(105, 300)])
    with ledger.vault.open(source) as file:
        assert file.read() == content
        file.seek(103)
        assert file.read(4) == content[103:107]


def test_one_item_is_destroyed_and_the_others_stay(ledger: Ledger) -> None:
    content = b"FROM a\nfirst\n" + b"FROM b\nsecond\n" + b"FROM c\nthird\n"
    source = _store(ledger, content, [Extent(0, 13), Extent(13, 14), Extent(27, 13)])
    with ledger.database.writing() as writer:
        ledger.vault.destroy(writer, source, [13])
    ledger.vault.overwrite(source)
    assert ledger.vault.item(source, 0) == content[:13]
    assert ledger.vault.item(source, 27) == content[27:]
    with pytest.raises(ActionableError, match="original_destroyed"):
        ledger.vault.item(source, 13)
    with pytest.raises(ActionableError, match="original_destroyed"):
        ledger.vault.open(source).read()


def test_separators_go_with_the_first_destroyed_item(ledger: Ledger) -> None:
    content = b"header-with-names|item-1|item-2"
    source = _store(ledger, content, [Extent(18, 6), Extent(25, 6)])
    with ledger.database.writing() as writer:
        ledger.vault.destroy(writer, source, [18])
    left = ledger.database.rows("SELECT start_at FROM piece WHERE data_key IS NOT NULL ORDER BY 1")
    assert left == [(25,)]


def test_a_changed_byte_in_the_pack_is_noticed(ledger: Ledger) -> None:
    source = _store(ledger, b"0123456789", [Extent(0, 10)])
    pack = ledger.folder / "vault" / f"{source}.pack"
    spoiled = bytearray(pack.read_bytes())
    spoiled[20] ^= 1
    pack.write_bytes(spoiled)
    with pytest.raises(ActionableError, match="original_damaged"):
        ledger.vault.item(source, 0)


def test_nothing_in_the_pack_is_readable(ledger: Ledger) -> None:
    source = _store(ledger, b"a name that must not leak " * 50, [Extent(0, 1300)])
    assert b"must not leak" not in (ledger.folder / "vault" / f"{source}.pack").read_bytes()
