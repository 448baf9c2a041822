import Platform

/// Words of the security settings.
extension Texts {
    var secondFactor: String { pick("Zweiter Faktor", "Second factor") }
    var notSetUp: String { pick("Noch nicht eingerichtet", "Not set up yet") }
    var setUp: String { pick("Eingeschaltet", "Switched on") }
    var scan: String {
        pick(
            "Scannen Sie das Bild mit einer Authenticator-App und geben Sie den Code ein, den sie anzeigt.",
            "Scan the picture with an authenticator app and enter the code that it shows.")
    }
    var qrLabel: String { pick("QR-Code für die Authenticator-App", "QR code for the authenticator app") }
    var byHand: String { pick("Oder von Hand:", "Or by hand:") }
    var code: String { pick("Code", "Code") }
    var switchOn: String { pick("Einschalten", "Switch on") }
    var switchOff: String { pick("Ausschalten", "Switch off") }
    var recoveryCodes: String { pick("Wiederherstellungscodes", "Recovery codes") }
    var recoveryCodesSub: String {
        pick(
            "Jeder gilt einmal. Drucken Sie sie aus; sie werden nur jetzt gezeigt.",
            "Each works once. Print them; they are shown only now.")
    }
    var newCodes: String { pick("Neue Wiederherstellungscodes", "New recovery codes") }
    func codesLeft(_ count: Int) -> String {
        pick(
            count == 1
                ? "Noch 1 Wiederherstellungscode ist übrig."
                : "Noch \(count) Wiederherstellungscodes sind übrig.",
            count == 1 ? "1 recovery code is left." : "\(count) recovery codes are left.")
    }

    // MARK: Password

    var password: String { pick("Kennwort", "Password") }
    var oldPassword: String { pick("Bisheriges Kennwort", "Present password") }
    var newPassword: String { pick("Neues Kennwort", "New password") }
    var passwordHint: String {
        pick("Mindestens 10 Zeichen; ein Satz ist am besten.", "At least 10 characters; a sentence is best.")
    }
    var passwordSub: String {
        pick(
            "Eine Änderung meldet Sie auf allen anderen Geräten ab und widerruft Ihre Zugriffsschlüssel.",
            "A change signs you out on all other devices and revokes your access keys.")
    }
    var changePassword: String { pick("Kennwort ändern", "Change password") }

    // MARK: Sessions

    var signedInDevices: String { pick("Angemeldete Geräte", "Signed-in devices") }
    var thisDevice: String { pick("dieses Gerät", "this device") }
    var endOthers: String { pick("Auf allen anderen Geräten abmelden", "Sign out on all other devices") }
    func tokensGoOn(_ count: Int) -> String {
        pick(
            count == 1
                ? "1 Zugriffsschlüssel eines Programms gilt weiter."
                : "\(count) Zugriffsschlüssel von Programmen gelten weiter.",
            count == 1
                ? "1 access key of a program stays valid." : "\(count) access keys of programs stay valid.")
    }
    var endTokens: String { pick("Auch alle Zugriffsschlüssel widerrufen", "Revoke all access keys as well") }
    func lastSeen(_ time: Timestamp) -> String { pick("zuletzt \(ago(time))", "last seen \(ago(time))") }
    func name(of device: DeviceName) -> String {
        switch (device.browser.isEmpty, device.system.isEmpty) {
        case (true, true): pick("Unbekanntes Gerät", "Unknown device")
        case (false, true): device.browser
        case (true, false): device.system
        case (false, false):
            pick("\(device.browser) auf \(device.system)", "\(device.browser) on \(device.system)")
        }
    }

    // MARK: Tokens

    var tokensSub: String {
        pick(
            "Für eigene Programme, die mit Rundblick sprechen.",
            "For programs of yours that talk to Rundblick.")
    }
    var noTokens: String { pick("Noch keine Zugriffsschlüssel", "No access keys yet") }
    var newToken: String { pick("Ihr neuer Schlüssel", "Your new key") }
    var newTokenTitle: String { pick("Neuer Schlüssel", "New key") }
    var copyNow: String {
        pick(
            "Kopieren Sie ihn jetzt; er wird nicht noch einmal gezeigt.",
            "Copy it now; it will not be shown again.")
    }
    var neverUsed: String { pick("noch nie benutzt", "never used") }
    var revoke: String { pick("Widerrufen", "Revoke") }
    var tokenPurpose: String { pick("Wofür", "What for") }
    var tokenScope: String { pick("Darf", "May") }
    var createToken: String { pick("Anlegen", "Create") }
    func name(of scope: Scope) -> String {
        switch scope {
        case .read: pick("Lesen", "Read")
        case .write: pick("Lesen und schreiben", "Read and write")
        case .admin: pick("Verwalten", "Administer")
        }
    }
}
