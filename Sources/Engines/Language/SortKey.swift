/// Keys that sort German texts in byte order.
package enum SortKey {
    /// The key of a name by DIN 5007-1: umlauts as their base letters, `ß` as `ss`, capitals and punctuation
    /// as nothing, digits before letters.
    ///
    /// `Müller` and `Muller` get the same key, `Mueller` stands before them: sort by the id after it. Keys fit into an
    /// index: what lies behind 2,000 bytes does not count.
    package static func key(_ name: String) -> String {
        var key = ""
        var isBroken = false
        for scalar in Folding.base(name).unicodeScalars where key.utf8.count < 1990 {
            guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
                isBroken = !key.isEmpty
                continue
            }
            if isBroken { key += " " }
            isBroken = false
            key.unicodeScalars.append(scalar)
        }
        return key
    }
}
