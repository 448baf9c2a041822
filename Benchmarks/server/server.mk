# The web server against hostile bytes and under load. Included by the root Makefile.

.PHONY: bench-busy fuzz-bodies fuzz-wire

# How long /health takes while long work runs.
bench-busy: build
	Benchmarks/server/busy $(RELEASE)/release/rundblick

# Forms, queries and JSON guided by coverage (libFuzzer), raw bytes against a running server: seconds by SECONDS=.
fuzz-bodies:
	Benchmarks/server/fuzz-bodies $(or $(SECONDS),900)

fuzz-wire: build
	Benchmarks/server/fuzz-wire $(RELEASE)/release/rundblick $(or $(SECONDS),900) $(SEED)
