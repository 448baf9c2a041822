// The entry of libFuzzer for bodies, compiled together with the readers by `fuzz-bodies`. The first byte chooses what
// the others are: a multipart form, a form or query, or a JSON object.

import Foundation

/// Stands in for the file that an upload goes to.
final class TemporaryFile {
    private(set) var bytes: [UInt8] = []
    func append(_ chunk: some Collection<UInt8>) throws { bytes += chunk }
}

/// Runs one input; always answers 0, as libFuzzer wants.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    guard let kind = input.first else { return 0 }
    let bytes = Array(input.dropFirst())
    switch kind % 4 {
    case 0: checkMultipart(bytes)
    case 1: checkPairs(bytes)
    case 2: checkJSON(bytes)
    default: checkHeaders(bytes)
    }
    return 0
}

/// What a reader of forms gives.
private struct Form: Equatable {
    let names: [String]
    let values: [String]
    let file: [UInt8]
    let fileName: String?
}

private func form(_ bytes: [UInt8], pieces: [Int]) -> Form? {
    let file = TemporaryFile()
    var reader = MultipartReader(boundary: "x", file: file)
    do {
        var rest = bytes[...]
        var turn = 0
        while !rest.isEmpty {
            let piece = rest.prefix(pieces[turn % pieces.count])
            try reader.take(piece)
            rest = rest.dropFirst(piece.count)
            turn += 1
        }
        let pairs = try reader.finish()
        return Form(
            names: pairs.map(\.name), values: pairs.map(\.value), file: file.bytes, fileName: reader.fileName)
    } catch {
        return nil
    }
}

/// In whatever pieces it comes, a form is the same.
private func checkMultipart(_ bytes: [UInt8]) {
    let whole = form(bytes, pieces: [max(1, bytes.count)])
    hold(whole == form(bytes, pieces: [1]), "a form in single bytes reads otherwise")
    hold(whole == form(bytes, pieces: [3, 1, 7, 64]), "a form in pieces reads otherwise")
    guard let whole else { return }
    hold(
        whole.file.count + whole.values.map(\.utf8.count).reduce(0, +) <= 3 * bytes.count,
        "more than was sent")
}

private func checkPairs(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self), let pairs = PercentCoding.pairs(text) else {
        return
    }
    hold(pairs.count <= 2000, "too many pairs")
    let again = pairs.map { "\(PercentCoding.encode($0.name))=\(PercentCoding.encode($0.value))" }
    let read = PercentCoding.pairs(again.joined(separator: "&"))
    // An empty piece between two separators is none.
    let kept = pairs.filter { !$0.name.isEmpty || !$0.value.isEmpty }
    let other = (read ?? []).filter { !$0.name.isEmpty || !$0.value.isEmpty }
    hold(read != nil && other.map(\.name) == kept.map(\.name), "pairs are read back otherwise")
    check { try reader.read(pairs: pairs) }
}

private func checkJSON(_ bytes: [UInt8]) { check { try reader.read(json: bytes) } }

private let text = Field.optional("t", .text(0...20))
private let number = Field.optional("i", .int(-5...500), or: 0)
private let list = Field.optional("l", .texts(maxLength: 5), or: [])
private let reader = InputReader(fields: [
    text, Field.optional("s", .secret(0...20)), number, Field.flag("b"),
    Field.optional("d", .id(ID<Void>.self)), Field.optional("y", .date),
    Field.optional("c", .choice(["a": 1, "b": 2])), list,
])

/// What is taken is as the fields say.
private func check(_ read: () throws -> Input) {
    do {
        let input = try read()
        let given = try input[text] ?? ""
        hold(given.unicodeScalars.count <= 20 && given.isPlainText, "a text beyond its field")
        hold((-5...500).contains(try input[number]), "a number beyond its field")
        hold(try input[list].allSatisfy { $0.unicodeScalars.count <= 5 }, "a list beyond its field")
    } catch {
        return
    }
}

private func checkHeaders(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    if let boundary = Multipart.boundary(in: text) {
        hold((1...70).contains(boundary.utf8.count), "a boundary of another length")
    }
    _ = Multipart.parameter("name", in: text)
    _ = Link(local: text)
}

/// Ends the run with a message when a property does not hold.
private func hold(_ property: Bool, _ otherwise: String) {
    if !property { fatalError(otherwise) }
}
