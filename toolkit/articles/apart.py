"""Reading in a process of its own: where a native parser crashes, hangs or eats memory, that file is lost and no other.

The process takes (reader's ending, name, bytes) from its input and writes the `Reading` to its output, pickled; it ends with
the process that started it, whose end of the pipe closes.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import pickle
import struct
import subprocess
import sys
import threading
from pathlib import Path

from toolkit.articles.readers.reading import Reading

SECONDS = 20.0  # for any file, and for each MB of it …
SECONDS_A_MB = 4.0
MEMORY = 900 << 20  # bytes for any file beside what the process has, and for each of its bytes …
MEMORY_A_BYTE = 12
IDLE = 30.0  # seconds until it is ended
_LENGTH = struct.Struct("<Q")


class Apart:
    """The other process; started with the first file, again after one that killed it, and ended when there is nothing to do."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._alone = threading.RLock()
        self._idle = threading.Timer(0, self.close)

    def read(self, ending: str, name: str, data: bytes) -> Reading:
        """The reading of a file, or what it did to the process."""
        with self._alone:
            self._idle.cancel()
            reading = self._asked(ending, name, data)
            self._idle = threading.Timer(IDLE, self.close)
            self._idle.daemon = True
            self._idle.start()
        return reading

    def _asked(self, ending: str, name: str, data: bytes) -> Reading:
        process = self._started()
        allowed = SECONDS + SECONDS_A_MB * len(data) / 1e6
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        clock = threading.Timer(allowed, give_up)
        clock.start()
        try:
            _write(process.stdin, pickle.dumps((ending, name, data), pickle.HIGHEST_PROTOCOL))
            answer = _read(process.stdout)
        except OSError:
            answer = None
        except BaseException:  # an interrupt between question and answer: the next answer would be to this question
            self.close()
            raise
        finally:
            clock.cancel()
        if answer is not None:
            return pickle.loads(answer)
        self.close()
        if late.is_set():
            return Reading.failed("file takes too long", f"given up after {allowed:.0f} s: it is damaged, or made to do harm")
        return Reading.failed("file crashes its parser", f"the parser of {ending} ended with code {process.returncode}: it is damaged")

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            root = str(Path(__file__).resolve().parents[2])
            paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
            environment = {**os.environ, "PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"}
            command = [sys.executable, "-c", "from toolkit.articles.apart import serve; serve()"]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
            atexit.register(self.close)
        return self._process

    def close(self) -> None:
        """Ends the process."""
        with self._alone:
            atexit.unregister(self.close)
            process, self._process = self._process, None
            if process is not None:
                process.kill()
                process.wait()
                for pipe in (process.stdin, process.stdout):
                    with contextlib.suppress(OSError):
                        pipe.close()  # type: ignore[union-attr]


APART = Apart()


def _write(pipe, body: bytes) -> None:
    pipe.write(_LENGTH.pack(len(body)))
    pipe.write(body)
    pipe.flush()


def _read(pipe) -> bytes | None:
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    body = pipe.read(*_LENGTH.unpack(head))
    return body if len(body) == _LENGTH.unpack(head)[0] else None


def serve() -> None:
    """Answers, in the other process, until its input ends."""
    from toolkit.articles.readers import READERS

    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a parser prints is no answer
    while (question := _read(questions)) is not None:
        ending, name, data = pickle.loads(question)
        del question
        _limit_memory(len(data))
        try:
            reading = READERS[ending].read(name, data)
        except MemoryError:
            reading = Reading.failed("file takes too much memory", "it unpacks to far more than its size: split it if you trust it")
        except Exception as error:
            reading = Reading.failed("file cannot be read", f"{type(error).__name__}: {str(error)[:200]}")
        _write(answers, pickle.dumps(reading, pickle.HIGHEST_PROTOCOL))


def _limit_memory(size: int) -> None:
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as file:
            now = int(file.read().split()[0]) * resource.getpagesize()
    except (ImportError, OSError):  # where the system has no such limits, time alone bounds
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    wanted = now + MEMORY + MEMORY_A_BYTE * size
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
