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
