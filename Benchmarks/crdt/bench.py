"""Compares our engine with yrs and Yjs: bench.py LAB PYTHON DATA [RUNS].

Runs the three on the same streams in turn and prints medians and ratios. CPU time, so other load on the machine
disturbs less. Memory is the growth of resident memory after the allocator gave back what was free; Yjs' is its heap after a
collection, that of the applied document in a process of its own.
"""

import json
import os
import statistics
import subprocess
import sys

FIELDS = {
    "apply_s": "apply updates one by one, s",
    "load_ms": "load the finished document, ms",
    "encode_ms": "encode full state, ms",
    "diff_ms": "diff for a client 1 % behind, ms",
    "merge_ms": "merge 10,000 updates, ms",
    "replay_s": "local replay, s",
    "peak_mb": "peak memory of the process, input included, MB",
    "memory_mb": "memory of the applied document, MB",
    "open_kb": "memory of one of 1,000 open documents, kB",
}
HERE = os.path.dirname(os.path.abspath(__file__))


def figures(command: list[str]) -> dict[str, float]:
    environment = dict(os.environ, NODE_PATH="/usr/share/nodejs")
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment).stdout
    return json.loads(output)


def main() -> None:
    lab, python, data = sys.argv[1:4]
    runs = int(sys.argv[4]) if len(sys.argv) > 4 else 3
    for stream, trace in [("automerge-paper", "automerge-paper.json.gz"), ("friendsforever", None)]:
        file = f"{data}/yjs-updates/{stream}.upd.gz"
        trace_file = f"{data}/editing-traces/{trace}" if trace else None
        commands = {
            "ours": [lab, "crdt", "bench", file] + (["--trace", trace_file] if trace_file else []),
            "yrs": [python, f"{HERE}/bench_yrs.py", file],
            "Yjs": ["node", "--expose-gc", f"{HERE}/bench-yjs.cjs", file] + ([trace_file] if trace_file else []),
        }
        results = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                results[name].append(figures(command))
            results["Yjs"][-1] |= figures(["node", "--expose-gc", f"{HERE}/bench-yjs.cjs", file, "--memory"])
        print_table(stream, results)


def print_table(stream: str, results: dict[str, list[dict[str, float]]]) -> None:
    def middle(name: str, field: str) -> float | None:
        values = [run[field] for run in results[name] if field in run]
        return statistics.median(values) if values else None

    print(f"\n{stream}: medians of {len(results['ours'])} runs\n")
    print("| | ours | yrs | Yjs | ours / yrs | ours / Yjs |")
    print("|---|---|---|---|---|---|")
    for field, title in FIELDS.items():
        ours, yrs, yjs = (middle(name, field) for name in ("ours", "yrs", "Yjs"))
        if ours is None:
            continue
        cells = ["–" if value is None else f"{value:.3f}" for value in (ours, yrs, yjs)]
        cells += ["–" if value is None else f"{ours / value:.3f}" for value in (yrs, yjs)]
        print(f"| {title} | " + " | ".join(cells) + " |")
    binding = middle("yrs", "binding_s")
    bare = middle("yrs", "apply_s") - binding
    print(f"\nOf yrs' apply, {binding:.3f} s are the binding's own calls; without them ours / yrs is "
          f"{middle('ours', 'apply_s') / bare:.3f}.")


main()
