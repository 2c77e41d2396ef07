# Two commands do everything from a bare clone: `make demo` and `make test`. `make check` is what CI runs.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/.installed
# One process a core, each with a file at a time: what a file's tests share is made once. Then, alone, what presses keys in
# a real browser: it asks how soon a page follows.
PARALLEL := OMP_NUM_THREADS=1 $(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile -m "not browser"
IN_A_BROWSER := $(BIN)/pytest -m browser

.PHONY: demo test check app clean

demo: $(INSTALLED)
	$(BIN)/pairwright demo

app: $(INSTALLED)
	$(BIN)/pairwright app

test: $(INSTALLED)
	$(PARALLEL)
	$(IN_A_BROWSER)

check: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PARALLEL)
	$(IN_A_BROWSER)

$(INSTALLED): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $(INSTALLED)

clean:
	rm -rf .venv build *.egg-info data/demo
