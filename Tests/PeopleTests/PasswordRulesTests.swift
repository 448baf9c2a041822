import Platform
import Testing

@testable import People

@Suite("Password rules") struct PasswordRulesTests {
    @Test(
        "What everybody tries first is refused",
        arguments: [
            "kurz", "Passwort123", "PASSWORD2026!", "1234567890", "qwertzuiop", "Sonnenschein1",
            "aaaaaaaaaaaa",
            "Schätzi 2024", "abcdefghijk", "anna@example.org", "Müllermann1", "Deutschland!!",
        ])
    func weak(password: String) {
        #expect(throws: AppError.invalid(["password": "weak"])) {
            try PasswordRules.check(password, for: ["anna@example.org", "Anna Muellermann"])
        }
    }

    @Test(
        "Long and unusual ones are taken",
        arguments: ["drei Igel im Regen", "7Kx-wolke-fahrplan", "geheim-geheim"])
    func strong(password: String) throws {
        try PasswordRules.check(password, for: ["anna@example.org", "Anna Muellermann"])
    }

    @Test(
        "Addresses without host, domain or sense are refused",
        arguments: ["", "a", "a@", "@b.de", "a@b", "a b@c.de", "a@b..de"])
    func addresses(text: String) {
        #expect(throws: AppError.invalid(["email": "email"])) { try EmailAddress.read(text) }
    }
}
