"""The text classifier beside scikit-learn: same training file, same n-grams, one core each.

Arguments: the program lab, the folder with the tables. scikit-learn gets bytes of characters 2-5 and words 1-2 hashed
into as many buckets and a linear SVM with squared hinge loss; it has neither our word list nor the cues.
"""

import gzip
import os
import subprocess
import sys
import time

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
from sklearn.feature_extraction.text import HashingVectorizer  # noqa: E402
from sklearn.metrics import f1_score  # noqa: E402
from sklearn.pipeline import make_pipeline, make_union  # noqa: E402
from sklearn.svm import LinearSVC  # noqa: E402


def table(path):
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [line.rstrip("\n").split("\t") for line in file][1:]
    rows = [row for row in rows if row[1] != "mixed"]
    return [row[2] for row in rows], [row[1] for row in rows]


lab, folder = sys.argv[1:]
train, dev = f"{folder}/potts_train.tsv.gz", f"{folder}/potts_dev.tsv.gz"
line = subprocess.run(
    [lab, "learning", "sentiment", "--train", train, "--dev", dev],
    check=True, capture_output=True, text=True).stdout.splitlines()[-1]
ours = dict(pair.split("=") for pair in line.removeprefix("result: ").split())

texts, labels = table(train)
unseen, truth = table(dev)
features = make_union(
    HashingVectorizer(analyzer="char", ngram_range=(2, 5), n_features=2**16, alternate_sign=False),
    HashingVectorizer(token_pattern=r"[\w#@]+|[^\w\s]+", ngram_range=(1, 2), n_features=2**16, alternate_sign=False))
model = make_pipeline(features, LinearSVC(C=0.25))
start = time.perf_counter()
model.fit(texts, labels)
fit = time.perf_counter() - start
rounds = 5
start = time.perf_counter()
for _ in range(rounds):
    guess = model.predict(unseen)
rate = rounds * len(unseen) / (time.perf_counter() - start)
matrix = features.transform(unseen)
start = time.perf_counter()
for _ in range(50):
    model[-1].predict(matrix)
bare = 50 * len(unseen) / (time.perf_counter() - start)

print("                          micro-F1  macro-F1   messages/s   training s")
print(f"ours, text to verdict     {ours['micro_f1']:>8}  {ours['macro_f1']:>8} "
      f"{int(ours['docs_per_second']):>12,} {float(ours['train_seconds']):>12.1f}")
print(f"scikit-learn, the same    {f1_score(truth, guess, average='micro'):8.3f}  "
      f"{f1_score(truth, guess, average='macro'):8.3f} {int(rate):>12,} {fit:>12.1f}")
print(f"scikit-learn, vectors ready                   {int(bare):>12,}")
print(f"result: docs_per_second={ours['docs_per_second']} scikit_docs_per_second={int(rate)} "
      f"ratio={int(ours['docs_per_second']) / rate:.1f}")
