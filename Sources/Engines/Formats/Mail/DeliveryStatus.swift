/// The machine-readable part of a delivery report (RFC 3464).
enum DeliveryStatus {
    /// Recipients whose `Action` is `failed`, or whose `Status` begins with 5; lower case, no doubles, at
    /// most 1,000.
    static func failedAddresses(_ text: String) -> [String] {
        var addresses: [String] = []
        var seen: Set<String> = []
        var fields: [String: String] = [:]
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for line in lines + [""] where addresses.count < 1000 {
            if line.isAllBlank {
                if let address = failedAddress(fields), seen.insert(address).inserted {
                    addresses.append(address)
                }
                fields = [:]
            } else if let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")),
                colon < line.utf8.index(line.startIndex, offsetBy: 80, limitedBy: line.endIndex)
                    ?? line.endIndex, line.unicodeScalars.first?.isBlank == false
            {
                fields[line[..<colon].lowercased()] =
                    line[line.utf8.index(after: colon)...].beginning(1000).trimmed
            }
        }
        return addresses
    }

    private static func failedAddress(_ fields: [String: String]) -> String? {
        let isFailed = fields["action"]?.lowercased() == "failed" || fields["status"]?.hasPrefix("5") == true
        guard isFailed, let recipient = fields["original-recipient"] ?? fields["final-recipient"] else {
            return nil
        }
        let address = recipient.split(separator: ";").last.map { String($0).trimmed.lowercased() } ?? ""
        let bare = address.filter { $0 != "<" && $0 != ">" }
        return bare.contains("@") ? bare : nil
    }
}
