# Python with numpy, scipy, scikit-learn and statsmodels: the reference that our engines are compared with.
# Included by the root Makefile.

SCIENCE := .cache/science/bin/python

$(SCIENCE): Benchmarks/science/requirements.txt
	python3 -m venv .cache/science
	.cache/science/bin/pip install --quiet --requirement Benchmarks/science/requirements.txt
	@touch $@
