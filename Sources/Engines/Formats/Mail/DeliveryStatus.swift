/// The machine-readable part of a delivery report (RFC 3464).
enum DeliveryStatus {
    /// Recipients whose `Action` is `failed`, or whose `Status` begins with 5; lower case, no doubles, at
    /// most 1,000.
    static func failedAddresses(_ text: String) -> [String] {
        var addresses: [String] = []
        var fields: [String: String] = [:]
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for line in lines + [""] {
            if line.allSatisfy(\.isBlank) {
                if let address = failedAddress(fields), !addresses.contains(address), addresses.count < 1000 {
                    addresses.append(address)
                }
                fields = [:]
            } else if let colon = line.firstIndex(of: ":"), line.first?.isBlank == false {
                fields[line[..<colon].lowercased()] = String(line[line.index(after: colon)...]).trimmed
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
