"""The lock that lets one process at a time write a warehouse, and says who that is."""

from __future__ import annotations

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import WarehouseError, WarehouseLockedError


@contextmanager
def hold_lock(path: Path) -> Iterator[None]:
    """Hold `<path>.lock` (flock, so that a killed process lets go of it) with pid, host and time written in it as JSON.

    The file stays when the lock is given back, emptied: removing it would let two processes lock two files of the same name.
    Raises WarehouseLockedError, naming the holder, when another process has it; WarehouseError when the file cannot be written.
    """
    lock = path.with_name(f"{path.name}.lock")
    try:
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise WarehouseError("open", str(path), f"cannot be written: {error.strerror}") from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WarehouseLockedError(
                "load", str(path), f"another process is writing this database: {_holder(descriptor)}"
            ) from None
        os.ftruncate(descriptor, 0)
        holder = {"pid": os.getpid(), "host": socket.gethostname(), "since": datetime.now(UTC).isoformat(timespec="seconds")}
        os.pwrite(descriptor, json.dumps(holder).encode(), 0)
        yield
        os.ftruncate(descriptor, 0)
    finally:
        os.close(descriptor)


def _holder(descriptor: int) -> str:
    """Return who holds the lock, as far as the file tells (it is empty for a moment after the lock is taken)."""
    try:
        holder = json.loads(os.pread(descriptor, 4096, 0))
        return f"process {holder['pid']} on {holder['host']}, since {holder['since']}"
    except (ValueError, KeyError, TypeError):
        return "its process has not said who it is"
