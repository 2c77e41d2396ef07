"""A benchmark whose reader has read enough ends without a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
PRINTS_MUCH = """
import sys
sys.path.insert(0, {folder!r})
from to_the_reader import run
def main():
    for number in range(100_000):
        print("line", number)
run(main)
"""


def test_a_reader_who_leaves_ends_it_without_a_traceback() -> None:
    script = PRINTS_MUCH.format(folder=str(BENCHMARKS))
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout and running.stderr
        assert running.stdout.readline() == b"line 0\n"
        running.stdout.close()
        assert running.stderr.read() == b"" and running.wait() == 141


def test_a_code_is_passed_on(capfd: pytest.CaptureFixture[str]) -> None:
    script = (
        PRINTS_MUCH.format(folder=str(BENCHMARKS)).replace("100_000", "1").replace("(main)", "(lambda: main() or 3)")
    )
    done = subprocess.run([sys.executable, "-c", script], check=False)
    assert done.returncode == 3 and capfd.readouterr().out == "line 0\n"


@pytest.mark.parametrize("script", sorted(BENCHMARKS.glob("*.py")), ids=lambda path: path.stem)
def test_every_benchmark_runs_this_way(script: Path) -> None:
    written = script.read_text(encoding="utf-8")
    assert '__name__ == "__main__"' not in written or "    run(main)\n" in written
