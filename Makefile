# `make demo` and `make test` do all the set-up; everything else is listed by `make help`.
# Compiled modules are kept, whatever the machine says: the tests start many processes.
export PYTHONDONTWRITEBYTECODE =
RUN = .venv/bin/python -m
DEMO = demo
.DEFAULT_GOAL = help
.PHONY: help env demo test test-neo4j test-browser lint lock bench soak serve wheels docs calibrate clean

help:  ## what can be made
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

env:  ## the virtual environment, from the lock file
	@sh .ci/env

demo: env  ## the samples read, loaded, asked and shown
	@POLICYGRAPH_HOME=$(CURDIR)/$(DEMO)/home $(RUN) policygraph demo samples -o $(DEMO)

test: env  ## all tests that need no server and no browser
	$(RUN) pytest -q -m "not neo4j and not browser and not soak"

test-neo4j: env  ## the store and the questions on a real Neo4j (needs Java 17 and Maven)
	$(RUN) tests.databases install
	$(RUN) pytest -q -m "neo4j and not soak"

test-browser: env  ## the pages in a real Chromium
	$(RUN) pytest -q -m "browser and not soak"

lint: env  ## format, lint, types
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy

bench: env  ## speeds and sizes beside spaCy's stock pipeline
	$(RUN) benchmarks

soak: env  ## long kill and fuzz runs
	$(RUN) pytest -q -m soak

serve: env  ## the embedded engine, kept running
	$(RUN) policygraph engine start

lock:  ## requirements.lock anew (needs uv)
	uv pip compile --universal --generate-hashes --no-emit-index-url --python-version 3.11 --quiet \
	    --extra embedded --extra pages --extra fast --group dev pyproject.toml -o requirements.lock

wheels: env  ## wheel and source archive in dist/
	$(RUN) build --quiet

docs: env  ## the generated pages of docs/
	$(RUN) policygraph docs

calibrate: env  ## confidence of the rules and figures of docs/quality.md, from gold (needs POLICYGRAPH_CORPUS)
	$(RUN) tests.measuring

clean:  ## what was made, but for the environment
	rm -rf build dist demo *.egg-info .mypy_cache .pytest_cache .ruff_cache
