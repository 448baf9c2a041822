import Foundation
import Platform

/// Identifies a job.
package typealias JobID = ID<Job>

/// A piece of work that is done after the transaction that caused it, once, whatever crashes meanwhile.
package struct Job: Sendable, Equatable {
    /// How far a job is.
    package enum State: String, Sendable, CaseIterable, SQLBindable {
        /// To be done at `due`.
        case waiting
        /// Somebody works on it, until `due` unless they say that they still do.
        case running
        /// Finished.
        case done
        /// Given up; `error` tells why. `JobStore.revive` has it tried again.
        case dead
    }

    /// Its identity, by which its progress can be watched (topic `Job.topic(id)`).
    package let id: JobID
    /// Which handler does it, e.g. `mail.send`.
    package let kind: String
    /// There is one job at most of a kind and key; nil: any number.
    package let key: String?
    /// What is to be done, in JSON.
    package let payload: String
    /// How far it is.
    package let state: State
    /// How often it was begun.
    package let attempts: Int
    /// How often a process died over it: nobody put it back before its time with them ran out.
    package let deaths: Int
    /// When it may be begun; while it runs: until when it belongs to who runs it. Nil when it is finished.
    package let due: Timestamp?
    /// What its handler last reported, e.g. `1200/5293`.
    package let progress: String?
    /// Why it failed last.
    package let error: String?
    /// Who asked for it.
    package let owner: PersonID?
    /// When it was asked for.
    package let created: Timestamp
    /// When it was done or given up.
    package let finished: Timestamp?

    /// The payload as what it was made from.
    /// - Throws: `DecodingError`.
    package func payload<Value: Decodable>(as type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: Data(payload.utf8))
    }

    /// The `error` of a job that two processes died over: it is not begun a third time.
    package static let processDied = "process-died"
    static let deathLimit = 2

    /// The topic of the events about the job's progress and end.
    package static func topic(_ id: JobID) -> String { "job/\(id.text)" }
}

/// What a handler throws when trying again would not help; the job is given up at once.
package struct JobRejected: Error, CustomStringConvertible {
    /// Why.
    package let description: String

    /// A rejection because of `reason`.
    package init(_ reason: String) { description = reason }
}

extension Transaction {
    /// Has a job done after the commit, or at `due`; not at all when the transaction fails.
    /// - Parameters:
    ///   - key: when there is a job of this `kind` with this key already, even a finished one, there is no second.
    ///   - payload: JSON, see `jobPayload`.
    /// - Returns: the job's id, or that of the one which was there.
    @discardableResult package func enqueue(
        kind: String, key: String? = nil, payload: String = "{}", owner: PersonID? = nil,
        due: Timestamp? = nil
    ) throws -> JobID {
        try JobStore().insert(kind: kind, key: key, payload: payload, owner: owner, due: due ?? now, in: self)
    }
}

/// `value` as a job's payload.
package func jobPayload(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}
