#!/bin/sh
# The heavy tests of the document engine, by a release build of `lab`: CRDT.sh LAB
set -eu
lab=$1
data=${CRDT_DATA:-../shared/data}
NODE_PATH=/usr/share/nodejs node -e 'require("yjs")' || {
    echo "CRDT.sh: node with the Debian package node-yjs is needed to compare with real Yjs" >&2
    exit 1
}
"$lab" crdt conformance "$data/yjs-conformance"
"$lab" crdt differential --sessions 300
"$lab" crdt fuzz --inputs 200000
for stream in automerge-paper friendsforever; do
    wanted=$(sed -n 's/.*"textSha256": "\([0-9a-f]*\)".*/\1/p' "$data/yjs-updates/$stream.json")
    line=$("$lab" crdt apply "$data/yjs-updates/$stream.upd.gz")
    echo "$line"
    echo "$line" | grep -q "text_sha256=$wanted"
done
"$lab" crdt replay "$data/editing-traces/automerge-paper.json.gz"
"$lab" crdt replay "$data/editing-traces/seph-blog1.json.gz"
