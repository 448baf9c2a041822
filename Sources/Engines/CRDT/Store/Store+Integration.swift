// Integrating one struct exactly as Yjs does (Item.getMissing and Item.integrate in yjs/src/structs/Item.js).

/// Where a struct goes.
struct Place {
    var left = none
    var right = none
    var parent = none
    var key = none
    var origin = Mark()
    var rightOrigin = Mark()
}

extension Store {
    /// The first clock that must be here before `ref` can be integrated, or nil when nothing is missing.
    @inline(__always)
    mutating func missing(for ref: StructRef) -> (client: UInt64, clock: UInt32)? {
        if ref.hasOrigin, ref.originClient != ref.client, ref.originClock >= state(of: ref.originClient) {
            return (ref.originClient, ref.originClock)
        }
        if ref.hasRight, ref.rightClient != ref.client, ref.rightClock >= state(of: ref.rightClient) {
            return (ref.rightClient, ref.rightClock)
        }
        let hasParent = !ref.inheritsParent && !ref.hasRootName && ref.kind != .collected
        if hasParent, ref.parentClient != ref.client, ref.parentClock >= state(of: ref.parentClient) {
            return (ref.parentClient, ref.parentClock)
        }
        return nil
    }

    /// Integrates a struct of which the first `offset` units are here already. Nothing it refers to is missing.
    @inline(__always)
    mutating func integrate(_ ref: StructRef, from base: UnsafePointer<UInt8>, offset: UInt32) {
        let client = client(ref.client)
        touch(client)
        if ref.kind != .collected, var place = place(for: ref, from: base, client: client, offset: offset) {
            resolve(&place, client: ref.client)
            insert(ref, at: place, from: base, client: client, offset: offset)
        } else {
            appendCollected(client, ref.length - offset)
        }
    }

    /// Finds neighbours and parent; nil when one of them was collected, so that the struct is to be collected too.
    @inline(__always)
    private mutating func place(
        for ref: StructRef, from base: UnsafePointer<UInt8>, client: UInt32, offset: UInt32
    ) -> Place? {
        var place = Place()
        if ref.hasOrigin {
            let owner = ref.originClient == ref.client ? client : self.client(ref.originClient)
            place.origin = Mark(client: owner, clock: ref.originClock)
            place.left = itemEnding(at: ref.originClock, of: owner)
            guard items[place.left].kind != .collected else { return nil }
        }
        if ref.hasRight {
            let owner = ref.rightClient == ref.client ? client : self.client(ref.rightClient)
            place.rightOrigin = Mark(client: owner, clock: ref.rightClock)
            place.right = rightNeighbour(place.left, place.rightOrigin)
            guard items[place.right].kind != .collected else { return nil }
        }
        guard findParent(of: ref, from: base, client: client, &place) else { return nil }
        guard offset > 0 else { return place }
        // The update overlaps what is here: the known units are the new left neighbour.
        place.origin = Mark(client: client, clock: ref.clock + offset - 1)
        place.left = itemEnding(at: place.origin.clock, of: client)
        let known = items[place.left]
        return known.kind != .collected && known.parent == place.parent && known.key == place.key
            ? place : nil
    }

    /// The item that starts at `mark`; mostly it stands right of `left` already.
    @inline(__always)
    private mutating func rightNeighbour(_ left: UInt32, _ mark: Mark) -> UInt32 {
        if left != none, items[left].right != none {
            let right = items[left].right
            if items[right].client == mark.client, items[right].clock == mark.clock { return right }
        }
        return itemStarting(at: mark.clock, of: mark.client)
    }

    /// Parent and key: from the neighbours, or as the struct says. False when there is no such type, or when the
    /// neighbours stand in different lists, which no client writes.
    @inline(__always)
    private mutating func findParent(
        of ref: StructRef, from base: UnsafePointer<UInt8>, client: UInt32, _ place: inout Place
    ) -> Bool {
        if ref.inheritsParent {
            let neighbour = place.right != none ? place.right : place.left
            place.parent = items[neighbour].parent
            place.key = items[neighbour].key
            guard ref.hasOrigin else { return true }
            return items[place.left].parent == place.parent && items[place.left].key == place.key
        }
        return statedParent(of: ref, from: base, client: client, &place)
    }

