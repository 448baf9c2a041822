// Real Yjs as the other side of the differential test: one session after another, commands and answers as JSON lines.
// Run with NODE_PATH=/usr/share/nodejs and the Debian package node-yjs.
'use strict'
const Y = require('yjs')
const readline = require('readline')

const base64 = bytes => Buffer.from(bytes).toString('base64')
const bytes = text => new Uint8Array(Buffer.from(text, 'base64'))

// A server's replica must not tidy format marks: while it works, texts have the observer of all types.
const tidying = Y.Text.prototype._callObserver
const quietly = work => {
  Y.Text.prototype._callObserver = Y.AbstractType.prototype._callObserver
  try { return work() } finally { Y.Text.prototype._callObserver = tidying }
}

// ---- content in the form of the conformance corpus

const value = v => {
  if (v === undefined) return { $undef: true }
  if (typeof v === 'bigint') return { $big: v.toString() }
  if (v instanceof Uint8Array) return { $bin: base64(v) }
  if (Array.isArray(v)) return v.map(value)
  if (v !== null && typeof v === 'object') return Object.fromEntries(Object.entries(v).map(([k, x]) => [k, value(x)]))
  return v
}
const content = c => {
  if (c instanceof Y.Doc) return { $doc: c.guid }
  if (!(c instanceof Y.AbstractType)) return value(c)
  if (c instanceof Y.XmlText) return { $xmltext: runs(c) }
  if (c instanceof Y.Text) return { $text: runs(c) }
  if (c instanceof Y.XmlHook) return { $hook: entries(c) }
  if (c instanceof Y.XmlElement) return { $el: c.nodeName, attrs: entries(c), children: c.toArray().map(content) }
  if (c instanceof Y.XmlFragment) return { $frag: c.toArray().map(content) }
  if (c instanceof Y.Array) return { $array: c.toArray().map(content) }
  return { $map: entries(c) }
}
const entries = type => {
  const result = {}
  type._map.forEach((item, key) => {
    if (!item.deleted) result[key] = content(item.content.getContent()[item.length - 1])
  })
  return result
}
const sortedText = object => JSON.stringify(Object.keys(object).sort().map(k => [k, object[k]]))
const runs = text => {
  const result = []
  for (const op of text.toDelta()) {
    const i = typeof op.insert === 'string' ? op.insert
      : op.insert instanceof Y.AbstractType ? content(op.insert) : { $embed: value(op.insert) }
    const a = op.attributes === undefined ? {} : value(op.attributes)
    const last = result[result.length - 1]
    if (typeof i === 'string' && last && typeof last.i === 'string' && sortedText(last.a || {}) === sortedText(a)) {
      last.i += i
    } else {
      result.push(Object.keys(a).length > 0 ? { i, a } : { i })
    }
  }
  return result
}
const state = doc => ({
  text: content(doc.getText('text')), arr: content(doc.getArray('arr')),
  map: content(doc.getMap('map')), xml: content(doc.getXmlFragment('xml'))
})
const deletes = doc => {
  const result = {}
  for (const [client, ranges] of Y.snapshot(doc).ds.clients) result[client] = ranges.map(r => [r.clock, r.len])
  return result
}

// ---- what is derived from a document

// toJSON leaves subdocuments in arrays and maps as they are; only their guid is compared.
const plain = doc => {
  const seen = v => {
    if (v instanceof Y.Doc) return { guid: v.guid }
    if (v instanceof Uint8Array || v === null || typeof v !== 'object') return v
    if (Array.isArray(v)) return v.map(seen)
    return Object.fromEntries(Object.entries(v).map(([k, x]) => [k, seen(x)]))
  }
  return seen({ text: doc.getText('text').toJSON(), arr: doc.getArray('arr').toJSON(),
    map: doc.getMap('map').toJSON(), xml: doc.getXmlFragment('xml').toJSON() })
}
// What a client lacks that was at `point`; without garbage collection also the moment itself, and the text since then:
// pieces with the kind of change and its author.
const derived = (doc, point, gc) => {
  const result = { after: point.after, state: point.state, diff: base64(Y.encodeStateAsUpdate(doc, point.vector)) }
  if (gc) return result
  result.snapshot = base64(Y.encodeSnapshot(point.snapshot))
  // Not the state of then: a surrogate pair that was cut since then is two U+FFFD for ever.
  result.restored = state(Y.createDocFromSnapshot(doc, point.snapshot, new Y.Doc({ gc })))
  result.changes = doc.getText('text')
    .toDelta(Y.snapshot(doc), point.snapshot, (type, id) => ({ type, user: id.client }))
    .filter(op => typeof op.insert === 'string')
    .map(({ insert, attributes: { ychange, ...a } = {} }) =>
      ({ i: insert, a: value(a), kind: ychange ? ychange.type : 'kept', user: ychange ? ychange.user : 0 }))
  return result
}

