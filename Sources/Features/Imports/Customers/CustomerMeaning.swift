import Customers
import Formats

/// What a column of a customer file can mean here: what such files have in general, or a field of ours that tells its
/// headers itself.
enum CustomerMeaning: MappedColumn {
    case common(CustomerColumn)
    /// By the field's name.
    case field(String)

    init?(rawValue: String) {
        if let column = CustomerColumn(rawValue: rawValue) {
            self = .common(column)
        } else if CustomerField.imported.contains(where: { $0.name == rawValue }) {
            self = .field(rawValue)
        } else {
            return nil
        }
    }

    var rawValue: String {
        switch self {
        case .common(let column): column.rawValue
        case .field(let name): name
        }
    }

    static let allCases: [CustomerMeaning] =
        CustomerColumn.allCases.map(Self.common) + CustomerField.imported.map { .field($0.name) }

    /// The meanings that an import takes; the others have no place in Rundblick yet.
    static let taken = allCases.filter {
        ![.common(.region), .common(.taxNumber), .common(.language)].contains($0)
    }

    var synonyms: String {
        switch self {
        case .common(let column): column.synonyms
        case .field(let name): CustomerField.named(name)?.headers ?? ""
        }
    }

    var mayRepeat: Bool { if case .common(let column) = self { column.mayRepeat } else { false } }

    static func refine(_ columns: [CustomerMeaning?], keys: [String]) -> [CustomerMeaning?] {
        let common = columns.map { column -> CustomerColumn? in
            if case .common(let column) = column { column } else { nil }
        }
        return zip(columns, CustomerColumn.refine(common, keys: keys)).map { column, refined in
            if case .field = column { column } else { refined.map(Self.common) }
        }
    }
}
