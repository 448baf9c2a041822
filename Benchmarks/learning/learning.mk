# The learning engines beside scikit-learn. Included by the root Makefile.

LEARNING_DATA ?= ../shared/data

.PHONY: bench-learning models

# The path stands here by name: this file is read before science.mk.
bench-learning: .cache/science/bin/python
	$(SWIFT_RELEASE) --product lab
	$(SCIENCE) Benchmarks/learning/classifier.py "$(RELEASE)/release/lab" $(LEARNING_DATA)/sentiment

# Trains the models that come with the program anew. Same data, same bytes.
models:
	$(SWIFT_RELEASE) --product lab
	Benchmarks/learning/models "$(RELEASE)/release/lab" $(LEARNING_DATA)/sentiment Sources/Engines/Learning/Text/Models
