# The statistics engine: coverage of its intervals, and scipy and statsmodels beside it. Included by the root Makefile.

STATISTICS_LAB := .build-release/release/lab

.PHONY: test-statistics

test-statistics: $(SCIENCE)
	$(SWIFT_RELEASE) --product lab
	Benchmarks/statistics/check $(STATISTICS_LAB)
