"""The one seam for parallel work: batches go through a `concurrent.futures.Executor`, results come back in the order of the input.

Any executor fits (threads, processes, a cluster's); `build_process_executor` and `build_inline_executor` are the two that are used here. A worker
that dies (killed, out of memory, a crash in native code) breaks a process pool and every task in it; `map_batches` then runs the
documents that it held one at a time, so that the one that kills is found and no other is lost.
"""

from __future__ import annotations

import gc
import multiprocessing
import multiprocessing.context
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Generic, TypeVar

from pipeline.errors import PipelineError


class WorkerStartError(PipelineError):
    """No worker process can be started. Raised by `map_batches`; the command ends with exit code 1."""


_COLLECTOR = (50_000, 20, 100)
"""Reading makes very many small objects and no cycles to speak of, beside vocabularies and compiled patterns that live as long as the
process: at its usual pace the collector walks these again and again, which took a fifth of all time (`make bench`)."""

T = TypeVar("T")
R = TypeVar("R")

ExecutorFactory = Callable[[int], Executor]
"""Builds a fresh executor with the given number of workers."""


class InlineExecutor(Executor):
    """Runs each task at once in the calling process: what one worker means, without the cost of starting it.

    Until it is shut down the garbage collector of the process runs more rarely; see `_COLLECTOR`.
    """

    def __init__(self) -> None:
        self._collector = gc.get_threshold()
        gc.set_threshold(*_COLLECTOR)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Give the garbage collector its own pace back; there is nothing to wait for."""
        gc.set_threshold(*self._collector)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run `fn` and return its finished future; an exception is kept in the future, as in any executor."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def build_inline_executor(workers: int) -> Executor:
    """Return an executor that runs everything in this process, whatever `workers` says."""
    return InlineExecutor()


def build_process_executor(workers: int, preload: Sequence[str] = ()) -> Executor:
    """Return a pool of `workers` processes, started by a fork server: a fork of a process with threads may hang.

    The fork server imports the modules `preload` once; every worker then starts with them, and a replaced worker costs next to nothing.
    """
    context: multiprocessing.context.BaseContext = multiprocessing.get_context("spawn")
    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(list(preload))
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker)


def _start_worker() -> None:
    """Leave Ctrl-C to the process that gave the work (it ends its workers, which need not each say so), and set the collector's pace."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(*_COLLECTOR)


@dataclass(frozen=True, slots=True)
class WorkPlan(Generic[T, R]):
    """How work is spread: the executors, their number of workers, and when they are replaced.

    `died` makes the result of a document whose worker died. After `recycle_after` batches the executor is drained and replaced:
    spaCy's string store grows with every new word and is only freed with its process.
    """

    build_executor: ExecutorFactory
    workers: int
    died: Callable[[T], R]
    recycle_after: int = 100


def map_batches(plan: WorkPlan[T, R], batches: Iterable[Sequence[T]], function: Callable[[T], R]) -> Iterator[list[R]]:
    """Yield, for each batch in order, the results of `function` on each of its documents.

    At most three batches a worker are in flight, so that a long input is never held in memory. `function` and the documents must
    survive pickling where processes are used. An exception of `function` is raised here; it must return what it wants reported.
    Raises WorkerStartError when worker processes cannot be started at all.
    """
    source = iter(batches)
    while True:
        generation = islice(source, plan.recycle_after)
        first = next(generation, None)
        if first is None:
            return
        yield from _run_generation(plan, first, generation, function)


def _run_generation(
    plan: WorkPlan[T, R], first: Sequence[T], rest: Iterator[Sequence[T]], function: Callable[[T], R]
) -> Iterator[list[R]]:
    """Run one life of an executor; when it breaks, run what it held one at a time and go on with a new one."""
    executor = plan.build_executor(plan.workers)
    waiting: deque[tuple[Sequence[T], Future[list[R]]]] = deque()
    upcoming = chain([first], rest)
    try:
        while True:
            while len(waiting) < 3 * plan.workers:
                batch = next(upcoming, None)
                if batch is None:
                    break
                waiting.append((batch, _submit(executor, function, batch)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            try:
                results = future.result()
            except BrokenExecutor:
                executor.shutdown(wait=True, cancel_futures=True)
                held = [batch, *(other for other, _ in waiting)]
                finished = [None, *(_result_of(task) for _, task in waiting)]
                waiting.clear()
                executor = plan.build_executor(plan.workers)
                for suspects, done in zip(held, finished, strict=True):
                    yield done if done is not None else list(_run_one_at_a_time(plan, suspects, function))
            else:
                yield results
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _submit(executor: Executor, function: Callable[[T], R], batch: Sequence[T]) -> Future[list[R]]:
    try:
        return executor.submit(_run_batch, function, batch)
    except BrokenExecutor as error:  # the pool broke since the last result; the batch joins those that it held
        future: Future[list[R]] = Future()
        future.set_exception(error)
        return future


def _result_of(future: Future[list[R]]) -> list[R] | None:
    """Return the result of a task that had ended before the pool broke; None when it must run again."""
    if future.cancelled() or not future.done() or isinstance(future.exception(), BrokenExecutor):
        return None
    return future.result()


def _run_one_at_a_time(plan: WorkPlan[T, R], batch: Sequence[T], function: Callable[[T], R]) -> Iterator[R]:
    """Yield the results of a batch whose worker died, a document a task in a single worker: only the one that kills is lost."""
    executor: Executor | None = None
    try:
        for document in batch:
            if executor is None:
                executor = plan.build_executor(1)
                _check_worker_starts(executor)
            try:
                yield executor.submit(_run_batch, function, [document]).result()[0]
            except BrokenExecutor:
                executor.shutdown(wait=True)
                executor = None
                yield plan.died(document)
    finally:
        if executor is not None:
            executor.shutdown(wait=True)


def _check_worker_starts(executor: Executor) -> None:
    """Tell a machine that cannot start workers from a document that kills them. Raises WorkerStartError for the first."""
    try:
        executor.submit(_run_batch, str, []).result()
    except BrokenExecutor as error:
        raise WorkerStartError(
            "extract",
            "worker processes",
            'cannot be started; use one worker, or guard the calling script with `if __name__ == "__main__":`',
        ) from error


def _run_batch(function: Callable[[T], R], batch: Sequence[T]) -> list[R]:
    return [function(document) for document in batch]
