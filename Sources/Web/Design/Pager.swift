import Platform

/// The way through a list that is shown piece by piece: on, and back to its beginning.
package struct Pager {
    private let next: Link?
    private let here: Link

    /// - Parameters: `next`: where the next piece is, nil: this is the last; `here`: the page as it was asked for, with
    ///   the field `after` when it is not the first piece.
    package init(next: Link?, at here: Link) {
        self.next = next
        self.here = here
    }

    /// The markup; empty when one piece is all.
    package func html(_ texts: Texts) -> HTML {
        let begin = beginning
        guard next != nil || begin != nil else { return .empty }
        let first = begin.map { "<a class=\"btn small\" href=\"\($0)\">\(texts.toBeginning)</a>" as HTML }
        let further = next.map {
            "<a class=\"btn small\" rel=\"next\" href=\"\($0)\">\(texts.nextPiece)</a>" as HTML
        }
        return """
            <nav class="pages" aria-label="\(texts.piecesOfList)"><span></span><span class="buttons">\(first)\(further)</span></nav>
            """
    }

    /// The same list from its beginning; nil when this is the beginning.
    private var beginning: Link? {
        let halves = here.path.split(separator: "?", maxSplits: 1)
        guard halves.count == 2, let pairs = PercentCoding.pairs(halves[1]),
            pairs.contains(where: { $0.name == "after" && !$0.value.isEmpty })
        else { return nil }
        return pairs.filter { !["after", "done"].contains($0.name) }
            .reduce(Link(String(halves[0]))) { $0.with($1.name, $1.value) }
    }
}
