import Foundation
import Platform
import Storage
import Web

/// What went wrong, in English sentences, for the command line; nil for errors that say it themselves.
package func inWords(_ error: any Error) -> String? {
    switch error {
    case let error as AppError: error.inWords
    case let error as StorageError: error.inWords
    default: nil
    }
}

extension AppError {
    /// What went wrong, in English sentences.
    fileprivate var inWords: String {
        let texts = Texts(language: .english, zone: .gmt, now: Timestamp(us: 0), features: Rundblick.features)
        let reasons = fields.sorted { $0.key < $1.key }.map { "\($0.key): \(texts.reason($0.value))" }
        return ([texts.title(of: self), texts.detail(of: self)] + reasons).joined(separator: "\n")
    }
}

extension StorageError {
    /// What went wrong, in an English sentence.
    fileprivate var inWords: String {
        switch self {
        case .full: "The disk is full; nothing was written."
        case .busy: "Too much is waiting for the store already; try again."
        case .timedOut: "That took longer than it may; nothing was written."
        case .closed: "The store is closed."
        case .unreachable(let reason): "The database cannot be reached: \(reason)"
        case .constraint(let reason): "The store refuses that: \(reason)"
        case .unfinished:
            """
            This store is not whole: a restore or a move into it was interrupted, or still runs. Run the same command \
            again; it begins anew. Or remove what is there and begin with an empty place.
            """
        case .broken(let reason): "The store cannot do that: \(reason)"
        }
    }
}
