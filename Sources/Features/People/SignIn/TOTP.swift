import CCrypto
import CSodium
import Platform
import Web

/// One-time codes by time (RFC 6238): six digits every 30 seconds from a shared secret, with HMAC-SHA-1, which is what
/// authenticator apps understand.
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
        let message = (0..<8).map { UInt8(truncatingIfNeeded: step >> ((7 - $0) * 8)) }
        var hash = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        HMAC(EVP_sha1(), secret, Int32(secret.count), message, message.count, &hash, &length)
        // RFC 4226 § 5.3: the last four bits say where the 31 bits are.
        let offset = Int(hash[Int(length) - 1] & 15)
        let number = hash[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7FFF_FFFF
        let limit = (0..<digits).reduce(1) { product, _ in product * 10 }
        return padded(number % limit, digits)
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
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        var buffer = 0
        var bits = 0
        for byte in bytes {
            buffer = (buffer << 8 | Int(byte)) & 0xFFFF
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[buffer >> bits & 31])
            }
        }
        if bits > 0 { text.append(alphabet[buffer << (5 - bits) & 31]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Nil when `text` holds anything else than base32 and spaces.
    static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = 0
        var bits = 0
        for byte in text.uppercased().utf8 where byte != UInt8(ascii: " ") {
            guard let value = alphabet.firstIndex(of: byte) else { return nil }
            buffer = (buffer << 5 | value) & 0xFFFF
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8(buffer >> bits & 255))
            }
        }
        return bytes
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
