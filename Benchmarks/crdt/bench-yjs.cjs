// Yjs' side of `make bench-crdt`: node bench-yjs.cjs STREAM.upd.gz [TRACE.json.gz]; prints one JSON object. With
// `--memory` behind the stream: only the heap of the applied document, in a process that did nothing else.
'use strict'
const fs = require('fs')
const zlib = require('zlib')
const Y = require('yjs')

const read = () => {
  const raw = zlib.gunzipSync(fs.readFileSync(process.argv[2]))
  const updates = []
  for (let at = 0; at < raw.length;) {
    let length = 0
    for (let shift = 1; ; shift *= 128) {
      const byte = raw[at++]
      length += (byte & 127) * shift
      if (byte < 128) break
    }
    updates.push(new Uint8Array(raw.subarray(at, at + length)))
    at += length
  }
  return updates
}
const cpu = work => {
  const start = process.cpuUsage()
  work()
  const used = process.cpuUsage(start)
  return (used.user + used.system) / 1e6
}
const median = (runs, work) => {
  for (let i = 0; i < 3; i++) work()
  return Array.from({ length: runs }, () => cpu(work)).sort((a, b) => a - b)[runs >> 1]
}
// Buffers are given back some time after the collection that finds them.
const memory = () => {
  global.gc()
  global.gc()
  const used = process.memoryUsage()
  return used.heapUsed + used.external
}

if (process.argv[3] === '--memory') {
  const before = memory()
  const doc = (() => {
    const doc = new Y.Doc()
    for (const update of read()) Y.applyUpdate(doc, update)
    return doc
  })()
  setTimeout(() => {
    console.log(JSON.stringify({ memory_mb: (memory() - before) / 1e6, clients: doc.store.clients.size }))
    process.exit()
  }, 200)
  return
}

const figures = {}
const updates = read()
const doc = new Y.Doc()
let relayed = 0
doc.on('update', update => { relayed += update.length })
figures.apply_s = cpu(() => { for (const update of updates) Y.applyUpdate(doc, update) })
const full = Y.encodeStateAsUpdate(doc)
figures.load_ms = 1000 * median(15, () => Y.applyUpdate(new Y.Doc(), full))
figures.encode_ms = 1000 * median(15, () => Y.encodeStateAsUpdate(doc))
const early = new Y.Doc()
for (const update of updates.slice(0, Math.floor(updates.length * 99 / 100))) Y.applyUpdate(early, update)
const state = Y.encodeStateVector(early)
figures.diff_ms = 1000 * median(15, () => Y.encodeStateAsUpdate(doc, state))
const some = updates.slice(0, 10000)
figures.merge_ms = 1000 * cpu(() => Y.mergeUpdates(some))
figures.peak_mb = process.resourceUsage().maxRSS * 1024 / 1e6
if (process.argv[3]) {
  const trace = JSON.parse(zlib.gunzipSync(fs.readFileSync(process.argv[3])))
  const typed = new Y.Doc()
  const text = typed.getText('text')
  let sent = 0
  typed.on('update', update => { sent += update.length })
  figures.replay_s = cpu(() => {
    for (const transaction of trace.txns) {
      for (const [at, deleted, inserted] of transaction.patches) {
        typed.transact(() => {
          if (deleted > 0) text.delete(at, deleted)
          if (inserted.length > 0) text.insert(at, inserted)
        })
      }
    }
  })
  if (text.toString() !== trace.endContent) throw new Error('the text differs at the end')
}
const start = memory()
const documents = []
for (let i = 0; i < 1000; i++) { const d = new Y.Doc(); Y.applyUpdate(d, full); documents.push(d) }
figures.open_kb = (memory() - start) / 1e3 / documents.length
console.log(JSON.stringify(figures))
