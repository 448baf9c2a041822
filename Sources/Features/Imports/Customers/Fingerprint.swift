import Customers
import Storage

/// What a record said, as one short hash for each field that it filled: tells later which fields of the file have
/// changed. Fields are kept by name, so that one which a later program adds, moves or drops changes nothing about the rest.
struct Fingerprint: Sendable, Equatable {
    /// Hashes by the names of `fields`; what the record left empty is absent.
    private let hashes: [String: UInt32]

    /// The fields that have a hash: details by their names, ways to reach, then the rest.
    static let fields: [String] =
        CustomerField.all.map(\.name) + CustomerRecord.Slot.allCases.map(\.field) + [
            "address", "contact", "tags", "responsible",
        ]

    init(_ record: CustomerRecord) {
        var said: [String: String] = [:]
        for field in CustomerField.all where field.name != "kind" || record.hasKind {
            said[field.name] = field.value(of: record.details)
        }
        for slot in CustomerRecord.Slot.allCases {
            said[slot.field] = Self.joined(record.reaches.filter { $0.slot == slot }.map(\.value))
        }
        let (place, contact) = (record.place, record.contact)
        said["address"] = Self.joined([place.street, place.postcode, place.city, place.country])
        said["contact"] = Self.joined([
            contact.salutation, contact.firstName, contact.lastName, contact.position,
        ])
        said["tags"] = Self.joined(record.tags)
        said["responsible"] = record.responsible?.id.text
        self.init(texts: said)
    }

    /// Of texts by the names of their fields.
    init(texts: [String: String]) {
        hashes = texts.filter { !$0.value.utf8.allSatisfy { $0 == 1 } }.mapValues(Self.hash)
    }

    private static func joined(_ texts: [String]) -> String { texts.joined(separator: "\u{1}") }

    /// The fields in which the two differ.
    func changed(since other: Fingerprint) -> Set<String> {
        Set(hashes.keys).union(other.hashes.keys).filter { hashes[$0] != other.hashes[$0] }
    }

    /// One number for all of it.
    var whole: UInt64 { Self.hash64(bytes) }

    /// FNV-1a (draft-eastlake-fnv), folded to 32 bits.
    private static func hash(_ text: String) -> UInt32 {
        let hash = hash64(text.utf8)
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }

    /// FNV-1a with 64 bits.
    static func hash64(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash
    }
}

// MARK: As it is stored

extension Fingerprint {
    /// The version 2, then for each field by name: the name's length, the name, and the hash in four bytes, lowest first;
    /// filled up with zeros to one more than a multiple of four, by which it is told from version 1.
    var bytes: [UInt8] {
        var bytes: [UInt8] = [2]
        for (name, hash) in hashes.sorted(by: { $0.key < $1.key }) {
            bytes.append(UInt8(name.utf8.count))
            bytes += name.utf8
            bytes += Self.bytes(of: hash)
        }
        while bytes.count % 4 != 1 { bytes.append(0) }
        return bytes
    }

    /// Reads what any version stored.
    /// - Throws: `StorageError.broken` when it is none of them.
    init(stored bytes: [UInt8]) throws {
        guard bytes.count % 4 == 1 else {
            hashes = try Self.firstVersion(bytes)
            return
        }
        var hashes: [String: UInt32] = [:]
        var rest = bytes.dropFirst()
        while let length = rest.popFirst(), length > 0 {
            let name = String(decoding: rest.prefix(Int(length)), as: UTF8.self)
            rest = rest.dropFirst(Int(length))
            guard bytes[0] == 2, rest.count >= 4 else { throw StorageError.broken("fingerprint \(bytes)") }
            hashes[name] = Self.hash(in: rest.prefix(4))
            rest = rest.dropFirst(4)
        }
        self.hashes = hashes
    }

    /// Until December 2026: four bytes for each of these fields by its place, the last one only where it was filled.
    private static let firstFields = [
        "kind", "company_name", "salutation", "academic_title", "first_name", "last_name", "birth_date",
        "vat_id", "industry", "website", "preferred_channel", "preferred_hours", "about", "phone", "mobile",
        "fax", "email", "social", "address", "contact", "tags", "responsible",
    ]
    /// What a field that said nothing had there: an address or a person of four empty parts.
    private static let nothing: Set<UInt32> = [hash(""), hash("\u{1}\u{1}\u{1}")]

    private static func firstVersion(_ bytes: [UInt8]) throws -> [String: UInt32] {
        let count = bytes.count / 4
        guard bytes.count % 4 == 0, count == firstFields.count || count == firstFields.count - 1 else {
            throw StorageError.broken("fingerprint of \(bytes.count) bytes")
        }
        let pairs = firstFields.prefix(count).enumerated().map { index, name in
            (name, hash(in: bytes[4 * index..<4 * index + 4]))
        }
        return Dictionary(uniqueKeysWithValues: pairs).filter { !nothing.contains($0.value) }
    }

    /// What `whole` was in version 1: records that nothing else identifies are still remembered by it.
    var firstWhole: UInt64 {
        let count = hashes["responsible"] == nil ? Self.firstFields.count - 1 : Self.firstFields.count
        return Self.hash64(
            Self.firstFields.prefix(count).flatMap { name in
                let isList = name == "address" || name == "contact"
                return Self.bytes(of: hashes[name] ?? Self.hash(isList ? "\u{1}\u{1}\u{1}" : ""))
            })
    }

    private static func bytes(of hash: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: hash >> (8 * UInt32($0))) }
    }

    private static func hash(in bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
}
