"""Bytes of a file, through the usual compressions and zip members; what they unpack to is bounded by what they are."""

from __future__ import annotations

import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

import zstandard

LIMIT = 2 << 30  # bytes that one file may have, or unpack to …
SMALL = 16 << 20  # … and this much in any case, but no more …
RATIO = 60  # … than so many times its own size: texts unpack to four to ten times theirs
COMPRESSED = {".gz", ".zst", ".xz"}
_DAMAGE = (EOFError, zlib.error, lzma.LZMAError, zstandard.ZstdError, zipfile.BadZipFile, gzip.BadGzipFile)


class Unreadable(Exception):
    """A file that cannot be read: the message says what is wrong and what to do."""


@dataclass(frozen=True)
class Opened:
    """A file, or one file of an archive: its name without the compression's ending, its bytes, and what is wrong with them."""

    name: str
    data: bytes
    problem: tuple[str, str] | None = None  # (problem, detail); `data` is then what came before the damage, perhaps nothing


def open_bytes(path: Path, limit: int = LIMIT) -> Iterator[Opened]:
    """The file, or each file in a zip archive; a damaged entry costs only itself.

    Raises Unreadable for a file of which nothing can be read.
    """
    size = path.stat().st_size
    if size > limit:
        raise Unreadable(f"larger than {limit >> 20} MB: split it, or save it as Parquet")
    left = allowance(size, limit)
    if path.suffix.lower() == ".zip":
        yield from _zip_members(path, left)
    elif path.suffix.lower() in COMPRESSED:
        with path.open("rb") as raw:
            yield _unpacked(path.name, raw, left)
    else:
        yield Opened(path.name, path.read_bytes())


def allowance(size: int, limit: int = LIMIT) -> int:
    """How many bytes a packed file of this size may unpack to."""
    return min(limit, max(SMALL, RATIO * size))


def _unpacked(name: str, raw: IO[bytes], limit: int) -> Opened:
    stream: io.BufferedIOBase | zstandard.ZstdDecompressionReader
    inner = PurePosixPath(name)
    suffix = inner.suffix.lower()
    if suffix == ".gz":
        stream = gzip.GzipFile(fileobj=raw)
    elif suffix == ".xz":
        stream = lzma.LZMAFile(raw)
    else:
        stream = zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True)
    data, damage = _bounded(stream, limit)
    if damage and not data:
        raise Unreadable(f"not a {suffix} file although its name says so, or damaged ({damage}): fetch it again")
    problem = ("truncated archive", "what came before the damage was read: fetch it again") if damage else None
    return Opened(str(inner.with_suffix("")), data, problem)


def _bounded(stream, limit: int) -> tuple[bytes, str]:
    """The bytes up to a damage, and what the damage is ("": none)."""
    parts: list[bytes] = []
    size = 0
    try:
        while part := stream.read(1 << 20):
            parts.append(part)
            size += len(part)
            if size > limit:
                raise Unreadable(f"unpacks to more than {limit >> 20} MB: unpack and split it yourself if you trust it")
    except _DAMAGE as error:
        return b"".join(parts), str(error) or type(error).__name__
    return b"".join(parts), ""


def _zip_members(path: Path, limit: int) -> Iterator[Opened]:
    with _archive(path) as archive:
        for member in archive.infolist():
            name = PurePosixPath(member.filename)
            if member.is_dir() or name.name.startswith((".", "__MACOSX")):
                continue
            opened = _member(archive, member, limit)
            limit -= len(opened.data)  # one sum for the whole archive
            yield opened


def _archive(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except UnicodeDecodeError:  # a name that says it is UTF-8 and is not
        return zipfile.ZipFile(io.BytesIO(_names_as_they_are(path.read_bytes())))
    except zipfile.BadZipFile:
        raise Unreadable("damaged or truncated zip archive: make it again") from None


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int) -> Opened:
    name = PurePosixPath(member.filename)
    try:
        if name.is_absolute() or ".." in name.parts:
            raise Unreadable("an entry that points outside the archive: do not trust it")
        if member.flag_bits & 1:
            raise Unreadable("is protected by a password: unpack it first")
        with archive.open(member) as stream:
            if name.suffix.lower() in COMPRESSED:
                return _unpacked(str(name), stream, limit)
            data, damage = _bounded(stream, limit)
    except (Unreadable, zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        return Opened(str(name), b"", ("unreadable file", f"entry {member.filename!r}: {error}"))
    return Opened(str(name), data, ("unreadable file", f"entry {member.filename!r} is damaged ({damage})") if damage else None)


def _names_as_they_are(data: bytes) -> bytes:
    """The archive with its names taken as bytes of the old DOS code page, which never fails."""
    patched = bytearray(data)
    end = data.rfind(b"PK\x05\x06")
    count, _, at = struct.unpack_from("<HII", data, end + 10)
    for _ in range(count):
        if data[at : at + 4] != b"PK\x01\x02":
            break
        (local,) = struct.unpack_from("<I", data, at + 42)
        for place in (at + 8, local + 6):  # the flags stand in the directory and before the entry itself
            (flags,) = struct.unpack_from("<H", data, place)
            struct.pack_into("<H", patched, place, flags & ~0x800)
        at += 46 + sum(struct.unpack_from("<HHH", data, at + 28))
    return bytes(patched)


def check_inside(data: bytes, limit: int | None = None) -> None:
    """That an office file, which is a zip archive, unpacks to no more than it may (by what its directory says).

    Raises Unreadable; zipfile.BadZipFile.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        inside = sum(member.file_size for member in archive.infolist())
    allowed = allowance(len(data)) if limit is None else limit
    if inside > allowed:
        raise Unreadable(f"unpacks to {inside >> 20} MB, more than the {allowed >> 20} MB that a file of its size may: do not trust it")
