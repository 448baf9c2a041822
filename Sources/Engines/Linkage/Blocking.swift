import Language

extension Features {
    /// Keys of which two records of one customer share one at least, with few exceptions. Each once, at most
    /// 16.
    ///
    /// A key that very many records have (above `Linkage.blockLimit`) tells nothing: skip it.
    package var keys: [String] {
        var keys: Set<String> = []
        for email in emails.prefix(2) { keys.insert("e:" + email.text) }
        for phone in phones.prefix(2) { keys.insert("p:" + phone) }
        if !address.house.isEmpty, !address.street.isEmpty {
            let street = ColognePhonetics.code(address.street).prefix(6)
            keys.insert("a:\(address.postcode.prefix(5)):\(street):\(address.house)")
        }
        keys.formUnion(kind == .person ? personKeys : companyKeys)
        let prefix = kind == .person ? "p" : "c"
        return keys.sorted().prefix(16).map { prefix + $0 }
    }

    /// Names stand in alphabetical order, so that exchanged ones share the key.
    private var personKeys: [String] {
        guard !given.isEmpty || !family.isEmpty else { return [] }
        let codes = [ColognePhonetics.code(givenFirst), ColognePhonetics.code(familyParts.first ?? "")]
        let name = codes.sorted().joined(separator: "+")
        var keys = ["n:" + name]
        if !address.postcode.isEmpty {
            keys.append("np:\(name):\(address.postcode)")
            keys += codes.filter { $0.utf8.count > 1 }.map { "f:\($0):\(address.postcode)" }
        }
        if let birthDate {
            let year = birthDate.year
            keys += codes.filter { !$0.isEmpty }.map { "b:\($0):\(year)" }
            keys.append("d:\(year)-\(birthDate.month)-\(birthDate.day)")
        }
        return keys
    }

    private var companyKeys: [String] {
        var keys = emails.filter(\.isCompanyDomain).prefix(2).map { "d:" + $0.domain }
        if !vatID.isEmpty { keys.append("v:" + vatID) }
        guard let company else { return keys }
        let codes = company.words.map { ColognePhonetics.code($0) }
        keys.append("n:" + codes.sorted().joined(separator: "+"))
        let telling = company.words.filter { !CompanyName.tradeWords.contains($0) && $0.utf8.count > 2 }
        for word in (telling.isEmpty ? company.words : telling).prefix(2) {
            keys.append("w:\(ColognePhonetics.code(word)):\(address.postcode)")
            keys.append("t:\(word)")
        }
        return keys
    }
}
