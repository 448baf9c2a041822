/// Puts patterns and codewords into the square and chooses the mask (ISO/IEC 18004 § 6.3, 7.7–7.10).
struct QRDrawing {
    private let version: QRVersion
    private let size: Int
    private var dark: [Bool]
    /// Modules that carry patterns and therefore no data.
    private var isReserved: [Bool]

    init(version: QRVersion, codewords: [UInt8]) {
        self.version = version
        size = version.size
        dark = [Bool](repeating: false, count: size * size)
        isReserved = dark
        drawPatterns()
        drawFormat(mask: 0)
        drawVersion()
        draw(codewords)
    }

    /// The modules under the mask with the smallest penalty.
    func masked() -> [Bool] {
        let candidates = (0..<8).map { mask -> QRDrawing in
            var drawing = self
            drawing.apply(mask: mask)
            drawing.drawFormat(mask: mask)
            return drawing
        }
        return candidates.min { $0.penalty < $1.penalty }?.dark ?? dark
    }

    // MARK: Patterns

    private mutating func set(_ x: Int, _ y: Int, _ isDark: Bool) {
        guard (0..<size).contains(x), (0..<size).contains(y) else { return }
        dark[y * size + x] = isDark
        isReserved[y * size + x] = true
    }

    private mutating func drawPatterns() {
        for index in 0..<size {
            set(6, index, index % 2 == 0)
            set(index, 6, index % 2 == 0)
        }
        for (x, y) in [(3, 3), (size - 4, 3), (3, size - 4)] { drawFinder(x, y) }
        let places = version.alignments
        for x in places {
            for y in places where !isFinder(x, y) { drawSquares(x, y, radius: 2, light: [1]) }
        }
    }

    private func isFinder(_ x: Int, _ y: Int) -> Bool {
        (x == 6 && y == 6) || (x == 6 && y == size - 7) || (x == size - 7 && y == 6)
    }

    private mutating func drawFinder(_ x: Int, _ y: Int) { drawSquares(x, y, radius: 4, light: [2, 4]) }

    /// Concentric squares around a module, dark but for the distances in `light`.
    private mutating func drawSquares(_ x: Int, _ y: Int, radius: Int, light: Set<Int>) {
        for dy in -radius...radius {
            for dx in -radius...radius { set(x + dx, y + dy, !light.contains(max(abs(dx), abs(dy)))) }
        }
    }

    /// Error correction M (00) and the mask, protected by a BCH code (§ 7.9), twice.
    private mutating func drawFormat(mask: Int) {
        let bits = Self.withRemainder(mask, shift: 10, divisor: 0x537) ^ 0x5412
        func bit(_ index: Int) -> Bool { bits >> index & 1 == 1 }
        for index in 0...5 { set(8, index, bit(index)) }
        set(8, 7, bit(6))
        set(8, 8, bit(7))
        set(7, 8, bit(8))
        for index in 9..<15 { set(14 - index, 8, bit(index)) }
        for index in 0..<8 { set(size - 1 - index, 8, bit(index)) }
        for index in 8..<15 { set(8, size - 15 + index, bit(index)) }
        set(8, size - 8, true)
    }

    /// From version 7 on the version's number stands in two corners (§ 7.10).
    private mutating func drawVersion() {
        guard version.number >= 7 else { return }
        let bits = Self.withRemainder(version.number, shift: 12, divisor: 0x1F25)
        for index in 0..<18 {
            let isDark = bits >> index & 1 == 1
            set(size - 11 + index % 3, index / 3, isDark)
            set(index / 3, size - 11 + index % 3, isDark)
        }
    }

    /// `value` followed by the remainder of its division in GF(2)[x].
    private static func withRemainder(_ value: Int, shift: Int, divisor: Int) -> Int {
        var remainder = value
        for _ in 0..<shift { remainder = remainder << 1 ^ (remainder >> (shift - 1)) * divisor }
        return value << shift | remainder
    }

    // MARK: Data

    /// Two columns at a time from the right, up and down in turn, leaving out the timing column.
    private mutating func draw(_ codewords: [UInt8]) {
        var position = 0
        for right in stride(from: size - 1, through: 1, by: -2).map({ $0 <= 6 ? $0 - 1 : $0 }) {
            let isUpward = (right + 1) & 2 == 0
            for step in 0..<size {
                let y = isUpward ? size - 1 - step : step
                for x in [right, right - 1] where !isReserved[y * size + x] && position < codewords.count * 8
                {
                    dark[y * size + x] = codewords[position >> 3] >> (7 - position & 7) & 1 == 1
                    position += 1
                }
            }
        }
    }

    private mutating func apply(mask: Int) {
        for y in 0..<size {
            for x in 0..<size where !isReserved[y * size + x] && Self.inverts(mask, x, y) {
                dark[y * size + x].toggle()
            }
        }
    }

    private static func inverts(_ mask: Int, _ x: Int, _ y: Int) -> Bool {
        switch mask {
        case 0: (x + y) % 2 == 0
        case 1: y % 2 == 0
        case 2: x % 3 == 0
        case 3: (x + y) % 3 == 0
        case 4: (x / 3 + y / 2) % 2 == 0
        case 5: x * y % 2 + x * y % 3 == 0
        case 6: (x * y % 2 + x * y % 3) % 2 == 0
        default: ((x + y) % 2 + x * y % 3) % 2 == 0
        }
    }

    // MARK: Penalty (§ 7.8.3.1)

    private var penalty: Int {
        let rows = (0..<size).map { Array(dark[$0 * size..<($0 + 1) * size]) }
        let columns = (0..<size).map { x in (0..<size).map { dark[$0 * size + x] } }
        return (rows + columns).reduce(0) { $0 + Self.runs($1) + Self.finderLikes($1) } + squares + balance
    }

    /// Five of one colour in a line cost 3, each further one 1.
    private static func runs(_ line: [Bool]) -> Int {
        var total = 0
        var length = 0
        for index in line.indices {
            length = index > 0 && line[index] == line[index - 1] ? length + 1 : 1
            total += length == 5 ? 3 : length > 5 ? 1 : 0
        }
        return total
    }

    private static let finderLike: [[Bool]] = [
        [true, false, true, true, true, false, true, false, false, false, false],
        [false, false, false, false, true, false, true, true, true, false, true],
    ]

    /// Whatever looks like a finder pattern costs 40.
    private static func finderLikes(_ line: [Bool]) -> Int {
        (0...line.count - 11).reduce(0) { total, start in
            total + (finderLike.contains { $0.elementsEqual(line[start..<start + 11]) } ? 40 : 0)
        }
    }

    /// Each square of two by two in one colour costs 3.
    private var squares: Int {
        var total = 0
        for y in 0..<size - 1 {
            for x in 0..<size - 1 {
                let first = dark[y * size + x]
                if dark[y * size + x + 1] == first, dark[(y + 1) * size + x] == first,
                    dark[(y + 1) * size + x + 1] == first
                {
                    total += 3
                }
            }
        }
        return total
    }

    /// Each full 5 % away from half dark costs 10.
    private var balance: Int {
        let percent = dark.count { $0 } * 100 / dark.count
        return abs(percent - 50) / 5 * 10
    }
}
