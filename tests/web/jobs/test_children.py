"""A child that searches ends with the worker that waits for it."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

PATIENCE_S = 20
# A worker that starts a child, names it, and is gone like one that was
# killed: no clean-up runs.
WORKER = """
import multiprocessing, os, sys
from sampai.web.jobs.child import run_in_child
from tests.web.jobs.test_children import forever

if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=run_in_child, args=(theirs, forever, {}))
    child.start()
    ours.recv()
    print(child.pid, flush=True)
    os._exit(9)
"""


def forever(tell) -> None:
    """Search without end."""
    tell("search")
    while True:
        time.sleep(0.1)


def is_there(pid: int) -> bool:
    """Tell whether a process runs."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_child_does_not_outlive_its_worker(tmp_path):
    script = tmp_path / "worker.py"
    script.write_text(WORKER)
    done = subprocess.run(  # noqa: S603 (the script is ours)
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
        check=False,
        text=True,
    )
    assert done.returncode == 9
    pid = int(done.stdout)
    for _ in range(PATIENCE_S * 10):
        if not is_there(pid):
            return
        time.sleep(0.1)
    os.kill(pid, 9)
    pytest.fail("the child goes on alone")
