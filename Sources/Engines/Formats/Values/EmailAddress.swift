/// Why an e-mail address was refused.
package enum EmailError: String, Error, Sendable {
    case empty
    /// No `@`, or nothing before or behind it.
    case incomplete
    /// A character that stands in no address, or dots in the wrong place before the `@`.
    case badLocalPart = "bad-local-part"
    case badDomain = "bad-domain"
    case tooLong = "too-long"
    case severalAddresses = "several-addresses"
}

/// An e-mail address with the syntax and lengths of RFC 5321, international ones (RFC 6531) included.
///
/// The domain is in lower case and keeps its umlauts; the part before the `@` is kept as written. `mailto:`,
/// angle brackets with a name before them, and a full stop behind are taken off.
package struct EmailAddress: Sendable, Hashable {
    package let localPart: String
    package let domain: String

    /// Checks and normalises one address; refuses with the first reason found.
    package init(_ text: String) throws(EmailError) {
        guard text.utf8.count <= 2000 else { throw text.utf8.contains(0x2C) ? .severalAddresses : .tooLong }
        let text = Self.bare(text)
        guard !text.isEmpty else { throw .empty }
        guard let at = text.utf8.lastIndex(of: UInt8(ascii: "@")) else { throw .incomplete }
        let local = String(text[..<at])
        let domain = text[text.index(after: at)...].lowercased()
        guard !local.isEmpty, !domain.isEmpty else { throw .incomplete }
        guard local.utf8.count <= 64, local.utf8.count + 1 + domain.utf8.count <= 254 else {
            throw text.contains(where: { ",;".contains($0) }) ? .severalAddresses : .tooLong
        }
        if text.utf8.contains(where: ",; ".utf8.contains), text.utf8.count(where: { $0 == 0x40 }) > 1 {
            throw .severalAddresses
        }
        guard Self.isLocalPart(local) else { throw .badLocalPart }
        guard Self.isDomain(domain) else { throw .badDomain }
        (localPart, self.domain) = (local, domain)
    }

    /// The address as it is shown and written to.
    package var text: String { localPart + "@" + domain }

    /// The address in lower case throughout, for comparing: no real provider tells capitals apart.
    package var key: String { localPart.lowercased() + "@" + domain }

    /// Whether anybody can have an address there, so that the domain says nothing about the company.
    package var isFreeMail: Bool { FreeMail.domains.contains(domain) }

    private static func bare(_ text: String) -> String {
        var text = text.trimmed
        if text.utf8.last == UInt8(ascii: ">"), let open = text.utf8.lastIndex(of: UInt8(ascii: "<")) {
            text = String(text[text.index(after: open)...].dropLast()).trimmed
        }
        if text.lowercased().hasPrefix("mailto:") { text = String(text.dropFirst(7)) }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }

    /// Dot-atom or quoted string (RFC 5321, 4.1.2).
    private static func isLocalPart(_ local: String) -> Bool {
        if local.hasPrefix("\""), local.hasSuffix("\""), local.utf8.count > 2 { return isQuoted(local) }
        let atoms = local.split(separator: ".", omittingEmptySubsequences: false)
        return atoms.allSatisfy { atom in
            !atom.isEmpty
                && atom.unicodeScalars.allSatisfy { scalar in
                    guard scalar.isASCII else { return isPrintable(scalar) }
                    let byte = UInt8(truncatingIfNeeded: scalar.value)
                    return Ascii.isLetter(byte) || Ascii.isDigit(byte) || atomMarks.contains(byte)
                }
        }
    }

    private static let atomMarks = Array("!#$%&'*+-/=?^_`{|}~".utf8)

    private static func isQuoted(_ local: String) -> Bool {
        var isEscaped = false
        for scalar in local.unicodeScalars.dropFirst().dropLast() {
            if scalar.value < 0x20 || scalar.value == 0x7F { return false }
            if isEscaped {
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == "\"" {
                return false
            }
        }
        return !isEscaped
    }

    private static func isDomain(_ domain: String) -> Bool {
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, domain.utf8.count <= 253, let top = labels.last else { return false }
        guard !top.utf8.allSatisfy(Ascii.isDigit), top.count >= 2 else { return false }
        return labels.allSatisfy { label in
            (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                && label.unicodeScalars.allSatisfy { scalar in
                    if scalar.value >= 0x80 { return isPrintable(scalar) }
                    return ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) || scalar == "-"
                }
        }
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator,
            .spaceSeparator:
            false
        default: true
        }
    }
}
