import Foundation

/// Names that people are to recognise: no characters that nobody sees, and one form of each.
package enum VisibleName {
    /// The name in one form (NFC, single spaces), or nil when it holds what nobody sees: control and formatting
    /// characters, marks without a letter, fillers, nothing at all.
    package static func read(_ text: String) -> String? {
        let scalars = Array(oneForm(text).unicodeScalars)
        var marks = 0
        var hasBase = false
        for (place, scalar) in scalars.enumerated() {
            if isMark(scalar), !isUnseen(scalar) {
                marks += 1
                // More than four on one letter grow over the lines around it.
                guard place > 0, scalars[place - 1] != " ", marks <= 4 else { return nil }
                continue
            }
            marks = 0
            if isUnseen(scalar) {
                guard isJoiner(scalar, at: place, in: scalars) else { return nil }
            } else if scalar != " " {
                hasBase = true
            }
        }
        return hasBase ? String(String.UnicodeScalarView(scalars)) : nil
    }

    /// The text in one form, without what nobody sees: for files, of which one takes what there is.
    package static func cleaned(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        let kept = scalars.indices.filter {
            !isUnseen(scalars[$0]) || isJoiner(scalars[$0], at: $0, in: scalars)
        }
        let clean = oneForm(String(String.UnicodeScalarView(kept.map { scalars[$0] })))
        return clean.unicodeScalars.contains { !isMark($0) && $0 != " " } ? clean : ""
    }

    /// NFC, with single spaces whatever their kind.
    private static func oneForm(_ text: String) -> String {
        text.precomposedStringWithCanonicalMapping.unicodeScalars
            .split { $0.properties.generalCategory == .spaceSeparator }
            .map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }

    /// Whether nobody sees it: by its properties, or although they say otherwise (blank pattern, null notehead).
    private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 32 || scalar.value == 127 }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .control, .surrogate, .privateUse, .lineSeparator, .paragraphSeparator: return true
        default:
            return properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint
                || properties.isBidiControl || scalar == "\u{2800}" || scalar == "\u{1D159}"
        }
    }

    /// Whether it is one of the few unseen characters that change what is seen: between letters of scripts that join
    /// them, and in pictures.
    private static func isJoiner(
        _ scalar: Unicode.Scalar, at place: Int, in scalars: [Unicode.Scalar]
    ) -> Bool {
        guard place > 0 else { return false }
        let before = scalars[place - 1]
        switch scalar {
        case "\u{200C}", "\u{200D}":
            guard place + 1 < scalars.count else { return false }
            // Latin, Greek, Cyrillic and Armenian have no use for them.
            return [before, scalars[place + 1]].allSatisfy { $0.value >= 0x0590 && $0 != "\u{200C}" }
        case "\u{FE0E}", "\u{FE0F}": return before.value > 0xFF && before.properties.isEmoji
        default: return false
        }
    }

    // MARK: Looking alike

    /// What names have in common that look alike: without case, marks, spaces and punctuation, letters of other scripts
    /// as the Latin ones that they look like (after Unicode Technical Standard 39, in short).
    package static func skeleton(_ name: String) -> String {
        var result = ""
        for scalar in name.decomposedStringWithCompatibilityMapping.unicodeScalars {
            if let alike = lookalikes[scalar] {
                result += alike
                continue
            }
            for small in scalar.properties.lowercaseMapping.unicodeScalars
            where small.properties.isAlphabetic || small.properties.numericType != nil {
                guard !isMark(small), !isUnseen(small) else { continue }
                if let alike = lookalikes[small] {
                    result += alike
                } else {
                    result.unicodeScalars.append(small)
                }
            }
        }
        return result.replacing("rn", with: "m").replacing("vv", with: "w")
    }

    private static let lookalikes: [Unicode.Scalar: String] = {
        let pairs: [(String, String)] = [
            // Latin and digits
            ("I1|ıiǀ", "l"), ("0", "o"), ("ß", "ss"), ("ł", "l"), ("øØ", "o"), ("đĐ", "d"), ("æÆ", "ae"),
            ("œŒ", "oe"), ("ɑ", "a"), ("ɡ", "g"), ("ſ", "s"), ("ŋ", "n"), ("5", "s"),
            // Cyrillic
            ("аА", "a"), ("вВ", "b"), ("еЕ", "e"), ("һ", "h"), ("нН", "h"), ("іІӏӀ", "l"), ("јЈ", "j"),
            ("кК", "k"),
            ("мМ", "m"), ("оО", "o"), ("рР", "p"), ("сС", "c"), ("ѕЅ", "s"), ("тТ", "t"), ("уУү", "y"),
            ("хХ", "x"),
            ("ԁ", "d"), ("ԛ", "q"), ("ԝ", "w"), ("п", "n"), ("г", "r"), ("З", "3"),
            // Greek
            ("αΑ", "a"), ("βΒ", "b"), ("εΕ", "e"), ("ηΝ", "n"), ("Η", "h"), ("ιΙ", "l"), ("κΚ", "k"),
            ("Μ", "m"),
            ("ν", "v"), ("οΟ", "o"), ("ρΡ", "p"), ("τΤ", "t"), ("υ", "u"), ("Υ", "y"), ("χΧ", "x"),
            ("Ζ", "z"),
        ]
        var table: [Unicode.Scalar: String] = [:]
        for (alike, latin) in pairs { for scalar in alike.unicodeScalars { table[scalar] = latin } }
        return table
    }()
}