// ---- random edits

const random = seed => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}
const WORDS = ['a', 'b', 'Kunde', 'Größe', ' ', '\n', '🙂', '👩‍👧', '日本', 'naïve ', '𝒳y', '0123456789', 'é']
const ATTRIBUTES = [{ bold: true }, { bold: null }, { italic: true }, { link: { href: 'x?q=ü' } }, { link: null }, { color: '#f00' }]

const edit = (session, client) => {
  const { doc, undo } = client
  const int = n => Math.floor(session.random() * n)
  const pick = list => list[int(list.length)]
  const word = () => pick(WORDS) + (int(3) === 0 ? pick(WORDS) : '')
  const any = depth => {
    // Yjs takes undefined and BigInt only inside of a value.
    const kind = int(depth > 2 ? 10 : 12)
    if (kind < (depth === 0 ? 8 : 10)) {
      return [int(100), -int(1e6), word(), true, null, 0.25 + int(9), 2 ** 40 + int(99), 1.1, undefined, BigInt(int(1e6)) ** 3n][kind]
    }
    return kind % 2 === 0 ? [any(depth + 1), any(depth + 1)] : { k: any(depth + 1), [word()]: any(depth + 1) }
  }
  const nested = depth => {
    switch (int(8)) {
      case 0: return new Y.Map([['k', any(0)], [word(), any(0)]])
      case 1: return Y.Array.from([any(0), any(0)])
      case 2: return new Y.Text(word())
      case 3: return element(depth)
      case 4: return new Uint8Array([int(256), int(256)])
      case 5: return new Y.XmlText(word())
      case 6: return new Y.XmlFragment()
      default: return new Y.Doc({ guid: 'sub-' + int(1e9) })
    }
  }
  const element = depth => {
    const el = new Y.XmlElement(pick(['paragraph', 'heading', 'list']))
    if (int(2)) el.setAttribute('level', pick([1, 2, 'x']))
    el.insert(0, [new Y.XmlText(word())].concat(depth > 0 && int(2) ? [element(depth - 1)] : []))
    return el
  }
  const editText = text => {
    const at = int(text.length + 1)
    const length = Math.min(int(6), text.length - at)
    switch (int(8)) {
      case 0: case 1: case 2: text.insert(at, word()); break
      case 3: case 4: if (length > 0) text.delete(at, length); break
      case 5: if (length > 0) text.format(at, length, pick(ATTRIBUTES)); break
      case 6: text.insert(at, word(), pick(ATTRIBUTES)); break
      default:
        switch (int(8)) {
          case 0: text.insertEmbed(at, { image: 'i' + int(9) }); break
          case 1: text.insertEmbed(at, new Y.Map([['k', word()]])); break
          case 2: text.setAttribute(pick(['dir', 'é']), any(0)); break
          case 3: text.removeAttribute('dir'); break
          default: text.insert(text.length, word())
        }
    }
  }
  const editArray = array => {
    const at = int(array.length + 1)
    if (int(3) === 0 && at < array.length) array.delete(at, Math.min(1 + int(3), array.length - at))
    else array.insert(at, int(3) === 0 ? [nested(1)] : [any(0), any(0)].slice(int(2)))
  }
  const editMap = map => {
    const key = pick(['title', 'stage', 'é', 'k'])
    if (int(4) === 0) map.delete(key); else map.set(key, int(3) === 0 ? nested(1) : any(0))
  }
  const editXml = fragment => {
    const children = fragment.toArray()
    const child = pick(children.concat([null]))
    if (child === null || int(4) === 0) {
      const at = int(fragment.length + 1)
      if (int(4) === 0 && at < fragment.length) fragment.delete(at, 1)
      else if (int(9) === 0) fragment.insert(at, [new Y.XmlHook('hook')])
      else fragment.insert(at, [int(3) === 0 ? new Y.XmlText(word()) : element(1)])
    } else if (child instanceof Y.XmlHook) editMap(child)
    else if (child instanceof Y.XmlText) editText(child)
    else if (child instanceof Y.XmlElement && int(3) === 0) {
      if (int(3) === 0) child.removeAttribute('level'); else child.setAttribute('level', pick([1, 2, 'left']))
    } else if (child instanceof Y.XmlFragment) editXml(child)
  }
  const inside = type => {
    if (type instanceof Y.XmlFragment) editXml(type)
    else if (type instanceof Y.Text) editText(type)
    else if (type instanceof Y.Array) editArray(type)
    else if (type instanceof Y.Map) editMap(type)
  }
  switch (int(9)) {
    case 0: case 1: case 2: editText(doc.getText('text')); break
    case 3: editArray(doc.getArray('arr')); break
    case 4: editMap(doc.getMap('map')); break
    case 5: case 6: editXml(doc.getXmlFragment('xml')); break
    case 7: {
      const types = doc.getArray('arr').toArray().concat([...doc.getMap('map').values()]).filter(t => t instanceof Y.AbstractType)
      if (types.length > 0) inside(pick(types))
      break
    }
    default:
      if (int(3) === 0) undo.redo(); else undo.undo()
  }
}

