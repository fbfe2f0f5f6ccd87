# Two commands do everything: `make demo` and `make test`. Both may be run again at any time.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup build demo test lint clean

DEMO := datasets/saas-demo
OUT := out
LEADSCORE := .build/release/leadscore
LIBRARIES := libopenblas-dev liblapacke-dev libpq-dev libsqlite3-dev pkg-config

help:
	@echo "make demo    install what is missing, build, and run the main job on the bundled data"
	@echo "make test    install what is missing and run the whole test suite"
	@echo "make lint    check the format of all Swift files"
	@echo "make build   build the command: $(LEADSCORE)"
	@echo "make clean   remove what was built and what the demo wrote"

# Debian's libraries that the build needs, only when they are not there yet.
setup:
	@command -v swift >/dev/null || { echo "Swift 6.2 or newer is needed: https://swift.org/install"; exit 69; }
	@if pkg-config --exists openblas lapacke libpq sqlite3 2>/dev/null; then \
	  echo "setup: OpenBLAS, LAPACKE, libpq and SQLite are installed"; \
	else \
	  echo "setup: installing $(LIBRARIES) with apt"; \
	  sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$sudo apt-get update -qq; \
	  DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq $(LIBRARIES) >/dev/null; \
	fi

build: setup
	@echo "build: swift build -c release (a few minutes the first time)"
	@swift build -c release --product leadscore --quiet

# The main job: check the data, train, score the leads of tonight, compare with the rules.
demo: build
	@mkdir -p $(OUT)
	@$(LEADSCORE) --version
	@run() { echo; echo "\$$ leadscore $$*"; $(LEADSCORE) "$$@"; }; \
	run check -c $(DEMO)/leadscore.yaml; \
	run train -c $(DEMO)/leadscore.yaml --models $(OUT)/models; \
	run score -c $(DEMO)/leadscore.yaml --models $(OUT)/models --model saas-demo --as-of 2026-07-01 --out $(OUT)/scores.csv; \
	run compare -c $(DEMO)/leadscore.yaml --models $(OUT)/models --model saas-demo --report $(OUT)/compare.html
	@echo
	@echo "Scores  $(OUT)/scores.csv"
	@echo "Report  $(OUT)/compare.html and $$(ls -d $(OUT)/models/saas-demo/* | sort -V | tail -1)/report.html"

test: setup
	@echo "test: swift test (a few minutes the first time)"
	swift test --disable-xctest

lint:
	swift format lint --strict --parallel --recursive Package.swift Sources Tests

clean:
	rm -rf .build $(OUT)
