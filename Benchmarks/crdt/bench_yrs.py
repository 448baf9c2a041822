"""yrs' side of `make bench-crdt` through pycrdt: bench_yrs.py STREAM.upd.gz; prints one JSON object.

`binding_s` is what the same number of calls costs with an empty update: the share of Python and the binding in `apply_s`.
yrs works without a listener here, which favours it.
"""

import ctypes
import gc
import gzip
import json
import resource
import sys
import time

import pycrdt


def read_updates(path: str) -> list[bytes]:
    raw = gzip.open(path).read()
    updates, at = [], 0
    while at < len(raw):
        length = shift = 0
        while True:
            byte = raw[at]
            at += 1
            length |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                break
        updates.append(raw[at : at + length])
        at += length
    return updates


def cpu(work) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def median(runs: int, work) -> float:
    work()
    return sorted(cpu(work) for _ in range(runs))[runs // 2]


def resident() -> int:
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096


def apply_all(doc: pycrdt.Doc, updates: list[bytes]) -> None:
    apply = doc.apply_update
    for update in updates:
        apply(update)


def load(full: bytes) -> pycrdt.Doc:
    doc = pycrdt.Doc()
    doc.apply_update(full)
    return doc


def main() -> None:
    updates = read_updates(sys.argv[1])
    figures = {}
    before = resident()
    doc = pycrdt.Doc()
    figures["apply_s"] = cpu(lambda: apply_all(doc, updates))
    figures["memory_mb"] = (resident() - before) / 1e6
    empty = [b"\0\0"] * len(updates)
    figures["binding_s"] = cpu(lambda: apply_all(pycrdt.Doc(), empty))
    full = doc.get_update()
    figures["load_ms"] = 1000 * median(15, lambda: load(full))
    figures["encode_ms"] = 1000 * median(15, doc.get_update)
    early = pycrdt.Doc()
    apply_all(early, updates[: len(updates) * 99 // 100])
    state = early.get_state()
    figures["diff_ms"] = 1000 * median(15, lambda: doc.get_update(state))
    some = updates[:10_000]
    figures["merge_ms"] = 1000 * cpu(lambda: pycrdt.merge_updates(*some))
    figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    before = resident()
    documents = [load(full) for _ in range(1000)]
    figures["open_kb"] = (resident() - before) / 1e3 / len(documents)
    print(json.dumps(figures))


main()
