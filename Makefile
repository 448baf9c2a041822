# Rundblick's commands. `make run` and `make test` need nothing but Debian 12 with Swift: they install what is missing.

DATA ?= data
LISTEN ?= 127.0.0.1:8080
RELEASE := .build-release
# Swift's own library is linked in: calls into it are cheaper, and the program runs where no Swift is installed.
SWIFT_RELEASE := swift build -c release --static-swift-stdlib --scratch-path $(RELEASE)

# Tests that keep the processor busy for minutes, and tests that measure time: each kind by itself, or others, and they
# themselves, would wait too long for their turn.
HEAVY := GrowthTests|FuzzTests|HostileImportTests
TIMED := SlowClientTests|BusyTests|CrashTests|ConcurrencyTests

.PHONY: test-concurrency fuzz-restore setup build run test check fmt bench screenshots help
.DEFAULT_GOAL := help

help:
	@echo "make setup        install the Debian packages that are missing"
	@echo "make build        build the server: $(RELEASE)/release/rundblick"
	@echo "make run          build, fill the data folder with the demo company the first time, and serve"
	@echo "make test         everything that continuous integration checks"
	@echo "make check        formatting and house rules alone"
	@echo "make fmt          format all Swift code"
	@echo "make fuzz-formats an hour of hostile mails, mailboxes, vCards and CSV"
	@echo "make growth       that twice the input costs at most 2.3 times as much"
	@echo "make bench        measure, each figure beside its reference"
	@echo "make screenshots  draw the pages of docs/screenshots anew"

setup:
	@scripts/setup

build: setup
	$(SWIFT_RELEASE) --product rundblick

run: build
	@scripts/run "$(RELEASE)/release/rundblick" "$(DATA)" "$(LISTEN)"

test: setup check
	swift build --build-tests
	swift test --skip-build --skip '$(HEAVY)|$(TIMED)'
	swift test --skip-build --filter '$(TIMED)'
	swift test --skip-build --filter '$(HEAVY)'
	Tests/Browser/run .build/debug/rundblick
	$(MAKE) test-lab test-crdt test-statistics

check: setup
	swift format lint --strict --recursive --parallel Sources Tests Client Benchmarks Package.swift
	swift test --filter HouseRulesTests

fmt:
	swift format --in-place --recursive --parallel Sources Tests Client Benchmarks Package.swift

bench: build
	$(SWIFT_RELEASE) --product bench
	Benchmarks/run "$(RELEASE)/release"

screenshots: build
	Tests/Browser/run "$(RELEASE)/release/rundblick" --collect-only >/dev/null
	RUNDBLICK_PROGRAM="$(RELEASE)/release/rundblick" .cache/browser-venv/bin/python Tests/Browser/screenshots.py

# Merges and separations beside writes of every kind, on both engines and with one and two servers on a store.
test-concurrency: setup
	swift build --build-tests
	RUNDBLICK_ROUNDS=$(or $(ROUNDS),10000) swift test --skip-build --filter ConcurrencyTests

# Backups with changed bytes.
fuzz-restore: setup
	swift build --build-tests
	RUNDBLICK_INPUTS=$(or $(INPUTS),100000) swift test --skip-build --filter CraftedBackupTests

# The engines against real data and their real counterparts, in a release build: the debug build would take hours.
test-lab:
	$(SWIFT_RELEASE) --product lab
	Tests/lab "$(RELEASE)/release/lab"

-include Benchmarks/*/*.mk
