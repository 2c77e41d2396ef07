"""Work spread over processes gives what it gives without."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from prep.spreading import spread


def test_results_come_in_order_and_what_the_work_knows_comes_along() -> None:
    known = {number: number * number for number in range(200)}
    with spread(lambda number: (known[number], os.getpid()), range(200), worth_it=1) as results:
        found = list(results)
    assert [square for square, _ in found] == list(known.values())
    assert os.cpu_count() == 1 or os.getpid() not in {process for _, process in found}


def test_few_things_and_a_process_with_threads_are_worked_on_where_they_are() -> None:
    here = os.getpid()
    with spread(lambda _: os.getpid(), [1, 2]) as results:
        assert set(results) == {here}
    done = threading.Event()
    waiting = threading.Thread(target=done.wait)
    waiting.start()
    try:
        with spread(lambda _: os.getpid(), [1, 2], worth_it=1) as results:
            assert set(results) == {here}
    finally:
        done.set()
        waiting.join()


def test_a_fault_in_the_work_reaches_the_caller() -> None:
    with pytest.raises(ZeroDivisionError), spread(lambda number: 1 // number, [1, 0], worth_it=1) as results:
        list(results)


def test_work_runs_ahead_of_who_takes_its_results_by_some_chunks_only() -> None:
    done = multiprocessing.get_context("fork").Value("i", 0)

    def work(number: int) -> int:
        with done.get_lock():
            done.value += 1
        return number

    with spread(work, range(5_000), worth_it=1) as results:
        assert next(results) == 0
        time.sleep(0.3)
        assert done.value <= 1_000
        assert list(results) == list(range(1, 5_000))


def test_processes_whose_parent_was_killed_end_without_a_word() -> None:
    program = (
        "import os, signal, time\n"
        "from prep.spreading import spread\n"
        "def work(n):\n    time.sleep(0.01)\n    return 'x' * 10_000\n"
        "with spread(work, range(5_000), worth_it=1) as results:\n"
        "    next(results)\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    # The output ends only when the last of the processes has ended.
    killed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=False)
    assert (killed.returncode, killed.stderr) == (-signal.SIGKILL, "")
