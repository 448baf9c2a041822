import Platform
import Storage
import Testing

@Suite("SQL") struct SQLTests {
    enum Kind: String, SQLBindable { case mail }

    @Test("Every interpolated value is bound, whatever it holds")
    func binding() {
        let name = "'; DROP TABLE customer; --"
        let sql: SQL = "SELECT id FROM customer WHERE name = \(name) AND size > \(3) AND flag = \(true)"
        #expect(sql.text == "SELECT id FROM customer WHERE name = $1 AND size > $2 AND flag = $3")
        #expect(sql.values == [.text(name), .int(3), .int(1)])
    }

    @Test("A fragment's values are numbered on, also with more than nine of them")
    func renumbering() {
        let numbers = SQL.joined((1...12).map { "\($0)" }, by: ", ")
        #expect(numbers.text == (1...12).map { "$\($0)" }.joined(separator: ", "))
        let sql: SQL = "a = \("first") AND b IN (\(numbers)) AND c = \("last")"
        #expect(sql.text.hasPrefix("a = $1 AND b IN ($2, $3,"))
        #expect(sql.text.hasSuffix("$13) AND c = $14"))
        #expect(sql.values.count == 14)
        #expect(sql.values.last == .text("last"))
    }

    @Test("A list is filled up to a power of two; an empty one matches nothing")
    func lists() {
        let sql: SQL = "id IN \(list: [7, 8, 9])"
        #expect(sql.text == "id IN ($1,$2,$3,$4)")
        #expect(sql.values == [.int(7), .int(8), .int(9), .int(9)])
        let none: SQL = "id IN \(list: [Int]())"
        #expect(none.text == "id IN (NULL)")
    }

    @Test("Absent values are bound as null, ids, moments and cases as what they are stored as")
    func absent() {
        let nothing: Int? = nil
        let sql: SQL = "\(nothing), \(CustomerID(5)), \(Kind.mail), \(Timestamp(us: 9))"
        #expect(sql.values == [.null, .int(5), .text("mail"), .int(9)])
    }
}
