"""The seam for parallel work: order, independence of the number of workers, and what a dying worker costs."""

import gc
import os
import threading
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor

import pytest

from pipeline.executors import (
    WorkerStartError,
    WorkPlan,
    build_inline_executor,
    build_process_executor,
    map_batches,
)

BATCHES = [["a", "b", "c"], ["d"], [], ["e", "f"], ["g", "h", "i", "j"]]


def shout(document: str) -> str:
    return document.upper()


def shout_or_die(document: str) -> str:
    if document in "dh":
        os._exit(9)
    return document.upper()


def process_id(document: str) -> str:
    return str(os.getpid())


def refuse(document: str) -> str:
    raise ZeroDivisionError(document)


def died(document: str) -> str:
    return f"{document} died"


def plan(build: Callable[[int], Executor], workers: int, recycle_after: int = 100) -> WorkPlan[str, str]:
    return WorkPlan(build, workers, died, recycle_after)


@pytest.mark.parametrize(
    ("build", "workers"),
    [(build_inline_executor, 1), (build_process_executor, 1), (build_process_executor, 4), (ThreadPoolExecutor, 3)],
)
def test_results_come_in_order_whatever_runs_them(build: Callable[[int], Executor], workers: int) -> None:
    assert list(map_batches(plan(build, workers), BATCHES, shout)) == [list(map(str.upper, batch)) for batch in BATCHES]


def test_a_dying_worker_costs_the_document_it_held_and_no_other() -> None:
    results = list(map_batches(plan(build_process_executor, 2), [*BATCHES, ["k"], ["l", "m"]], shout_or_die))
    assert results == [["A", "B", "C"], ["d died"], [], ["E", "F"], ["G", "h died", "I", "J"], ["K"], ["L", "M"]]


def test_workers_are_replaced_so_that_their_memory_does_not_grow_for_ever() -> None:
    pids = [result[0] for result in map_batches(plan(build_process_executor, 1, recycle_after=2), [["a"]] * 5, process_id)]
    assert pids[0] == pids[1]
    assert pids[2] == pids[3]
    assert len(set(pids)) == 3


def test_an_error_of_the_function_is_raised_to_the_caller() -> None:
    with pytest.raises(ZeroDivisionError):
        list(map_batches(plan(build_process_executor, 1), [["a"]], refuse))


def test_no_batches_start_no_worker() -> None:
    def never(workers: int) -> Executor:
        raise AssertionError("started")

    assert list(map_batches(plan(never, 2), [], shout)) == []


def test_a_long_input_is_not_taken_in_ahead_of_the_results() -> None:
    taken = 0

    def batches() -> object:
        nonlocal taken
        for _ in range(100):
            taken += 1
            yield ["a"]

    results = map_batches(plan(ThreadPoolExecutor, 2), batches(), shout)  # type: ignore[arg-type]
    next(results)
    assert taken <= 7
    results.close()  # type: ignore[attr-defined]
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("ThreadPoolExecutor")]


class _Unstartable(ThreadPoolExecutor):
    """A pool whose workers end before they can work, as where no process may be started."""

    def __init__(self, workers: int) -> None:
        super().__init__(workers, initializer=self._fail)

    @staticmethod
    def _fail() -> None:
        raise OSError("no process")


@pytest.mark.filterwarnings("ignore")
def test_workers_that_cannot_start_are_told_apart_from_documents_that_kill() -> None:
    with pytest.raises(WorkerStartError, match="cannot be started"):
        list(map_batches(plan(_Unstartable, 2), [["a"], ["b"]], shout))


def test_the_inline_executor_gives_the_collector_its_pace_back():
    before = gc.get_threshold()
    with build_inline_executor(1) as executor:
        assert executor.submit(gc.get_threshold).result()[0] > before[0]
    assert gc.get_threshold() == before
