# AuroraSAR for QGIS. `make demo` and `make test` install what is missing on Debian and Ubuntu.
SHELL := /bin/sh
PYTHON := .venv/bin/python
STAGE := $(PYTHON) .ci/stage.py
export QT_QPA_PLATFORM := offscreen
export PYTHONDONTWRITEBYTECODE := 1

DEMO ?= build/demo
# Read by the shell, not by make, so that a path may hold any character.
export override BEFORE := $(value BEFORE)
export override AFTER := $(value AFTER)
PROFILE ?= default
ifeq ($(shell uname),Darwin)
QGIS_CONFIG ?= $(HOME)/Library/Application Support/QGIS/QGIS3
else
QGIS_CONFIG ?= $(HOME)/.local/share/QGIS/QGIS3
endif
PLUGINS = $(if $(QGIS_CUSTOM_CONFIG_PATH),$(QGIS_CUSTOM_CONFIG_PATH),$(QGIS_CONFIG))/profiles/$(PROFILE)/python/plugins

# Set-up comes before what needs it, also under make -j.
.NOTPARALLEL:
.PHONY: help setup demo test test-second lint screenshots bench train-setup train train-change train-colour stage zip install translations clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /make \1: /p' Makefile

setup: ## install what is missing
	@.ci/setup

demo: setup stage ## run the main job through qgis_process (BEFORE=a.tif AFTER=b.tif for your own files)
	@$(PYTHON) resources/demo/demo.py "$(DEMO)" $${BEFORE:+"--before=$$BEFORE"} $${AFTER:+"--after=$$AFTER"}

test: setup lint ## lint and run all tests
	@$(PYTHON) -m pytest

test-second: ## run all tests on Debian 13 (QGIS 3.40) in build/debian; needs root, debootstrap and 4 GB
	@.ci/second_debian build/debian trixie "make test"

lint: setup stage ## ruff, and on what ships mypy, bandit, detect-secrets and the check for Qt 6
	@$(PYTHON) -m ruff check .
	@if $(PYTHON) -c 'import numpy, sys; sys.exit(numpy.__version__ >= "2")'; then $(PYTHON) -m mypy; \
	else echo "mypy is left out here: types are checked against numpy 1, whose stubs differ."; fi
	@$(PYTHON) -m bandit -q --ignore-nosec -r build/stage/aurora_qgis
	@cd build/stage && ../../$(PYTHON) ../../.ci/find_secrets.py aurora_qgis
	@$(PYTHON) .ci/check_qt6.py build/stage/aurora_qgis

screenshots: setup stage ## pictures of every panel in docs/, after make demo (needs xvfb)
	@$(PYTHON) resources/demo/screenshots.py docs "$(DEMO)"

bench: setup ## run the benchmarks and print their figures
	@for file in tests/benchmarks/bench_*.py; do $(PYTHON) -m tests.benchmarks.$$(basename $$file .py) || exit 1; done

train-setup: setup ## install what training needs: torch and onnx
	@mkdir -p build
	@$(PYTHON) -c "import numpy; print('numpy==' + numpy.__version__)" > build/numpy.txt
	@$(PYTHON) -m pip install -q --disable-pip-version-check -c build/numpy.txt -r core/training/requirements.txt

TRAINING_ENVIRONMENT = MALLOC_MMAP_THRESHOLD_=33554432 MALLOC_TRIM_THRESHOLD_=8589934592

train: train-setup ## train the despeckling network into build/training (two hours, minutes on a GPU; resumes)
	@$(TRAINING_ENVIRONMENT) $(PYTHON) -m aurora_qgis.core.training.despeckle build/training $(TRAINING)

train-change: train-setup ## train the change network into build/training-change (an hour; resumes)
	@$(TRAINING_ENVIRONMENT) $(PYTHON) -m aurora_qgis.core.training.change build/training-change $(TRAINING)

train-colour: train-setup ## train a colour network into build/training-colour (TRAINING="--kind adversarial --tiles FOLDER")
	@$(TRAINING_ENVIRONMENT) $(PYTHON) -m aurora_qgis.core.training.colour build/training-colour $(TRAINING)

stage: setup ## build the installed form in build/stage
	@$(STAGE) stage build/stage

zip: setup ## build the release file
	@$(STAGE) zip build

install: setup ## put the plugin into the QGIS profile (PROFILE=name, QGIS_CUSTOM_CONFIG_PATH)
	@$(STAGE) install "$(PLUGINS)"

translations: setup ## bring resources/i18n up to date with the code (LANGUAGES="de fr" makes new files)
	@$(PYTHON) .ci/translations.py $(LANGUAGES)

clean: ## remove what was built
	@rm -rf build
