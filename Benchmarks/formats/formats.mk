# The readers of files from outside. Included by the root Makefile.

FORMATS_DATA ?= ../shared/data

.PHONY: fuzz-formats growth

# Guided by coverage (libFuzzer), one format after the other: seconds each by SECONDS=, a quarter of an hour unless told;
# FORMATS="mail csv" leaves the others out.
fuzz-formats: setup
	Benchmarks/formats/fuzz-coverage $(or $(SECONDS),900) $(FORMATS_DATA) $(FORMATS)

# That twice the input costs at most 2.3 times as much, with inputs of a quarter of a megabyte and more.
growth: setup
	swift build --build-tests
	RUNDBLICK_GROWTH_BYTES=262144 swift test --skip-build --filter GrowthTests
