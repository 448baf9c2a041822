import COath
import CSodium
import Foundation
import Platform
import Web

/// One-time codes by time (RFC 6238): six digits every 30 seconds from a shared secret, with HMAC-SHA-1, which is what
/// authenticator apps understand. By liboath.
enum TOTP {
    /// Bytes of a secret: the length of the hash (RFC 4226 § 4).
    static let secretBytes = 20
    private static let stepSeconds: Int64 = 30

    /// A random secret.
    static func makeSecret() -> [UInt8] {
        var secret = [UInt8](repeating: 0, count: secretBytes)
        randombytes_buf(&secret, secret.count)
        return secret
    }

    /// The number of the step at `time`.
    static func step(at time: Timestamp) -> Int64 { time.us / 1_000_000 / stepSeconds }

    /// The code of a step. - Parameter digits: 6 in use, 8 in the RFC's examples.
    static func code(_ secret: [UInt8], step: Int64, digits: Int = 6) -> String {
        var text = [CChar](repeating: 0, count: digits + 1)
        let start = time_t(step * stepSeconds)
        let outcome = secret.withMemoryRebound(to: CChar.self) { secret in
            oath_totp_generate(
                secret.baseAddress, secret.count, start, UInt32(stepSeconds), 0, UInt32(digits), &text)
        }
        precondition(outcome == OATH_OK.rawValue, "liboath cannot make a code: \(outcome)")
        return String(decoding: text.prefix(digits).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The step whose code this is: the present one, or, for clocks that differ, one before or after; nil: wrong.
    static func matchingStep(_ code: String, _ secret: [UInt8], at time: Timestamp) -> Int64? {
        let digits = code.filter { !$0.isWhitespace }
        let now = step(at: time)
        return [now, now - 1, now + 1].first { self.code(secret, step: $0) == digits }
    }

    /// What the QR code says (https://github.com/google/google-authenticator/wiki/Key-Uri-Format).
    static func link(_ secret: [UInt8], account: String) -> String {
        let name = PercentCoding.encode(String(account.prefix(60)))
        return "otpauth://totp/Rundblick:\(name)?secret=\(Base32.encode(secret))&issuer=Rundblick"
    }
}

/// Base32 (RFC 4648 § 6) without padding, as authenticator apps take secrets.
enum Base32 {
    static func encode(_ bytes: [UInt8]) -> String {
        let coded = converted(bytes, oath_base32_encode) ?? []
        return String(decoding: coded.prefix { $0 != UInt8(ascii: "=") }, as: UTF8.self)
    }

    /// Nil when `text` holds anything else than base32 and spaces.
    static func decode(_ text: String) -> [UInt8]? {
        let letters = text.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "=") }
        let isPlain = letters.allSatisfy { Character(Unicode.Scalar($0)).isLetter || (50...55).contains($0) }
        return isPlain ? converted(letters, oath_base32_decode) : nil
    }

    private typealias Conversion = (
        UnsafePointer<CChar>?, Int, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
        UnsafeMutablePointer<Int>?
    ) -> Int32

    private static func converted(_ bytes: [UInt8], _ convert: Conversion) -> [UInt8]? {
        guard !bytes.isEmpty else { return [] }
        var result: UnsafeMutablePointer<CChar>?
        var count = 0
        let outcome = bytes.withMemoryRebound(to: CChar.self) {
            convert($0.baseAddress, $0.count, &result, &count)
        }
        defer { free(result) }
        guard outcome == OATH_OK.rawValue, let result else { return nil }
        return UnsafeBufferPointer(start: result, count: count).map { UInt8(bitPattern: $0) }
    }
}

extension [UInt8] {
    fileprivate func withMemoryRebound<Value>(
        to type: CChar.Type, _ body: (UnsafeBufferPointer<CChar>) throws -> Value
    ) rethrows -> Value {
        try withUnsafeBufferPointer { try $0.withMemoryRebound(to: type, body) }
    }
}

/// Codes for the day on which the telephone is lost: 60 random bits each, and each works once.
enum RecoveryCodes {
    static let count = 10
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    /// Codes such as `7kq2-m9xd-4tw0`.
    static func make() -> [String] {
        (0..<count).map { _ in
            let letters = (0..<12).map { _ in alphabet[Int(randombytes_uniform(32))] }
            return [0, 4, 8].map { String(decoding: letters[$0..<$0 + 4], as: UTF8.self) }.joined(
                separator: "-")
        }
    }

    /// What the store holds; in it the person, so that equal codes of two people differ.
    static func hash(_ code: String, of person: PersonID) -> String {
        let plain = code.lowercased().filter { $0.isLetter || $0.isNumber }
        return Secret.hash("\(person) \(plain)")
    }
}
