/// Takes out of a picture what it tells beside itself: where and when it was taken, with what, and a smaller copy that
/// may show more. Colours and the way up stay.
enum PhotoMetadata {
    /// The picture without; where its structure ends before its bytes do, what follows is left out.
    static func removed(from bytes: [UInt8], _ format: PhotoFormat) -> [UInt8] {
        switch format {
        case .jpeg: jpeg(bytes)
        case .png: png(bytes)
        case .webp: webp(bytes)
        }
    }

    // MARK: JPEG (ITU-T T.81 annex B)

    private static func jpeg(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = [0xFF, 0xD8]
        var place = 2
        while place + 4 <= bytes.count, bytes[place] == 0xFF {
            let marker = bytes[place + 1]
            if marker == 0xFF {
                place += 1
                continue
            }
            if marker == 0xD9 { return result + [0xFF, 0xD9] }
            let end = min(place + 2 + Int(bytes[place + 2]) << 8 + Int(bytes[place + 3]), bytes.count)
            result += kept(marker, Array(bytes[place..<end]))
            place = end
            guard marker == 0xDA else { continue }
            // The picture itself, up to the next marker that is no filling and no restart.
            while place + 1 < bytes.count,
                bytes[place] != 0xFF || bytes[place + 1] == 0 || (0xD0...0xD7).contains(bytes[place + 1])
            {
                result.append(bytes[place])
                place += 1
            }
        }
        if place + 1 < bytes.count, bytes[place] == 0xFF, bytes[place + 1] == 0xD9 { result += [0xFF, 0xD9] }
        return result
    }

    /// What stays of a segment. - Parameter whole: with its marker and length.
    private static func kept(_ marker: UInt8, _ whole: [UInt8]) -> [UInt8] {
        let content = whole.dropFirst(4)
        func begins(_ name: String) -> Bool { content.starts(with: name.utf8) }
        switch marker {
        case 0xE1:
            guard begins("Exif\0\0"), let way = orientation(of: content.dropFirst(6)) else { return [] }
            return exif(way)
        case 0xE0...0xEF:
            // Colours: JFIF, ICC profiles, Adobe.
            let isColour =
                marker == 0xE0 && begins("JFIF\0") || marker == 0xE2 && begins("ICC_PROFILE\0")
                || marker == 0xEE && begins("Adobe")
            return isColour ? whole : []
        case 0xFE: return []
        default: return whole
        }
    }

    /// The way up that a TIFF header names (tag 0x0112), unless it is the usual one.
    private static func orientation(of tiff: ArraySlice<UInt8>) -> UInt8? {
        let bytes = Array(tiff.prefix(1 << 16))
        guard bytes.count >= 8 else { return nil }
        let isLittle = bytes.starts(with: "II".utf8)
        func number(_ place: Int, _ count: Int) -> Int? {
            guard place >= 0, place + count <= bytes.count else { return nil }
            let slice = bytes[place..<place + count]
            return (isLittle ? Array(slice.reversed()) : Array(slice)).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let first = number(4, 4), let count = number(first, 2) else { return nil }
        for index in 0..<min(count, 200) where number(first + 2 + index * 12, 2) == 0x0112 {
            guard let value = number(first + 10 + index * 12, 2), (2...8).contains(value) else { return nil }
            return UInt8(value)
        }
        return nil
    }

    /// A segment that names the way up and nothing else.
    private static func exif(_ orientation: UInt8) -> [UInt8] {
        let tiff: [UInt8] =
            Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]
            + [0, 0, 0, 0]
        let content = Array("Exif\0\0".utf8) + tiff
        return [0xFF, 0xE1, 0, UInt8(content.count + 2)] + content
    }

    // MARK: PNG (W3C Portable Network Graphics § 5)

    private static let pngKept: Set<String> = [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "bKGD",
        "pHYs",
        "acTL", "fcTL", "fdAT",
    ]

    private static func png(_ bytes: [UInt8]) -> [UInt8] {
        var result = Array(bytes.prefix(8))
        var place = 8
        while place + 12 <= bytes.count {
            let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            let name = String(decoding: bytes[place + 4..<place + 8], as: UTF8.self)
            let end = place + 12 + length
            guard end <= bytes.count else { return result }
            if pngKept.contains(name) { result += bytes[place..<end] }
            place = end
            if name == "IEND" { return result }
        }
        // Less than a chunk tells nothing.
        return result + bytes[place...]
    }

    // MARK: WebP (RFC 9649 § 2)

    private static func webp(_ bytes: [UInt8]) -> [UInt8] {
        var chunks: [UInt8] = []
        var place = 12
        while place + 8 <= bytes.count {
            let name = String(decoding: bytes[place..<place + 4], as: UTF8.self)
            let length = (0..<4).reduce(0) { $0 | Int(bytes[place + 4 + $1]) << (8 * $1) }
            let end = place + 8 + length + length % 2
            guard end <= bytes.count || place + 8 + length == bytes.count else { break }
            if ["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"].contains(name) {
                let begin = chunks.count
                chunks += bytes[place..<min(end, bytes.count)]
                // The flags that promise metadata.
                if name == "VP8X", length > 0 { chunks[begin + 8] &= ~0x0C }
            }
            place = end
        }
        let size = chunks.count + 4
        return Array("RIFF".utf8) + (0..<4).map { UInt8(size >> (8 * $0) & 0xFF) } + Array("WEBP".utf8)
            + chunks
    }
}
