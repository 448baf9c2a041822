/// A model as bytes: at most a megabyte, little-endian, with a checksum.
///
/// `RBTM`, version (2 bytes), cue fingerprint (8), then the card, calibration and weights as `write` lists them, and
/// last FNV-1a of everything before (8).
public enum ModelFile {
    /// Why bytes are no model.
    public enum Failure: Error, Equatable {
        /// The bytes do not begin as a model does.
        case notAModel
        /// It was written by a later program, in this version of the format.
        case newer(version: Int)
        /// The checksum is wrong, or the file ends early.
        case damaged
        /// Its weights belong to other cues or another word list: train it again.
        case otherCues
        /// More than `maximumBytes`.
        case tooLarge
    }

    /// The version written.
    public static let version = 1
    /// Larger files are refused.
    public static let maximumBytes = 1 << 20

    private static let magic = Array("RBTM".utf8)

    /// The model as bytes.
    public static func bytes(of model: TextModel) -> [UInt8] {
        var writer = Writer()
        writer.bytes = magic
        writer.add(UInt16(version))
        writer.add(model.layout.fingerprint)
        let card = model.card
        writer.add(card.name)
        writer.add(card.source)
        writer.add(card.seed)
        writer.add(UInt32(card.corrections))
        writer.add(UInt16(card.labels.count))
        for (label, score) in zip(card.labels, card.scores) {
            writer.add(label)
            writer.add(UInt32(score.count))
            writer.add(score.precision.bitPattern)
            writer.add(score.recall.bitPattern)
        }
        for number in [model.minimumConfidence, model.calibration.slope] { writer.add(number.bitPattern) }
        for number in model.calibration.offsets + model.handicaps { writer.add(number.bitPattern) }
        writer.add(UInt16(model.bits))
        for number in model.steps + model.cueWeights { writer.add(number.bitPattern) }
        for row in 0..<model.rowCount {
            writer.bytes += model.bytes(row: row).map { UInt8(bitPattern: $0) }
        }
        writer.add(checksum(writer.bytes[...]))
        return writer.bytes
    }

    /// The model that the bytes hold.
    /// - Throws: `Failure`; nothing is read from bytes whose checksum is wrong.
    public static func model(from bytes: [UInt8]) throws(Failure) -> TextModel {
        guard bytes.starts(with: magic) else { throw .notAModel }
        guard bytes.count <= maximumBytes else { throw .tooLarge }
        var reader = Reader(bytes: bytes, at: magic.count)
        let found = Int(try reader.number(UInt16.self))
        guard found <= version else { throw .newer(version: found) }
        guard bytes.count > 22, found == version else { throw .damaged }
        var end = Reader(bytes: bytes, at: bytes.count - 8)
        guard try end.number(UInt64.self) == checksum(bytes.dropLast(8)) else { throw .damaged }
        guard try reader.number(UInt64.self) == CueLayout.shipped.fingerprint else { throw .otherCues }
        let model = try read(&reader)
        guard reader.at == bytes.count - 8 else { throw .damaged }
        return model
    }

    private static func read(_ reader: inout Reader) throws(Failure) -> TextModel {
        var card = ModelCard(
            name: try reader.text(), labels: [], source: try reader.text(), seed: 0, scores: [])
        card.seed = try reader.number(UInt64.self)
        card.corrections = Int(try reader.number(UInt32.self))
        let count = Int(try reader.number(UInt16.self))
        guard (2...TextTrainer.maximumLabels).contains(count) else { throw .damaged }
        for _ in 0..<count {
            card.labels.append(try reader.text())
            card.scores.append(
                ModelCard.LabelScore(
                    count: Int(try reader.number(UInt32.self)), precision: try reader.double(),
                    recall: try reader.double()))
        }
        let confidence = try reader.double()
        let slope = try reader.double()
        var offsets: [Double] = []
        for _ in 0..<2 * count { offsets.append(try reader.double()) }
        let bits = Int(try reader.number(UInt16.self))
        guard (8...20).contains(bits) else { throw .damaged }
        let rows = count == 2 ? 1 : count
        var steps: [Float] = []
        for _ in 0..<rows { steps.append(try reader.float()) }
        var cueWeights: [Float] = []
        for _ in 0..<rows * (CueLayout.shipped.count + 1) { cueWeights.append(try reader.float()) }
        var bytes: [[Int8]] = []
        for _ in 0..<rows { bytes.append(try reader.run(1 << bits).map { Int8(bitPattern: $0) }) }
        return TextModel(
            card: card, calibration: Calibration(slope: slope, offsets: Array(offsets[..<count])),
            handicaps: Array(offsets[count...]), minimumConfidence: confidence, bits: bits, bytes: bytes,
            steps: steps, cueWeights: cueWeights)
    }

    private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return hash
    }

    private struct Writer {
        var bytes: [UInt8] = []

        mutating func add(_ number: some FixedWidthInteger) {
            withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
        }

        mutating func add(_ text: String) {
            let utf8 = Array(text.utf8.prefix(Int(UInt16.max)))
            add(UInt16(utf8.count))
            bytes += utf8
        }
    }

    private struct Reader {
        let bytes: [UInt8]
        var at: Int

        mutating func run(_ count: Int) throws(Failure) -> ArraySlice<UInt8> {
            guard count <= bytes.count - at else { throw .damaged }
            at += count
            return bytes[at - count..<at]
        }

        mutating func number<Number: FixedWidthInteger>(_: Number.Type) throws(Failure) -> Number {
            try run(Number.bitWidth / 8).reversed().reduce(0) { $0 << 8 | Number($1) }
        }

        mutating func double() throws(Failure) -> Double {
            let value = Double(bitPattern: try number(UInt64.self))
            guard value.isFinite else { throw .damaged }
            return value
        }

        mutating func float() throws(Failure) -> Float {
            let value = Float(bitPattern: try number(UInt32.self))
            guard value.isFinite else { throw .damaged }
            return value
        }

        mutating func text() throws(Failure) -> String {
            String(decoding: try run(Int(try number(UInt16.self))), as: UTF8.self)
        }
    }
}
