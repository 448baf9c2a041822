import Customers
import Linkage
import People
import Platform
import Storage
import Timeline

extension DuplicateService {
    /// Two customers side by side.
    package struct Comparison: Sendable {
        package let pair: CustomerPair
        package let low: CustomerService.Whole
        package let high: CustomerService.Whole
        /// Why they may be one; empty when nothing is compared.
        package let reasons: [DuplicateCandidate.Reason]
        package let percent: Int
        /// Of whom more is known.
        package let winner: CustomerID
    }

    /// Both customers, proposed or not. - Throws: `AppError` `.notFound` also when one of them was merged, `.forbidden`.
    package func compare(
        _ pair: CustomerPair, on today: CivilDate, for viewer: Viewer
    ) async throws -> Comparison {
        guard viewer.isEmployee else { throw AppError.forbidden }
        let service = CustomerService(database: database)
        let low = try await service.whole(pair.low, on: today, for: viewer)
        let high = try await service.whole(pair.high, on: today, for: viewer)
        let (judgement, _) = try await database.read { [finder] in try finder.compare(pair, in: $0) }
        return Comparison(
            pair: pair, low: low, high: high,
            reasons: judgement.reasons.map(DuplicateCandidate.Reason.init),
            percent: min(Int(judgement.probability * 100), 99),
            winner: high.completeness > low.completeness ? pair.high : pair.low)
    }

    // MARK: Merging

    /// Makes one customer of two, in one transaction: details as chosen, everything else of both, the timeline of both.
    /// The other one leads to it from then on. Everything is kept so that `unmerge` can put both back.
    /// - Throws: `AppError` `.conflict` when one of them was changed or merged since it was seen, `.notFound`,
    ///   `.forbidden`, `.invalid`.
    package func merge(
        _ pair: CustomerPair, _ choice: MergeChoice, by viewer: Viewer, address: String = ""
    ) async throws -> Merge {
        try viewer.requireEditing()
        guard choice.winner == pair.low || choice.winner == pair.high else {
            throw AppError.invalid(["winner": "choice"])
        }
        return try await database.write { [self] tx in
            try tx.lock("merge")
            guard let (low, high) = try CustomerMergeStore().lock(pair.low, pair.high, in: tx) else {
                let isThere = try customers.find(pair.low, for: viewer, in: tx) != nil
                throw try isThere && customers.find(pair.high, for: viewer, in: tx) != nil
                    ? AppError.conflict : AppError.notFound
            }
            guard choice.versions == [low.customer.version, high.customer.version] else {
                throw AppError.conflict
            }
            let merge =
                choice.winner == pair.low
                ? try merge(high.customer, into: low.customer, choice, viewer, in: tx)
                : try merge(low.customer, into: high.customer, choice, viewer, in: tx)
            try record(.merged, merge, by: viewer, address, in: tx)
            return merge
        }
    }

    private func merge(
        _ loser: Customer, into winner: Customer, _ choice: MergeChoice, _ viewer: Viewer,
        in tx: any Transaction
    ) throws -> Merge {
        let snapshots = CustomerSnapshotStore()
        let merging = CustomerMergeStore()
        let ids = [winner.id, loser.id]
        let before = try snapshots.read(ids, in: tx)
        try settleDetails(loser, winner, choice, viewer, in: tx)
        try merging.unite(loser.id, into: winner.id, keeping: choice.responsibilities, in: tx)
        let stars = try merging.uniteStars(loser.id, into: winner.id, in: tx)
        let earlier = try merging.point(loser.id, to: winner.id, in: tx)
        let merge = Merge(
            id: tx.id(), winner: winner.id, loser: loser.id, winnerName: winner.name, loserName: loser.name,
            at: tx.now, person: viewer.id, personName: viewer.name, entry: tx.id(), undoneAt: nil)
        let snapshot = MergeSnapshot(
            before: before, after: try snapshots.read(ids, in: tx), earlier: earlier.map(\.raw),
            stars: stars.map(\.raw))
        try merges.insert(merge, snapshot, in: tx)
        try things.move(from: loser.id, to: winner.id, in: tx)
        try tell(merge, by: viewer, in: tx)
        try settleCandidates(merge, by: viewer, in: tx)
        return merge
    }

    private func record(
        _ action: AuditAction, _ merge: Merge, by viewer: Viewer, _ address: String, in tx: any Transaction
    ) throws {
        try AuditLog().record(
            action, subject: merge.winnerName, detail: "\(merge.loserName), \(merge.id)", by: viewer.id,
            address: address, in: tx)
    }