    private mutating func statedParent(
        of ref: StructRef, from base: UnsafePointer<UInt8>, client: UInt32, _ place: inout Place
    ) -> Bool {
        if ref.hasKey {
            place.key = keys.intern(base + Int(ref.keyStart), length: Int(ref.keyLength))
        }
        if ref.hasRootName {
            let name = keys.intern(base + Int(ref.nameStart), length: Int(ref.nameLength))
            place.parent = rootBranch(key: name)
            return true
        }
        let owner = ref.parentClient == ref.client ? client : self.client(ref.parentClient)
        let holder = items[item(at: ref.parentClock, of: owner)]
        guard holder.kind == .type else { return false }
        place.parent = holder.content
        return true
    }

    /// Moves `place.left` over the structs that were written at the same place and go before this one.
    ///
    /// Yjs keeps two sets of passed items; here an item remembers the generation in which it was passed. Passed
    /// since `base`: it is before the origin of what follows. Passed in the current generation: it conflicts.
    @inline(__always)
    private mutating func resolve(_ place: inout Place, client: UInt64) {
        let isFree =
            place.left != none
            ? items[place.left].right == place.right
            : place.right != none && items[place.right].left == none
        if !isFree { resolveConflict(&place, client: client) }
    }

    private mutating func resolveConflict(_ place: inout Place, client: UInt64) {
        if generation > .max / 2 {
            passed.removeAll()
            generation = 0
        }
        generation += 1
        let first = generation
        var other = place.left != none ? items[place.left].right : firstItem(of: place.parent, key: place.key)
        if passed.count < items.count, other != none { passed.extend(to: items.count, with: 0) }
        while other != none, other != place.right {
            passed[other] = generation
            let item = items[other]
            if item.origin == place.origin {
                if clients[item.client].id < client {
                    place.left = other
                    generation += 1
                } else if item.rightOrigin == place.rightOrigin {
                    break
                }
            } else if item.origin.client != none {
                let origin = passed[self.item(at: item.origin.clock, of: item.origin.client)]
                guard origin >= first else { break }
                if origin < generation {
                    place.left = other
                    generation += 1
                }
            } else {
                break
            }
            other = item.right
        }
    }

    /// The first item of a list, or of a key's chain.
    func firstItem(of branch: UInt32, key: UInt32) -> UInt32 {
        key == none ? branches[branch].start : entry(key, of: branch).map { entries[$0].first } ?? none
    }

    /// Puts the struct between its neighbours: as growth of the left one if it continues that, else as a new item.
    @inline(__always)
    mutating func insert(
        _ ref: StructRef, at place: Place, from base: UnsafePointer<UInt8>, client: UInt32, offset: UInt32
    ) {
        if continues(place, client: client, kind: ref.kind) {
            extend(place.left, with: ref, from: base, offset: offset)
            return
        }
        var item = Item(
            client: client, clock: clients[client].state, length: ref.length - offset, kind: ref.kind)
        item.origin = place.origin
        item.rightOrigin = place.rightOrigin
        item.parent = place.parent
        item.key = place.key
        storeContent(of: ref, from: base, offset: offset, in: &item)
        let index = link(item, after: place.left)
        if place.key != none, item.length > 1, !items[index].isDeleted { keepLastUnit(of: index) }
    }

    /// A key has one value. Honest runs under a key are deleted as a whole; of any other the last unit counts and
    /// the others are deleted, as if they had come one by one: cut later, they would come back to life otherwise.
    private mutating func keepLastUnit(of item: UInt32) {
        split(item, at: items[item].length - 1)
        delete(item)
    }

    /// Whether a struct at `place` is the next stretch of its client's last run.
    @inline(__always)
    func continues(_ place: Place, client: UInt32, kind: Kind) -> Bool {
        guard place.left != none, place.left == clients[client].last else { return false }
        let left = items[place.left]
        return left.kind == kind && kind.isJoinable && left.isDeleted == (kind == .deleted)
            && place.origin == Mark(client: client, clock: left.end - 1)
            && left.rightOrigin == place.rightOrigin && place.key == none && !isDeleted(branch: place.parent)
    }

