import CSodium
import NIOPosix
import Platform
import Storage
import Synchronization

/// Hashes passwords by argon2id (RFC 9106) with libsodium's interactive limits: 64 MiB and about 90 ms each.
///
/// At most two run at once, at low priority, so that many sign-ins together cost time rather than memory or others' answers.
package final class PasswordHasher: Sendable {
    /// The one pool of the process.
    package static let shared = PasswordHasher()

    private let threads = NIOThreadPool(numberOfThreads: 2)
    private let waiting = Mutex(0)

    /// Passwords that wait or are worked on at most; more are turned away.
    private static let waitingLimit = 64

    private init() {
        guard sodium_init() >= 0 else { preconditionFailure("libsodium cannot be set up") }
        threads.start()
    }

    /// The hash with its salt and parameters, as libsodium writes it.
    package func hash(_ password: String) async throws -> String {
        try await perform {
            var output = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
            let status = crypto_pwhash_str(
                &output, password, UInt64(password.utf8.count), UInt64(crypto_pwhash_OPSLIMIT_INTERACTIVE),
                Int(crypto_pwhash_MEMLIMIT_INTERACTIVE))
            guard status == 0 else { throw StorageError.broken("no memory to hash a password") }
            return String(decoding: output.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    /// Whether `password` belongs to `hash`; takes as long when there is no hash, so that nobody learns by the time
    /// whether an address exists.
    package func verify(_ password: String, _ hash: String?) async throws -> Bool {
        try await perform {
            let matches =
                crypto_pwhash_str_verify(hash ?? Self.nobody, password, UInt64(password.utf8.count)) == 0
            return matches && hash != nil
        }
    }

    /// - Throws: `AppError` `.unavailable` when too many wait already.
    private func perform<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try waiting.withLock { count in
            guard count < Self.waitingLimit else { throw AppError(.unavailable, retryAfterSeconds: 5) }
            count += 1
        }
        defer { waiting.withLock { $0 -= 1 } }
        return try await threads.runIfActive {
            ThreadPriority.lower()
            return try body()
        }
    }

    /// The hash of a password that nobody has.
    private static let nobody =
        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$V1jLEVMHQpTcMLC1lsfcJvzkWjvK1Dv6d2BPMqN5n7w"
}

/// Random secrets, as they stand in cookies, tokens and links; the store only ever holds their hash.
package enum Secret {
    /// 32 random bytes in base64url (RFC 4648 § 5).
    package static func make() -> String {
        var bytes = [UInt8](repeating: 0, count: 32)
        randombytes_buf(&bytes, bytes.count)
        var output = [CChar](repeating: 0, count: 64)
        sodium_bin2base64(&output, output.count, bytes, bytes.count, sodium_base64_VARIANT_URLSAFE_NO_PADDING)
        return String(decoding: output.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// A secret that is recognised as an API token of Rundblick when it turns up where it should not.
    package static func makeToken() -> String { "rb_" + make() }

    /// What the store holds: SHA-256, enough for 256 random bits.
    package static func hash(_ secret: String) -> String { SHA256.hex(Array(secret.utf8)) }
}