    private func settleDetails(
        _ loser: Customer, _ winner: Customer, _ choice: MergeChoice, _ viewer: Viewer, in tx: any Transaction
    ) throws {
        var merged = winner
        var changes: [(field: String, old: String, new: String)] = [("merged", "", loser.name)]
        for field in CustomerField.all {
            let (old, other) = (field.value(of: winner.details), field.value(of: loser.details))
            let takesOther = choice.fields[field.name].map { $0 == loser.id } ?? old.isEmpty
            guard takesOther, old != other else { continue }
            try field.set(other, in: &merged.details)
            changes.append((field.name, old, other))
        }
        guard !merged.name.isEmpty else { throw AppError.invalid(["kind": "choice"]) }
        try customers.update(merged, in: tx)
        try customers.record(changes, of: winner.id, by: viewer.name, in: tx)
        try customers.record([("merged", loser.name, winner.name)], of: loser.id, by: viewer.name, in: tx)
    }

    /// Entries are read in two languages, so this one speaks in names and an arrow.
    private func tell(_ merge: Merge, by viewer: Viewer, in tx: any Transaction) throws {
        var entry = TimelineEntry(
            id: merge.entry, customer: merge.winner, at: tx.now, kind: .merge, author: viewer.id,
            authorName: viewer.name)
        entry.title = "\(merge.loserName) → \(merge.winnerName)"
        entry.source = "merge"
        entry.sourceID = merge.id.raw
        try TimelineStore().add(entry, in: tx)
        try announce(merge, "merged", in: tx)
    }

    private func announce(_ merge: Merge, _ kind: String, in tx: any Transaction) throws {
        for id in [merge.winner, merge.loser] {
            // Guests of either see other contacts and addresses from now on, so they are told as well.
            try tx.publish(
                Event(topic: "customer/\(id)", kind: "merge", subject: id.text, audience: .everybody))
        }
        try tx.publish(.duplicates(kind, merge.id.text))
    }

    private func settleCandidates(_ merge: Merge, by viewer: Viewer, in tx: any Transaction) throws {
        if let pair = CustomerPair(merge.winner, merge.loser) {
            try store.decide(pair, .merged, by: viewer.name, in: tx)
        }
        try store.put([], of: [merge.loser], in: tx)
        try store.removeOpen(of: [merge.loser], except: [], onlyLow: false, in: tx)
    }

    // MARK: Taking it back

    /// A merge with what taking it back would mean.
    package struct MergeView: Sendable {
        package let merge: Merge
        /// What was changed since and would be lost.
        package let losses: [CustomerSnapshot.Difference]
        /// Tells these losses from others, whatever their number; empty when there are none.
        package var lossesKnown: String { losses.fingerprint }
        /// A later merge that must be taken back first.
        package let onTop: Merge?
    }

    /// One merge. - Throws: `AppError` `.notFound`, `.forbidden`.
    package func view(_ id: MergeID, for viewer: Viewer) async throws -> MergeView {
        guard viewer.isEmployee else { throw AppError.forbidden }
        return try await database.read { [self] tx in
            guard let merge = try merges.find(id, in: tx) else { throw AppError.notFound }
            let onTop = try merges.onTop(of: merge, in: tx)
            guard merge.undoneAt == nil, onTop == nil else {
                return MergeView(merge: merge, losses: [], onTop: onTop)
            }
            let snapshot = try merges.snapshot(of: id, in: tx)
            let now = try CustomerSnapshotStore().read([merge.winner, merge.loser], in: tx)
            return MergeView(merge: merge, losses: snapshot.losses(of: merge, now), onTop: nil)
        }
    }

    /// Merges that hold, newest first, 30 at a time. - Throws: `AppError.forbidden`.
    package func list(
        of customer: CustomerID?, before: MergeID?, for viewer: Viewer
    ) async throws -> (merges: [Merge], next: MergeID?, openCount: Int) {
        guard viewer.isEmployee else { throw AppError.forbidden }
        return try await database.read { [self] tx in
            let found = try merges.list(customer: customer, before: before, in: tx)
            let shown = Array(found.prefix(MergeStore.pageSize))
            return (shown, found.count > shown.count ? shown.last?.id : nil, try store.count(.open, in: tx))
        }
    }

