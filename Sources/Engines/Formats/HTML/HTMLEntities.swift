/// Character references of HTML, decoded.
enum HTMLEntities {
    /// The text with `&amp;`, `&#228;`, `&#xE4;` and the like replaced; what is no reference stays as it is.
    static func decode(_ bytes: ArraySlice<UInt8>) -> String {
        guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let byte = bytes[index]
            index += 1
            guard byte == UInt8(ascii: "&"), let (scalar, length) = reference(bytes[index...]) else {
                result.append(byte)
                continue
            }
            result += String(Character(scalar)).utf8
            index += length
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// What the reference behind a `&` stands for and how many bytes it takes; nil when it is none.
    private static func reference(_ rest: ArraySlice<UInt8>) -> (Unicode.Scalar, Int)? {
        let name = rest.prefix(33).prefix {
            Ascii.isLetter($0) || Ascii.isDigit($0) || $0 == UInt8(ascii: "#")
        }
        guard !name.isEmpty else { return nil }
        let body = Substring(decoding: name, as: UTF8.self)
        let hasEnd = rest.dropFirst(name.count).first == UInt8(ascii: ";")
        if body.first == "#" { return numeric(body, hasEnd) }
        guard let value = named[String(body)], hasEnd || value < 0x100, let scalar = Unicode.Scalar(value)
        else {
            return nil
        }
        return (scalar, name.count + (hasEnd ? 1 : 0))
    }

    private static func numeric(_ body: Substring, _ hasEnd: Bool) -> (Unicode.Scalar, Int)? {
        let digits = body.dropFirst()
        let isHex = digits.first == "x" || digits.first == "X"
        let number = isHex ? digits.dropFirst().prefix(while: \.isHexDigit) : digits.prefix(while: \.isNumber)
        guard !number.isEmpty else { return nil }
        let length = 1 + (isHex ? 1 : 0) + number.count
        let end = length == body.count && hasEnd ? 1 : 0
        var value = UInt32(number, radix: isHex ? 16 : 10) ?? 0xFFFD
        // Browsers read these controls as Windows-1252.
        if (0x80...0x9F).contains(value) {
            value = TextEncoding.string([UInt8(value)], .windows1252).unicodeScalars.first?.value ?? value
        }
        let scalar = value == 0 ? nil : Unicode.Scalar(value)
        return (scalar ?? "\u{FFFD}", length + end)
    }

    /// HTML 4's names (https://www.w3.org/TR/html401/sgml/entities.html), as far as German and English mail
    /// uses them.
    private static let named: [String: UInt32] = {
        var table: [String: UInt32] = [
            "quot": 34, "amp": 38, "apos": 39, "lt": 60, "gt": 62, "QUOT": 34, "AMP": 38, "LT": 60, "GT": 62,
            "OElig": 338, "oelig": 339, "Scaron": 352, "scaron": 353, "Yuml": 376, "fnof": 402, "circ": 710,
            "tilde": 732, "ensp": 8194, "emsp": 8195, "thinsp": 8201, "zwnj": 8204, "zwj": 8205, "lrm": 8206,
            "rlm": 8207, "ndash": 8211, "mdash": 8212, "lsquo": 8216, "rsquo": 8217, "sbquo": 8218,
            "ldquo": 8220,
            "rdquo": 8221, "bdquo": 8222, "dagger": 8224, "Dagger": 8225, "bull": 8226, "hellip": 8230,
            "permil": 8240, "prime": 8242, "Prime": 8243, "lsaquo": 8249, "rsaquo": 8250, "oline": 8254,
            "frasl": 8260, "euro": 8364, "trade": 8482, "larr": 8592, "uarr": 8593, "rarr": 8594,
            "darr": 8595,
            "harr": 8596, "rArr": 8658, "minus": 8722, "infin": 8734, "asymp": 8776, "ne": 8800, "le": 8804,
            "ge": 8805, "check": 10003, "star": 9734, "alpha": 945, "beta": 946, "gamma": 947, "delta": 948,
            "pi": 960, "sigma": 963, "omega": 969, "Delta": 916, "Omega": 937, "colon": 58, "Tab": 9,
            "NewLine": 10,
            "lpar": 40, "rpar": 41, "sol": 47, "period": 46, "comma": 44, "excl": 33, "num": 35, "commat": 64,
        ]
        for (offset, name) in latin1.split(whereSeparator: \.isWhitespace).enumerated() {
            table[String(name)] = UInt32(160 + offset)
        }
        return table
    }()

    /// Names of U+00A0…U+00FF in order.
    private static let latin1 = """
        nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3
        acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde
        Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute
        Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde
        auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute
        ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml
        """
}
