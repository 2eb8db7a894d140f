# Two commands: `make run` opens the desk in the browser, `make test` passes every check and test. Both set up what they
# need and may be run again.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ADDRESS := 127.0.0.1
PORT ?= 8501

.PHONY: run test browser bench clean

run: $(VENV)/installed
	@echo "Closeout / 客户信息交割台: http://$(ADDRESS):$(PORT)  (Ctrl+C to stop)"
	@$(BIN)/python app.py --server.address $(ADDRESS) --server.port $(PORT)

test: $(VENV)/installed-dev browser
	@$(BIN)/python check.py

browser:
	@sh tests/browser.sh

bench: $(VENV)/installed-dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	@$(BIN)/python -m benchmarks.detection

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Closeout needs Python 3.11 or newer")'
	@$(PYTHON) -m venv $(VENV) || { echo "Could not make a virtual environment. On Debian: apt-get install python3-venv"; exit 1; }

$(VENV)/installed: requirements.txt | $(VENV)/bin/python
	@echo "Installing what Closeout needs into $(VENV) (a few minutes the first time) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	@echo "Installing what Closeout and its checks need into $(VENV) (a few minutes the first time) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $(VENV)/installed $@

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis
