import CPostgres

/// What PostgreSQL or the connection to it answered instead of a result.
struct PostgresError: Error {
    /// The five characters of the error class (PostgreSQL manual, appendix A); empty when the connection itself failed.
    let sqlState: String
    let message: String
    /// The connection can no longer be used.
    let isLost: Bool

    /// The connection `handle` failed, or could not be made.
    init(lost handle: OpaquePointer?) {
        sqlState = ""
        message = handle.map { String(cString: PQerrorMessage($0)).trimmed } ?? "out of memory"
        isLost = true
    }

    /// The server refused a statement with `result`.
    init(_ result: OpaquePointer, on handle: OpaquePointer) {
        let field = PQresultErrorField(result, Int32(UInt8(ascii: "C")))
        sqlState = field.map { String(cString: $0) } ?? ""
        message = String(cString: PQresultErrorMessage(result)).trimmed
        isLost = PQstatus(handle) == CONNECTION_BAD || Self.endsConnection(sqlState)
    }

    /// Shutting down (57P01…57P03), connection exceptions (class 08), and a server that has become a read-only standby.
    private static func endsConnection(_ sqlState: String) -> Bool {
        sqlState.hasPrefix("57P") || sqlState.hasPrefix("08") || sqlState == "25006"
    }

    /// The statement was prepared for a schema that has changed since, or somebody dropped it.
    var isStaleStatement: Bool {
        sqlState == "26000" || sqlState == "0A000" && message.contains("cached plan")
    }

    /// Nothing of the transaction has happened, and the same work may succeed when it is done again: the connection was
    /// lost, another transaction was in the way (serialisation failure, deadlock), or a statement was stale.
    var mayBeRepeated: Bool { isLost || sqlState == "40001" || sqlState == "40P01" || isStaleStatement }

    /// The same for those who use the store.
    var storageError: StorageError {
        if isLost { return .unreachable(message) }
        switch sqlState {
        case _ where sqlState.hasPrefix("23"): return .constraint(message)
        case "53100": return .full
        // The statement ran longer than `statement_timeout`.
        case "57014": return .timedOut
        // Too many connections, out of memory, lock timeout, and work given up after repeating.
        case "53300", "53200", "55P03", "40001", "40P01": return .busy
        default: return .broken("PostgreSQL \(sqlState): \(message)")
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = self[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
