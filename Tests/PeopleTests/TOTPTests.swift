import Platform
import Testing

@testable import People

@Suite("One-time codes") struct TOTPTests {
    private static let secret = Array("12345678901234567890".utf8)

    @Test(
        "The test vectors of RFC 6238, appendix B",
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ])
    func vectors(seconds: Int64, code: String) {
        let step = TOTP.step(at: Timestamp(us: seconds * 1_000_000))
        #expect(TOTP.code(Self.secret, step: step, digits: 8) == code)
    }

    @Test("A code counts one step early and one late, and no further", arguments: -2...2)
    func tolerance(offset: Int64) {
        let now = Timestamp(us: 1_700_000_000_000_000)
        let code = TOTP.code(Self.secret, step: TOTP.step(at: now) + offset)
        let step = TOTP.matchingStep(code, Self.secret, at: now)
        #expect(step == (abs(offset) <= 1 ? TOTP.step(at: now) + offset : nil))
    }

    @Test(
        "The test vectors of RFC 4648 for base32",
        arguments: [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ])
    func base32(plain: String, encoded: String) {
        #expect(Base32.encode(Array(plain.utf8)) == encoded)
        #expect(Base32.decode(encoded.lowercased()) == Array(plain.utf8))
        #expect(Base32.decode("0" + encoded) == nil)
    }

    @Test("Recovery codes differ, and are read however they are typed")
    func recoveryCodes() {
        let codes = RecoveryCodes.make()
        #expect(Set(codes).count == 10)
        let (anna, ben) = (PersonID(1), PersonID(2))
        let typed = " " + codes[0].uppercased().replacing("-", with: " ")
        #expect(RecoveryCodes.hash(typed, of: anna) == RecoveryCodes.hash(codes[0], of: anna))
        #expect(RecoveryCodes.hash(codes[0], of: anna) != RecoveryCodes.hash(codes[0], of: ben))
    }
}
