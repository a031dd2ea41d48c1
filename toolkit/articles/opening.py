"""Bytes of a file, through the usual compressions and zip members, never more than a limit."""

from __future__ import annotations

import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import zstandard

LIMIT = 2 << 30  # bytes that one file may unpack to
COMPRESSED = {".gz", ".zst", ".xz"}


class Unreadable(Exception):
    """A file that cannot be read: the message says what is wrong and what to do."""


def open_bytes(path: Path, limit: int = LIMIT) -> Iterator[tuple[str, bytes]]:
    """(name without the compression's ending, bytes) of the file, or of each file in a zip archive.

    Raises Unreadable.
    """
    try:
        if path.suffix.lower() == ".zip":
            yield from _zip_members(path, limit)
        elif path.suffix.lower() in COMPRESSED:
            yield path.with_suffix("").name, _unpacked(path, limit)
        else:
            if path.stat().st_size > limit:
                raise Unreadable(f"larger than {limit >> 20} MB: split it, or save it as Parquet")
            yield path.name, path.read_bytes()
    except PermissionError:
        raise Unreadable("no permission to read it: change its permissions") from None
    except OSError as error:
        if isinstance(error, gzip.BadGzipFile):
            raise Unreadable("not a gzip file although its name says so") from None
        raise Unreadable(f"cannot be read: {error.strerror or error}") from None


def _unpacked(path: Path, limit: int) -> bytes:
    suffix = path.suffix.lower()
    with path.open("rb") as raw:
        stream: io.BufferedIOBase | zstandard.ZstdDecompressionReader
        if suffix == ".gz":
            stream = gzip.GzipFile(fileobj=raw)
        elif suffix == ".xz":
            stream = lzma.LZMAFile(raw)
        else:
            stream = zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)
        return _bounded(stream, limit)


def _bounded(stream, limit: int) -> bytes:
    parts, size = [], 0
    try:
        while part := stream.read(1 << 20):
            parts.append(part)
            size += len(part)
            if size > limit:
                raise Unreadable(f"unpacks to more than {limit >> 20} MB: unpack and split it yourself if you trust it")
    except (EOFError, zlib.error, lzma.LZMAError, zstandard.ZstdError) as error:
        if not parts:
            raise Unreadable(f"damaged or truncated archive ({error})") from None
        # The part before the damage is good: the reader gets it, and the last record will be reported as broken.
    return b"".join(parts)


def _zip_members(path: Path, limit: int) -> Iterator[tuple[str, bytes]]:
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        raise Unreadable("damaged or truncated zip archive: make it again") from None
    with archive:
        for member in archive.infolist():
            name = PurePosixPath(member.filename)
            if member.is_dir() or name.name.startswith((".", "__MACOSX")):
                continue
            if name.is_absolute() or ".." in name.parts:
                raise Unreadable(f"holds an entry that points outside itself ({member.filename}): do not trust it")
            if member.flag_bits & 1:
                raise Unreadable("is protected by a password: unpack it first")
            try:
                with archive.open(member) as stream:
                    yield str(name), _bounded(stream, limit)
            except (zipfile.BadZipFile, NotImplementedError) as error:
                raise Unreadable(f"entry {member.filename} is damaged ({error})") from None


def truncated(path: Path) -> bool:
    """Whether a compressed file ends too early (what came before is still read)."""
    try:
        if path.suffix.lower() == ".gz":
            with gzip.open(path) as stream:
                while stream.read(1 << 20):
                    pass
    except (EOFError, zlib.error):
        return True
    except OSError:
        return False
    return False
