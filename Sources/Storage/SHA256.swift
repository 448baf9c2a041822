import CSodium

/// SHA-256 (FIPS 180-4) by libsodium.
package enum SHA256 {
    /// The 32 bytes of the hash.
    package static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        crypto_hash_sha256(&output, bytes, UInt64(bytes.count))
        return output
    }

    /// The hash as 64 hexadecimal digits.
    package static func hex(_ bytes: [UInt8]) -> String { hexadecimal(hash(bytes)) }

    /// Hashes what comes piece by piece.
    package struct Stream {
        private var state = crypto_hash_sha256_state()

        /// Nothing yet.
        package init() { crypto_hash_sha256_init(&state) }

        /// Takes the next bytes.
        package mutating func append(_ bytes: some Collection<UInt8>) {
            let isTaken: Void? = bytes.withContiguousStorageIfAvailable {
                _ = crypto_hash_sha256_update(&state, $0.baseAddress, UInt64($0.count))
            }
            if isTaken == nil { append(Array(bytes)) }
        }

        /// The hash of all that came, as 64 hexadecimal digits. Nothing may come afterwards.
        package mutating func finish() -> String {
            var output = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
            crypto_hash_sha256_final(&state, &output)
            return hexadecimal(output)
        }
    }
}

/// `bytes` as lower-case hexadecimal digits.
package func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in bytes {
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
}
