# The document engine against its peers. Included by the root Makefile.

CRDT_LAB := .build-release/release/lab
CRDT_DATA ?= ../shared/data
CRDT_PYTHON := .cache/pycrdt/bin/python

.PHONY: bench-crdt test-crdt crdt-lab crdt-differential crdt-fuzz crdt-fuzz-coverage crdt-growth

crdt-lab:
	$(SWIFT_RELEASE) --product lab

$(CRDT_PYTHON):
	python3 -m venv .cache/pycrdt
	.cache/pycrdt/bin/pip install --quiet pycrdt

# Ours, yrs and Yjs on the same streams in the same run; needs node-yjs.
bench-crdt: crdt-lab $(CRDT_PYTHON)
	python3 Benchmarks/crdt/bench.py $(CRDT_LAB) $(CRDT_PYTHON) $(CRDT_DATA)

# The engine's part of `make test`: all conformance sessions, 300 differential ones, 200,000 mutants.
test-crdt: crdt-lab
	Tests/CRDT.sh $(CRDT_LAB)

# The long runs.
crdt-differential: crdt-lab
	$(CRDT_LAB) crdt differential --sessions 20000 --seed 1000000

crdt-fuzz: crdt-lab
	$(CRDT_LAB) crdt fuzz --inputs 10000000 --seed 1000000

crdt-growth: crdt-lab
	$(CRDT_LAB) crdt growth $(CRDT_DATA)/editing-traces/automerge-paper.json.gz

# Guided by coverage (libFuzzer): seconds by SECONDS=, 600 unless told.
crdt-fuzz-coverage: crdt-lab
	Benchmarks/crdt/fuzz-coverage $(CRDT_LAB) $(or $(SECONDS),600)
