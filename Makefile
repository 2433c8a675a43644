# Everything runs in .venv, which is made on first use: with uv where it is there, else with pip.
.DEFAULT_GOAL := help
.PHONY: help run test demo sdks check sheets workflows emulators bench clean requirements

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEV_READY := $(VENV)/.dev-ready
UV := $(shell command -v uv 2>/dev/null)

ifdef UV
INSTALL = $(UV) pip install --quiet --python $(BIN)/python
else
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

help: ## Show this help
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

$(BIN)/python:
ifdef UV
	$(UV) venv --quiet --python $(PYTHON) $(VENV)
else
	$(PYTHON) -m venv $(VENV)
endif

$(READY): requirements.txt pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes -r requirements.txt
	$(INSTALL) --no-deps -e .
	@touch $@

$(DEV_READY): requirements-dev.txt $(READY)
	$(INSTALL) --require-hashes -r requirements-dev.txt
	@touch $@

run: $(READY) ## Open the chat on http://127.0.0.1:8000
	$(BIN)/adflow serve

demo: $(READY) ## Make an ad from examples/ without the chat, offline
	$(BIN)/adflow ad examples/serum.jpg --logo examples/logo.png --name Aurela \
	  --for "a vitamin C glow serum for tired skin" --benefit "20 % vitamin C" \
	  --benefit "Visibly brighter tone" --benefit "Vegan, fragrance-free" --cta "Shop now" \
	  --address aurela.example --look noir --out out/demo --yes

test: $(DEV_READY) ## Run all tests
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder

sdks: $(DEV_READY) ## Install the providers' own SDKs, which the fidelity tests need, beside the project
	$(BIN)/python tests/emulators/sdk_env.py

check: $(DEV_READY) ## Lint, types, import rule
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

sheets: $(DEV_READY) ## Make six ads and a contact sheet of each in out/sheets
	$(BIN)/python tests/contact_sheets.py

workflows: $(DEV_READY) ## Make a film by each of the five workflows and print a table
	$(BIN)/python tests/workflows.py --out out/workflows

emulators: $(DEV_READY) ## Run the providers' emulators on http://127.0.0.1:9100
	$(BIN)/python tests/emulators/server.py --port 9100

bench: $(DEV_READY) ## Run the benchmarks and write benchmarks/results.md
	$(BIN)/python benchmarks/studio.py
	$(BIN)/python benchmarks/assembly.py
	$(BIN)/python benchmarks/orchestration.py
	$(BIN)/python benchmarks/watchers.py

requirements: ## Pin the dependencies anew (needs uv)
	uv pip compile --quiet --generate-hashes --no-emit-index-url --universal \
	  --python-version 3.11 --custom-compile-command "make requirements" \
	  pyproject.toml -o requirements.txt
	uv pip compile --quiet --generate-hashes --no-emit-index-url --universal \
	  --python-version 3.11 --custom-compile-command "make requirements" \
	  --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean: ## Remove the environment and everything made
	rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
