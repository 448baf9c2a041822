import Foundation
import Platform
import Web

extension AppError {
    /// What went wrong, in English sentences, for the command line.
    package var inWords: String {
        let texts = Texts(language: .english, zone: .gmt, now: Timestamp(us: 0))
        let reasons = fields.sorted { $0.key < $1.key }.map { "\($0.key): \(texts.reason($0.value))" }
        return ([texts.title(of: self), texts.detail(of: self)] + reasons).joined(separator: "\n")
    }
}
