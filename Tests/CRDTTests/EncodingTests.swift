import Testing

@testable import CRDT

@Suite("Encoding")
struct EncodingTests {
    @Test(
        "Numbers are written as JavaScript writes them",
        arguments: [
            (0.1, "0.1"), (-0.0, "0"), (1e21, "1e+21"), (1.2345678901234568e20, "123456789012345680000"),
            (1e-7, "1e-7"), (0.000001, "0.000001"), (-1.5e300, "-1.5e+300"), (100, "100"),
            (2.5e-300, "2.5e-300"),
        ])
    func numbers(number: Double, text: String) {
        #expect(Value.number(number).json == text)
    }

    @Test(
        "JSON is read strictly",
        arguments: ["", "01", "1.", "[1,]", "{\"a\"}", "\"\u{1}\"", "nul", "1 2", "\"\\x\""])
    func strictness(text: String) {
        #expect(throws: CRDTError.self) { try Value(json: text) }
    }

    @Test("JSON comes back as it was")
    func json() throws {
        let text = #"{"a":[1,-2.5,"ü\n\"\\\u0001🙂",null,true,{}],"b":[]}"#
        #expect(try Value(json: text).json == text)
        #expect(try Value(json: #" "\ud83d\ude42\u00fc" "#) == "🙂ü")
        let deep = String(repeating: "[", count: 200) + String(repeating: "]", count: 200)
        #expect(throws: CRDTError.tooDeep) { try Value(json: deep) }
    }

    @Test(
        "Only well-formed UTF-8 is text",
        arguments: [
            ([0x41, 0xc3, 0xbc], 2), ([0xf0, 0x9f, 0x99, 0x82], 2), ([0xc0, 0x80], nil),
            ([0xed, 0xa0, 0x80], nil),
            ([0xf4, 0x90, 0x80, 0x80], nil), ([0xe2, 0x82], nil), ([0x80], nil), ([], 0),
            ([UInt8](repeating: 0x61, count: 19) + [0xff], nil),
        ] as [([UInt8], Int?)])
    func utf8(bytes: [UInt8], units: Int?) {
        (bytes + [0]).withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            #expect(UTF8Scan.units(base, length: bytes.count) == units)
        }
    }
}

@Suite("Order index")
struct OrderIndexTests {
    @Test("It agrees with an array under random insertions, removals and changes of weight")
    func model() {
        var index = OrderIndex()
        var root = index.makeTree()
        var model: [(item: UInt32, weight: UInt32)] = []
        for step in 0..<4000 as Range<UInt32> {
            let place = Int.random(in: 0...model.count)
            if step % 5 == 4, place < model.count {
                index.remove(model[place].item, root: &root)
                model.remove(at: place)
            } else if step % 5 == 3, place < model.count {
                index.add(2, to: model[place].item)
                model[place].weight += 2
            } else {
                let weight = step % 4
                index.insert(
                    step, weight: weight, after: place == 0 ? none : model[place - 1].item, root: &root)
                model.insert((step, weight), at: place)
            }
        }
        var position: UInt32 = 0
        for (offset, entry) in model.enumerated() {
            #expect(index.position(of: entry.item) == position)
            #expect(
                index.next(after: entry.item) == (offset + 1 < model.count ? model[offset + 1].item : none))
            #expect(index.previous(before: entry.item) == (offset > 0 ? model[offset - 1].item : none))
            #expect(index.count(from: entry.item) == model.count - offset)
            if entry.weight > 0 {
                #expect(index.find(position + entry.weight - 1, in: root)?.item == entry.item)
            }
            position += entry.weight
        }
        #expect(index.find(position, in: root) == nil)
    }
}
