import Platform

/// An icon of the sprite `Client/icons.svg`, always beside a text or an `aria-label`.
package enum Icon: String, Sendable, CaseIterable {
    case admin, bell, brand, calendar, call, check, clock, close, consent, customers, dots, down, download,
        dunning
    case edit, euro, exit, file, filter, globe, history, imports = "import", inward = "in", info, key,
        keyboard, lock
    case mail, menu, merge, moon, network, note, out, paperclip, people, person, phone, pin, plus, reply
    case responsibility, right, screen, search, settings, soft, sort, star, start, sun, tag, talk, trash,
        undo, upload
    case warn

    /// The markup.
    package var html: HTML { Self.usual[self, default: .empty] }
    /// The small form, beside small text.
    package var small: HTML { Self.smaller[self, default: .empty] }

    // A page shows a hundred of them.
    private static let usual = all("i")
    private static let smaller = all("i s")

    private static func all(_ classes: String) -> [Icon: HTML] {
        let sprite = Assets.link("icons.svg")
        return Dictionary(
            uniqueKeysWithValues: allCases.map { icon in
                let html: HTML = """
                    <svg class="\(classes)" aria-hidden="true"><use href="\(sprite)#\(icon.rawValue)"></use></svg>
                    """
                return (icon, html)
            })
    }
}

extension HTML.StringInterpolation {
    /// An icon.
    package mutating func appendInterpolation(_ icon: Icon) { appendInterpolation(icon.html) }
}

/// A person's or company's picture: a photo, or initials on one of eight quiet colours.
package struct Avatar {
    private let hue: Int
    private let name: String
    private let classes: String
    private let photo: Link?
    private let isFirm: Bool

    /// - Parameters: `size`: `s`, `l`, `xl` or empty; `presence`: `here`, `away` or empty (say it in words too).
    package init<Kind>(
        _ id: ID<Kind>, _ name: String, size: String = "", isFirm: Bool = false, presence: String = "",
        photo: Link? = nil
    ) {
        // The low bits count within a millisecond, so mix the whole id (Knuth's multiplicative hashing).
        hue = Int((UInt64(bitPattern: id.raw) &* 0x9E37_79B9_7F4A_7C15) >> 61)
        self.name = name
        self.isFirm = isFirm
        classes = [size, isFirm ? "firm" : "", presence].filter { !$0.isEmpty }.joined(separator: " ")
        self.photo = photo
    }

    /// The markup, hidden from screen readers: the name stands beside it.
    package var html: HTML {
        if let photo { return "<img class=\"avatar \(classes)\" src=\"\(photo)\" alt=\"\">" }
        return
            "<span class=\"avatar h\(hue) \(classes)\" aria-hidden=\"true\">\(initials)</span>"
    }

    /// Of a person the first letters of the first and the last word; of a company, whose last word is its legal form,
    /// those of the first two.
    private var initials: String {
        var (first, second): (Unicode.Scalar?, Unicode.Scalar?)
        var isInside = false
        for scalar in name.unicodeScalars {
            let isBeginning = scalar.isInWord && !isInside
            isInside = scalar.isInWord
            guard isBeginning else { continue }
            if first == nil { first = scalar } else if second == nil || !isFirm { second = scalar }
        }
        guard let first else { return "?" }
        return first.properties.uppercaseMapping + (second?.properties.uppercaseMapping ?? "")
    }
}

extension Unicode.Scalar {
    /// Whether it is a letter or a digit.
    fileprivate var isInWord: Bool {
        switch value {
        case 0..<48, 58..<65, 91..<97, 123..<128: false
        case 0..<128: true
        default: properties.isAlphabetic || properties.numericType != nil
        }
    }
}

/// The head of a page: path, title, a line below it, and what can be done here.
package struct PageHead {
    let title: String
    let sub: String?
    let crumbs: [(Link, String)]
    let actions: HTML

    /// A head.
    package init(_ title: String, sub: String? = nil, crumbs: [(Link, String)] = [], actions: HTML = .empty) {
        self.title = title
        self.sub = sub
        self.crumbs = crumbs
        self.actions = actions
    }

    /// The markup.
    package func html(_ texts: Texts) -> HTML {
        """
        <header class="head">
          \(crumbs.isEmpty ? nil : crumbNavigation(texts))
          <div><h1>\(title)</h1>\(sub.map { "<p class=\"sub\">\($0)</p>" as HTML })</div>
          \(actions.isEmpty ? nil : "<div class=\"actions\">\(actions)</div>" as HTML)
        </header>
        """
    }

    private func crumbNavigation(_ texts: Texts) -> HTML {
        "<nav class=\"crumbs\" aria-label=\"\(texts.crumbs)\">\(crumbs.map { "<a href=\"\($0.0)\">\($0.1)</a>" as HTML })</nav>"
    }
}

