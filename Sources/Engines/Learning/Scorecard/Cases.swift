/// Something known of a case.
package enum Value: Hashable, Sendable {
    case number(Double)
    case word(String)
}

/// A table of cases: a row each, with what was known of it before its outcome was.
package struct Cases: Sendable {
    /// The values of all cases; nil is unknown.
    package enum Column: Sendable {
        case numbers([Double?])
        case words([String?])

        var count: Int {
            switch self {
            case .numbers(let values): values.count
            case .words(let values): values.count
            }
        }
    }

    let names: [String]
    let columns: [Column]
    /// How many there are.
    package let count: Int

    /// A table of these columns, all equally long, each with its own name.
    package init(_ columns: [(name: String, values: Column)]) {
        names = columns.map(\.name)
        self.columns = columns.map(\.values)
        count = self.columns.first?.count ?? 0
        precondition(self.columns.allSatisfy { $0.count == count } && Set(names).count == names.count)
    }

    /// The cases of these rows, in this order.
    package func part(_ rows: some Collection<Int>) -> Cases {
        Cases(
            zip(names, columns).map { name, column in
                switch column {
                case .numbers(let values): (name, .numbers(rows.map { values[$0] }))
                case .words(let values): (name, .words(rows.map { values[$0] }))
                }
            })
    }

    /// What is known of one case.
    package func values(_ row: Int) -> [String: Value] {
        var result: [String: Value] = [:]
        for (name, column) in zip(names, columns) {
            switch column {
            case .numbers(let values): result[name] = values[row].map(Value.number)
            case .words(let values): result[name] = values[row].map(Value.word)
            }
        }
        return result
    }
}
