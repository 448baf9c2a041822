import CStemmer
import Synchronization

/// One of Snowball's stemmers, usable from any thread.
///
/// libstemmer keeps its result in the stemmer itself, so that calls on one stemmer wait for each other.
package final class Stemmer: Sendable {
    /// The languages we stem.
    package enum Language: String, Sendable {
        case german
        case english
    }

    private let handle: Mutex<OpaquePointer>

    /// - Precondition: libstemmer knows the language; both are in every build of it.
    package init(_ language: Language) {
        guard let stemmer = sb_stemmer_new(language.rawValue, "UTF_8") else {
            preconditionFailure("libstemmer has no \(language.rawValue)")
        }
        handle = Mutex(stemmer)
    }

    deinit { handle.withLock { sb_stemmer_delete($0) } }

    /// The stem of a word that `Folding.fold` has written. Cost: about a microsecond.
    package func stem(_ word: String) -> String {
        handle.withLock { stemmer in
            let bytes = Array(word.utf8)
            guard let stem = sb_stemmer_stem(stemmer, bytes, Int32(bytes.count)) else { return word }
            let length = Int(sb_stemmer_length(stemmer))
            return String(decoding: UnsafeBufferPointer(start: stem, count: length), as: UTF8.self)
        }
    }
}
