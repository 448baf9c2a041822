import Platform
import Testing

@Suite("Names that people see") struct VisibleNameTests {
    @Test(
        "What nobody sees is no name, and stands in none",
        arguments: [
            "", " ", "\u{200B}", "\u{200D}", "\u{FEFF}", "\u{2060}", "\u{00AD}", "\u{3164}", "\u{115F}",
            "\u{2800}",
            "\u{0301}", "\u{0301}\u{0301}", "\u{E0041}", "\u{202E}annA", "An\u{200B}na", "An\u{200D}na",
            "Anna\u{200D}",
            "Anna\u{FE0F}", "An\u{2066}na", "Anna\u{0085}", "An\nna", "Anna\u{2028}", "Anna\u{E000}",
            "Anna\u{FFFF}",
            "A\u{0301}\u{0302}\u{0303}\u{0304}\u{0305}\u{0306}\u{0307}", "Anna \u{0301}", "An\u{034F}na",
            "\u{061C}Anna",
        ])
    func unseen(name: String) { #expect(VisibleName.read(name) == nil) }

    @Test(
        "What people are called is taken, in one form",
        arguments: [
            ("Anna Groß-Lind", "Anna Groß-Lind"), ("Mu\u{0308}ller", "Müller"),
            ("Anna\u{A0}\u{A0}Groß", "Anna Groß"),
            ("Nguyễn Thị Ánh", "Nguyễn Thị Ánh"), ("李小龙", "李小龙"), ("محمد", "محمد"), ("O’Neill", "O’Neill"),
            ("می\u{200C}خواهم", "می\u{200C}خواهم"), ("VIP ❤\u{FE0F}", "VIP ❤\u{FE0F}"),
            ("A+ (Berlin) & Co. #1", "A+ (Berlin) & Co. #1"),
            ("👩\u{200D}🔧", "👩\u{200D}🔧"), ("שלום", "שלום"),
        ])
    func seen(name: String, form: String) {
        #expect(VisibleName.read(name).map { Array($0.unicodeScalars) } == Array(form.unicodeScalars))
    }

    @Test(
        "Names that look alike have one skeleton",
        arguments: [
            "anna gross", "ANNA GROSS", "Аnnа Groß", "Anna  Gross", "AnnaGross", "Anna-Gross", "Αnna Grοss",
            "Ａnna Gross",
            "Anna Gro\u{0308}ss", "Anna Gr0ss", "𝐀nna Gross",
        ])
    func alike(name: String) { #expect(VisibleName.skeleton(name) == VisibleName.skeleton("Anna Gross")) }

    @Test(
        "Other names have others",
        arguments: ["Anna Grass", "Anne Gross", "Anna Gross (Einkauf)", "Gross", "Anna"])
    func others(name: String) { #expect(VisibleName.skeleton(name) != VisibleName.skeleton("Anna Gross")) }

    @Test("Texts of files lose what nobody sees and keep the rest")
    func cleaned() {
        #expect(VisibleName.cleaned("Ha\u{200B}fen\u{202E} GmbH\u{FEFF}") == "Hafen GmbH")
        #expect(VisibleName.cleaned("\u{3164}\u{0301}") == "" && VisibleName.cleaned("–") == "–")
    }
}
