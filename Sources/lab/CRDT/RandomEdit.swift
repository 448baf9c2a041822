import CRDT
import Statistics

/// Random edits by our engine, on the roots that the differential session's Yjs clients edit.
struct RandomEdit {
    let document: Document

    private static let words = ["a", "Kunde", "Größe", " ", "\n", "🙂", "👩‍👧", "日本", "𝒳y", "0123456789", "é"]
    private static let attributes: [Value.Member] = [
        Value.Member(key: "bold", value: true), Value.Member(key: "bold", value: nil),
        Value.Member(key: "italic", value: true), Value.Member(key: "link", value: ["href": "x?q=ü"]),
        Value.Member(key: "link", value: nil), Value.Member(key: "color", value: "#f00"),
    ]

    /// One transaction of one or two edits; answers its update.
    func make(_ random: inout SeededRandom) throws -> [UInt8] {
        var generator = random
        defer { random = generator }
        return try document.edit { edit throws(CRDTError) in
            for _ in 0...generator.below(2) { try change(edit, &generator) }
        }
    }

    private func change(_ edit: borrowing Edit, _ random: inout SeededRandom) throws(CRDTError) {
        switch random.below(8) {
        case 0, 1, 2: try text(document.root("text"), edit, &random)
        case 3: try array(document.root("arr"), edit, &random)
        case 4: try map(document.root("map"), edit, &random)
        case 5, 6: try xml(document.root("xml"), edit, &random)
        default: try inside(edit, &random)
        }
    }

    /// Edits a type that is nested in the array.
    private func inside(_ edit: borrowing Edit, _ random: inout SeededRandom) throws(CRDTError) {
        let nodes = document.elements(of: document.root("arr")).compactMap {
            if case .type(let node) = $0 { node } else { nil }
        }
        guard let node = nodes.randomElement(using: &random) else { return }
        switch document.kind(of: node) {
        case .text, .xmlText: try text(node, edit, &random)
        case .array: try array(node, edit, &random)
        case .map, .xmlHook: try map(node, edit, &random)
        case .xmlElement, .xmlFragment: try xml(node, edit, &random)
        case nil: break
        }
    }

    private func word(_ random: inout SeededRandom) -> String {
        Self.words[random.below(Self.words.count)]
    }

    private func value(_ random: inout SeededRandom) -> Value {
        switch random.below(8) {
        case 0: .number(Double(random.below(100)))
        case 1: .number(-0.25 - Double(random.below(9)))
        case 2: .string(word(&random))
        case 3: .bool(true)
        case 4: .null
        case 5: .bytes([UInt8(random.below(256)), 7])
        case 6: .object([Value.Member(key: "k", value: [1, "é"])])
        default: .number(Double(1 << 40 + random.below(9)))
        }
    }

    private func text(_ node: Node, _ edit: borrowing Edit, _ random: inout SeededRandom) throws(CRDTError) {
        let length = document.length(of: node)
        let index = random.below(length + 1)
        let count = min(random.below(6), length - index)
        let attribute = Self.attributes[random.below(Self.attributes.count)]
        switch random.below(7) {
        case 0, 1, 2: try edit.insert(word(&random), into: node, at: index)
        case 3: try edit.insert(word(&random), into: node, at: index, attributes: [attribute])
        case 4: try edit.format(node, at: index, length: count, attributes: [attribute])
        case 5: try edit.delete(from: node, at: index, length: count)
        default: try edit.insertEmbed(["image": "o"], into: node, at: index)
        }
    }

    private func array(_ node: Node, _ edit: borrowing Edit, _ random: inout SeededRandom) throws(CRDTError) {
        let length = document.length(of: node)
        let index = random.below(length + 1)
        switch random.below(4) {
        case 0: try edit.delete(from: node, at: index, length: min(random.below(3), length - index))
        case 1:
            let child = try edit.insert(.text, into: node, at: index)
            try edit.insert(word(&random), into: child, at: 0)
        default: try edit.insert([value(&random), value(&random)], into: node, at: index)
        }
    }

    private func map(_ node: Node, _ edit: borrowing Edit, _ random: inout SeededRandom) throws(CRDTError) {
        let key = ["title", "stage", "é", "k"][random.below(4)]
        switch random.below(4) {
        case 0: edit.remove(key, of: node)
        case 1: try edit.insert([value(&random)], into: edit.set(key, to: .array, of: node), at: 0)
        default: try edit.set(key, to: value(&random), of: node)
        }
    }

    private func xml(_ node: Node, _ edit: borrowing Edit, _ random: inout SeededRandom) throws(CRDTError) {
        let length = document.length(of: node)
        let index = random.below(length + 1)
        guard random.below(4) > 0 || length == 0 else {
            return try edit.delete(from: node, at: random.below(length), length: 1)
        }
        let element = try edit.insert(.xmlElement, name: "paragraph", into: node, at: index)
        try edit.set("level", to: value(&random), of: element)
        let child = try edit.insert(.xmlText, into: element, at: 0)
        try edit.insert(word(&random), into: child, at: 0)
    }
}