/// One labelled input of a form.
package struct FormField {
    let name: String
    let label: String
    var value = ""
    var type = "text"
    var hint: String?
    var isRequired = false
    var attributes: HTML = ""
    var reason: String?
    private var mark: String?

    /// An input. - Parameters: `type`: as in HTML, or `textarea`; `attributes`: further ones, e.g. `autocomplete`.
    package init(
        _ name: String, _ label: String, value: String? = "", type: String = "text", hint: String? = nil,
        isRequired: Bool = false, attributes: HTML = ""
    ) {
        self.name = name
        self.label = label
        self.value = value ?? ""
        self.type = type
        self.hint = hint
        self.isRequired = isRequired
        self.attributes = attributes
    }

    /// With these words behind the label in the place of "optional"; empty: none.
    package func marked(_ words: String) -> FormField {
        var field = self
        field.mark = words
        return field
    }

    /// The markup.
    package func html(_ texts: Texts) -> HTML {
        let words = mark ?? (isRequired ? "" : texts.optional)
        let optional: HTML = words.isEmpty ? "" : " <small>(\(words))</small>"
        let shared: HTML =
            """
            id="\(name)" name="\(name)"\(" required", if: isRequired)\(description)\(" aria-invalid=\"true\"", if: reason != nil) \(attributes)
            """
        let control: HTML =
            type == "textarea"
            ? "<textarea \(shared)>\(value)</textarea>"
            : "<input type=\"\(type)\" \(shared) value=\"\(value)\">"
        return """
            <div class="field"><label for="\(name)">\(label)\(optional)</label>\(control)
            \(hint.map { "<p class=\"hint\" id=\"\(name)-hint\">\($0)</p>" as HTML })
            \(reason.map { "<p class=\"error\" id=\"\(name)-error\">\(texts.reason($0))</p>" as HTML })</div>
            """
    }

    /// Ties hint and reason to the input.
    private var description: HTML {
        let ids = [hint == nil ? nil : "\(name)-hint", reason == nil ? nil : "\(name)-error"].compactMap {
            $0
        }
        return ids.isEmpty ? "" : " aria-describedby=\"\(ids.joined(separator: " "))\""
    }
}

/// A choice of a form.
package struct SelectField {
    let name: String
    let label: String
    let options: [(value: String, label: String)]
    let selected: String

    /// A choice among `options`.
    package init(
        _ name: String, _ label: String, _ options: [(value: String, label: String)], selected: String = ""
    ) {
        self.name = name
        self.label = label
        self.options = options
        self.selected = selected
    }

    /// With its label above, in a form.
    package func html() -> HTML {
        "<div class=\"field\"><label for=\"\(name)\">\(label)</label><select id=\"\(name)\" name=\"\(name)\">\(items)</select></div>"
    }

    /// With its label for screen readers only, in a bar of filters.
    package func bare() -> HTML { "<select name=\"\(name)\" aria-label=\"\(label)\">\(items)</select>" }

    private var items: [HTML] {
        options.map {
            "<option value=\"\($0.value)\"\(" selected", if: $0.value == selected)>\($0.label)</option>"
        }
    }
}

/// What a list shows when it has nothing to show.
package struct EmptyState {
    let icon: Icon
    let title: String
    let text: String
    let action: HTML

    /// An empty state.
    package init(_ icon: Icon, _ title: String, _ text: String, action: HTML = .empty) {
        self.icon = icon
        self.title = title
        self.text = text
        self.action = action
    }

    /// The markup.
    package var html: HTML { "<div class=\"empty\">\(icon)<h2>\(title)</h2><p>\(text)</p>\(action)</div>" }
}

/// A time that also says its exact moment.
package func timeTag(_ time: Timestamp, _ text: String) -> HTML {
    "<time datetime=\"\(time.iso)\">\(text)</time>"
}