    /// Whether the item that holds a type is deleted.
    @inline(__always)
    func isDeleted(branch: UInt32) -> Bool {
        let holder = branches[branch].item
        return holder != none && items[holder].isDeleted
    }

    @inline(__always)
    private mutating func extend(
        _ item: UInt32, with ref: StructRef, from base: UnsafePointer<UInt8>, offset: UInt32
    ) {
        let length = ref.length - offset
        growContent(of: item, with: ref, from: base, offset: offset)
        lengthen(item, by: length)
        if ref.kind == .deleted {
            deletedRuns.append(
                DeletedRun(client: items[item].client, clock: items[item].end - length, length: length))
        }
    }

    /// Counts `length` more units of the client's last run, whose content is there already.
    @inline(__always)
    mutating func lengthen(_ item: UInt32, by length: UInt32) {
        items[item].length += length
        let run = items[item]
        clients[run.client].state += length
        clocks.add(Int32(length), to: item)
        if run.kind != .deleted {
            branches[run.parent].length += length
            if branches[run.parent].root != none { positions.add(Int32(length), to: item) }
        }
        changes.note(run.parent, none)
    }

    /// Adds the client's next item to the arena, the list and the indexes, after `left`.
    @inline(__always)
    @discardableResult
    mutating func link(_ fresh: Item, after left: UInt32) -> UInt32 {
        let item = make(fresh)
        let right: UInt32
        if left != none {
            right = items[left].right
            items[left].right = item
        } else {
            right = firstItem(of: fresh.parent, key: fresh.key)
            if fresh.key == none { branches[fresh.parent].start = item }
        }
        items[item].left = left
        items[item].right = right
        if right != none { items[right].left = item }
        appendClock(item, fresh.client, fresh.length)
        if fresh.key == none {
            count(item, fresh, after: left)
        } else {
            linkKey(item, fresh, left: left, right: right)
        }
        changes.note(fresh.parent, fresh.key)
        settle(item, fresh, isLoser: fresh.key != none && right != none)
        return item
    }

    /// Enters the client's next struct in its tree of clocks.
    @inline(__always)
    private mutating func appendClock(_ item: UInt32, _ client: UInt32, _ length: UInt32) {
        if clients[client].root == none { clients[client].root = clocks.makeTree() }
        clocks.insert(item, weight: length, after: clients[client].last, root: &clients[client].root)
        clients[client].last = item
        clients[client].state += length
    }

    @inline(__always)
    private mutating func count(_ item: UInt32, _ fresh: Item, after left: UInt32) {
        let weight = fresh.isVisible ? fresh.length : 0
        branches[fresh.parent].length += weight
        if branches[fresh.parent].root != none {
            positions.insert(item, weight: weight, after: left, root: &branches[fresh.parent].root)
        }
    }

    /// Makes the item the value of its key when it is the last of the chain; the former value is deleted.
    private mutating func linkKey(_ item: UInt32, _ fresh: Item, left: UInt32, right: UInt32) {
        if left == none, let entry = entry(fresh.key, of: fresh.parent) { entries[entry].first = item }
        guard right == none else { return }
        setEntry(fresh.key, of: fresh.parent, to: item)
        if left != none { delete(left) }
    }

    /// What follows from the item's kind and from what is deleted around it.
    @inline(__always)
    private mutating func settle(_ item: UInt32, _ fresh: Item, isLoser: Bool) {
        switch fresh.kind {
        case .string: break
        case .deleted:
            items[item].isDeleted = true
            deletedRuns.append(DeletedRun(client: fresh.client, clock: fresh.clock, length: fresh.length))
        case .type: branches[fresh.content].item = item
        case .format: branches[fresh.parent].hasFormats = true
        default: break
        }
        if isLoser || isDeleted(branch: fresh.parent) { delete(item) }
    }

    /// Adds collected clocks to a client's structs.
    mutating func appendCollected(_ client: UInt32, _ length: UInt32) {
        let last = clients[client].last
        if last != none, items[last].kind == .collected {
            items[last].length += length
            clients[client].state += length
            clocks.add(Int32(length), to: last)
            return
        }
        var item = Item(client: client, clock: clients[client].state, length: length, kind: .collected)
        item.isDeleted = true
        let index = make(item)
        appendClock(index, client, length)
    }
}
