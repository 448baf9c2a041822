extension StringProtocol {
    /// Its first `count` scalars. Whole characters would be no bound: one may hold any number of them.
    package func beginning(_ count: Int) -> String {
        utf8.count <= count ? String(self) : String(String.UnicodeScalarView(unicodeScalars.prefix(count)))
    }
}
