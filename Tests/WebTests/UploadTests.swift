import TestKit
import Testing

@Suite("Uploads") struct UploadTests {
    private func upload(_ body: String, by client: TestClient) async throws -> Int {
        try await client.send(
            .post, "/settings/photo", ["content-type": "multipart/form-data; boundary=x"], Array(body.utf8)
        ).status
    }

    @Test("Whatever stays in memory is counted: parts, headers, fields; and so is what is thrown away")
    func bounded() async throws {
        try await TestServer.run(.sqlite) { server in
            let anna = try await server.member("anna")
            func part(_ name: String, _ value: String) -> String {
                "--x\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
            }
            let end = "--x--\r\n"
            let many = String(repeating: part("a", ""), count: 2001)
            #expect(try await upload(many + end, by: anna) == 413)
            let long = String(repeating: part(String(repeating: "n", count: 8000), ""), count: 140)
            #expect(try await upload(long + end, by: anna) == 413)
            let values = String(repeating: part("a", String(repeating: "v", count: 8000)), count: 140)
            #expect(try await upload(values + end, by: anna) == 413)
            let preamble = String(repeating: "p", count: 7 << 20)
            #expect(try await upload(preamble, by: anna) == 413)
        }
    }
}