// ---- commands

let session = null
const commands = {
  start ({ seed, clients, gc }) {
    session = { random: random(seed), clients: [], made: [] }
    for (const id of clients) {
      const doc = new Y.Doc({ gc })
      doc.clientID = id
      const client = { doc, undo: null }
      client.undo = new Y.UndoManager(
        [doc.getText('text'), doc.getArray('arr'), doc.getMap('map'), doc.getXmlFragment('xml')], { captureTimeout: 0 })
      const index = session.clients.push(client) - 1
      doc.on('update', (update, _origin, _doc, transaction) => {
        if (transaction.local) session.made.push([index, base64(update)])
      })
    }
    return {}
  },
  round ({ deliver, edits }) {
    session.made = []
    session.clients.forEach((client, index) => {
      for (const update of deliver[index]) Y.applyUpdate(client.doc, bytes(update))
      for (let i = 0; i < edits[index]; i++) {
        if (session.random() < 0.2) client.doc.transact(() => { edit(session, client); edit(session, client) })
        else edit(session, client)
      }
    })
    return { made: session.made }
  },
  finish ({ updates, ours, gc, marks }) {
    return quietly(() => {
      const doc = new Y.Doc({ gc })
      const points = []
      const positions = []
      for (let after = 0; after <= updates.length; after++) {
        if (marks.includes(after)) {
          points.push({ after, state: state(doc), vector: Y.encodeStateVector(doc), snapshot: Y.snapshot(doc) })
          for (const type of [doc.getText('text'), doc.getArray('arr'), doc.getXmlFragment('xml')]) {
            for (const assoc of [0, -1]) {
              const at = (7 * after) % (type.length + 1)
              positions.push(Y.createRelativePositionFromTypeIndex(type, at, assoc))
            }
          }
        }
        if (after < updates.length) Y.applyUpdate(doc, bytes(updates[after]))
      }
      const again = new Y.Doc({ gc })
      Y.applyUpdate(again, bytes(ours))
      return {
        state: state(doc), sv: Object.fromEntries(Y.decodeStateVector(Y.encodeStateVector(doc))), ds: deletes(doc),
        oursState: state(again), oursDs: deletes(again), v2: base64(Y.encodeStateAsUpdateV2(doc)),
        merged: base64(Y.mergeUpdates(updates.map(bytes))),
        mergedV2: base64(Y.mergeUpdatesV2(updates.map(u => Y.convertUpdateFormatV1ToV2(bytes(u))))),
        points: points.map(point => derived(doc, point, gc)),
        positions: positions.map(position => {
          const found = Y.createAbsolutePositionFromRelativePosition(position, doc)
          return { enc: base64(Y.encodeRelativePosition(position)), index: found === null ? null : found.index }
        }),
        strings: { text: doc.getText('text').toString(), xml: doc.getXmlFragment('xml').toString() },
        json: value(plain(doc)), attributes: value(doc.getText('text').getAttributes()),
        pending: doc.store.pendingStructs !== null || doc.store.pendingDs !== null ||
          again.store.pendingStructs !== null || again.store.pendingDs !== null
      }
    })
  }
}

readline.createInterface({ input: process.stdin, crlfDelay: Infinity }).on('line', line => {
  const request = JSON.parse(line)
  process.stdout.write(JSON.stringify(commands[request.command](request)) + '\n')
})