    /// Puts both customers back exactly as they were before the merge, with their timelines; what was written since
    /// stays with the winner. The two are not proposed again until their data changes.
    /// - Parameter losses: the fingerprint of the losses that the asker was shown (`MergeView.lossesKnown`).
    /// - Throws: `AppError` `.conflict`: `unmerge_on_top` (a later merge comes first), `unmerge_undone`,
    ///   `unmerge_losses` (there are others than the asker knows of), `unmerge_number`; `.notFound`, `.forbidden`.
    package func unmerge(
        _ id: MergeID, knowing losses: String, by viewer: Viewer, address: String = ""
    ) async throws -> Merge {
        try viewer.requireEditing()
        return try await database.write { [self] tx in
            try tx.lock("merge")
            guard let merge = try merges.find(id, in: tx) else { throw AppError.notFound }
            guard merge.undoneAt == nil else { throw AppError(.conflict, reason: "unmerge_undone") }
            guard try merges.onTop(of: merge, in: tx) == nil else {
                throw AppError(.conflict, reason: "unmerge_on_top")
            }
            try CustomerMergeStore().hold([merge.winner, merge.loser], in: tx)
            let snapshot = try merges.snapshot(of: id, in: tx)
            let now = try CustomerSnapshotStore().read([merge.winner, merge.loser], in: tx)
            guard snapshot.losses(of: merge, now).fingerprint == losses else {
                throw AppError(.conflict, reason: "unmerge_losses")
            }
            try putBack(merge, snapshot, from: now, by: viewer, in: tx)
            try record(.unmerged, merge, by: viewer, address, in: tx)
            return merge
        }
    }

    private func putBack(
        _ merge: Merge, _ snapshot: MergeSnapshot, from now: CustomerSnapshot, by viewer: Viewer,
        in tx: any Transaction
    ) throws {
        let timeline = TimelineStore()
        let earlier = snapshot.earlier.map { CustomerID($0) }
        // Guests of the one lose the other.
        for guest in try CustomerPartsStore().guests(of: merge.winner, in: tx) {
            try tx.publish(.account(guest.id))
        }
        try CustomerSnapshotStore().restore(
            snapshot.before, of: [merge.winner, merge.loser], from: now, since: merge.id.raw,
            in: tx)
        if now.lastEntry(of: merge.winner) > snapshot.after.lastEntry(of: merge.winner) {
            try customers.noteContact(
                merge.winner, at: Timestamp(us: now.lastEntry(of: merge.winner)), in: tx)
        }
        try CustomerMergeStore().point(earlier, to: merge.loser, in: tx)
        try CustomerMergeStore().removeStars(
            of: snapshot.stars.map { PersonID($0) }, from: merge.winner, in: tx)
        if let entry = try timeline.find(merge.entry, of: merge.winner, for: viewer, in: tx) {
            try timeline.remove(entry, in: tx)
        }
        try things.moveBack(from: merge.winner, to: merge.loser, homes: [merge.loser] + earlier, in: tx)
        try merges.markUndone(merge.id, in: tx)
        for (id, other) in [(merge.winner, merge.loserName), (merge.loser, merge.winnerName)] {
            try customers.record([("merged", other, "")], of: id, by: viewer.name, in: tx)
        }
        try keepApart(merge, by: viewer, in: tx)
        try announce(merge, "unmerged", in: tx)
    }

    /// Who takes a merge back says that they are two.
    private func keepApart(_ merge: Merge, by viewer: Viewer, in tx: any Transaction) throws {
        guard let pair = CustomerPair(merge.winner, merge.loser) else { return }
        let (judgement, fingerprint) = try finder.compare(pair, in: tx)
        try store.put(DuplicateCandidate(pair, judgement, fingerprint: fingerprint, at: tx.now), in: tx)
        try store.decide(pair, .dismissed, by: viewer.name, in: tx)
    }
}

extension [CustomerSnapshot.Difference] {
    /// SHA-256 of all differences in a fixed order; empty for none.
    fileprivate var fingerprint: String {
        guard !isEmpty else { return "" }
        let lines = map { "\($0.part)\0\($0.before)\0\($0.after)\0" }.sorted()
        return SHA256.hex([UInt8](lines.joined().utf8))
    }
}

extension CustomerService.Whole {
    /// How much is known: filled fields and parts.
    var completeness: Int {
        CustomerField.all.count { !$0.value(of: customer.details).isEmpty } + numbers.count + tags.count
            + reaches.count + addresses.count + contacts.count + responsibilities.count + facts.count
            + consents.count + openItems.count + min(entries.count, 40)
    }
}
