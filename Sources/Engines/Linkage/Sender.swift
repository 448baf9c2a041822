import Language

/// A message from outside, before anybody knows whose it is.
package struct Message: Sendable {
    /// The sender's name as the channel gives it; a handle such as `emil_briemer` will do.
    package var name: String?
    package var address: String?
    package var phone: String?
    package var text: String

    /// A message; absent and empty fields are the same.
    package init(name: String? = nil, address: String? = nil, phone: String? = nil, text: String = "") {
        self.name = name
        self.address = address
        self.phone = phone
        self.text = text
    }
}

/// What a message tells about its sender: from the channel, and from the last lines of the text.
package struct Sender: Sendable {
    /// A person's name, folded.
    struct Name: Sendable {
        let given: String
        let givenFirst: String
        let family: String
        let familyParts: [String]
    }

    let emails: [Email]
    let phones: [String]
    let names: [Name]
    let companies: [CompanyName]
    let addresses: [Address]
    /// Words and numbers of the signature, for places.
    let words: Set<String>

    private static let signatureLines = 8

    /// Reads the channel's fields and the last eight lines of the text.
    package init(_ message: Message) {
        let lines = message.text.split(whereSeparator: \.isNewline).suffix(Self.signatureLines).map(
            String.init)
        let tokens = lines.flatMap { Tokenizer.tokens($0) }
        let written = tokens.filter { $0.kind == .address }.map(\.text)
        emails = ([message.address].compactMap { $0 } + written.prefix(3)).compactMap(Email.init)
        phones = ([message.phone].compactMap { $0 } + lines.flatMap { Self.numbers($0) }).compactMap(
            Phone.digits)
        let named = [message.name ?? ""].filter { !$0.isEmpty } + lines.filter { Self.mayBeName($0) }
        names = (named + emails.map { String($0.local) }).compactMap(Self.name)
        companies = named.map(CompanyName.init).filter { $0.words.count > 1 || !$0.legalForm.isEmpty }
        addresses = Self.addresses(lines)
        words = Set(tokens.map(\.text))
    }

    /// Keys in the same table as `Features.keys`.
    package var keys: [String] {
        var keys: Set<String> = []
        for email in emails {
            keys.formUnion(["pe:" + email.text, "ce:" + email.text])
            if email.isCompanyDomain { keys.insert("cd:" + email.domain) }
        }
        for phone in phones { keys.formUnion(["pp:" + phone, "cp:" + phone]) }
        for name in names {
            let codes = [name.givenFirst, name.familyParts[0]].map { ColognePhonetics.code($0) }
            keys.insert("pn:" + codes.sorted().joined(separator: "+"))
            for address in addresses { keys.insert("pf:\(codes[1]):\(address.postcode)") }
        }
        for company in companies {
            keys.insert(
                "cn:" + company.words.map { ColognePhonetics.code($0) }.sorted().joined(separator: "+"))
            for word in company.words.prefix(3) where word.utf8.count > 3 { keys.insert("ct:" + word) }
        }
        return keys.sorted()
    }

    /// A short line that begins with a capital and neither greets nor takes leave.
    private static func mayBeName(_ line: String) -> Bool {
        let first = Tokenizer.tokens(line).first?.text ?? ""
        return line.utf8.count <= 80 && !line.contains { "?!:@".contains($0) } && !line.hasSuffix(",")
            && line.first?.isUppercase == true && !greetings.contains(first)
    }

    private static let greetings: Set = [
        "mit", "viele", "beste", "liebe", "lieber", "liebes", "hallo", "guten", "sehr", "freundliche",
        "herzliche",
        "schone", "best", "kind", "dear", "hi", "gruss", "grusse", "danke", "vielen",
    ]

    /// `Emil Briemer`, `E. Briemer`, `Briemer, Emil`, `emil_briemer97`; `Briemer` alone has no given name.
    private static func name(_ text: String) -> Name? {
        let text = String(
            text[..<(text.lastIndex { !("0"..."9").contains($0) }.map(text.index(after:)) ?? text.startIndex)]
        )
        guard !text.contains(where: \.isNumber) else { return nil }
        let parts = text.split(separator: ",", maxSplits: 1)
        let ordered = parts.count == 2 ? "\(parts[1]) \(parts[0])" : text
        let names = ordered.split { $0 == " " || $0 == "_" || $0 == "." }.map(String.init)
        guard (1...4).contains(names.count), let last = names.last else { return nil }
        let given = Features.words(names.dropLast().joined(separator: " "))
        let family = Features.words(last)
        guard !family.isEmpty else { return nil }
        return Name(
            given: given.joined(), givenFirst: given.first.map(GivenNames.canonical) ?? "",
            family: family.joined(), familyParts: family)
    }

    /// `Rosenweg 35, 50667 Köln` in one line or in two.
    private static func addresses(_ lines: [String]) -> [Address] {
        let pieces = lines.joined(separator: ",").split(separator: ",").map(String.init)
        return pieces.indices.compactMap { index in
            let words = pieces[index].split(separator: " ")
            let postcode = words.first ?? ""
            guard words.count > 1, (4...5).contains(postcode.utf8.count), Int(postcode) != nil else {
                return nil
            }
            let street = index > 0 ? pieces[index - 1] : nil
            return Address(
                street: street, postcode: String(postcode), city: words.dropFirst().joined(separator: " "))
        }
    }

    /// Runs of digits that may be telephone numbers: seven digits or more, with the usual signs between them.
    private static func numbers(_ line: String) -> [String] {
        let runs = line.split { !($0.isNumber || "+()/- ".contains($0)) }.map(String.init)
        return runs.filter { run in
            let digits = run.filter(\.isNumber).count
            return (7...17).contains(digits) && (run.contains("+") || run.drop { !$0.isNumber }.first == "0")
        }
    }
}
