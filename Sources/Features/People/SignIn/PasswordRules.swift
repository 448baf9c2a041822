import Foundation
import Language
import Platform

/// Which passwords are taken: length counts (NIST SP 800-63B § 5.1.1.2), and what everybody tries first is refused.
enum PasswordRules {
    /// Characters at least.
    static let shortest = 10

    /// - Parameter person: e-mail address and name, which a password must not merely repeat.
    /// - Throws: `AppError` `.invalid` (`field`: weak).
    static func check(_ password: String, for person: [String], field: String = "password") throws {
        let plain = Folding.fold(password)
        let core = plain.trimmingPrefix { !$0.isLetter }.reversed().drop { !$0.isLetter }.reversed()
        let parts = person.flatMap { Folding.fold($0).split { !$0.isLetter && !$0.isNumber } }.map(
            String.init)
        let isWeak =
            password.count < shortest || Set(plain).count < 4 || common.contains(String(core))
            || rows.contains { $0.contains(plain) } || person.map(Folding.fold).contains(plain)
            || parts.contains(String(core))
        if isWeak { throw AppError.invalid([field: "weak"]) }
    }

    /// Words that head the lists of leaked German and English passwords, without the digits people hang on to them.
    private static let common: Set<String> = Set(
        """
        password passwort passwort passwd kennwort geheim hallo hallohallo willkommen welcome letmein admin administrator
        master superman batman dragon monkey football fussball baseball basketball sunshine sonnenschein princess
        prinzessin iloveyou ichliebedich liebe schatz schatzi sommer summer winter herbst autumn fruhling spring
        januar february oktober november dezember december montag freitag friday qwertz qwerty qwertzuiop qwertyuiop
        asdfghjkl yxcvbnm zxcvbnm test testtest tester testing changeme default computer internet starwars whatever
        trustno freedom freiheit deutschland germany berlin hamburg munchen koln bayern dortmund schalke borussia
        mercedes porsche volkswagen michael thomas andreas daniel alexander sebastian christian stefan rundblick
        firma company secret topsecret passw0rd p@ssw0rd p@ssword qwerty1qwerty abcdefgh abcdefghij
        """.split(whereSeparator: \.isWhitespace).map { Folding.fold(String($0)) })

    private static let rows = [
        "01234567890123456789", "98765432109876543210", "qwertzuiopuasdfghjklyxcvbnm",
        "qwertyuiopasdfghjklzxcvbnm",
        "abcdefghijklmnopqrstuvwxyz", "1q2w3e4r5t6z7u8i9o0p", "1qaz2wsx3edc4rfv5tgb", "1q2w3e4r5t6y7u8i9o0p",
    ]
}

/// E-mail addresses as we take them.
enum EmailAddress {
    /// In lower case without spaces around it.
    /// - Throws: `AppError` `.invalid` (`email`: email) unless it looks like one: `local@host.domain`, no white space.
    static func read(_ text: String) throws -> String {
        let email = text.lowercased().trimmingCharacters(in: .whitespacesAndNewlines)
        let halves = email.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, !halves[0].isEmpty, email.count <= 254,
            !email.contains(where: \.isWhitespace), VisibleName.read(email) == email,
            halves[1].split(separator: ".", omittingEmptySubsequences: false).allSatisfy({ !$0.isEmpty }),
            halves[1].contains(".") || halves[1] == "localhost"
        else { throw AppError.invalid(["email": "email"]) }
        return email
    }
}
