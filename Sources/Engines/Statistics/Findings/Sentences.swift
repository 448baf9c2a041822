extension Finding {
    /// What may honestly be said, for people: the number with interval and sample, or that it is too early,
    /// or that nothing is shown, and what the design of the comparison allows to conclude.
    public var sentence: Sentence {
        switch outcome {
        case .tooFew(let needed): tooFew(needed)
        case .estimate(let estimate): statement(estimate) + conclusion
        }
    }

    private func tooFew(_ needed: Int) -> Sentence {
        let have = sample.map(String.init)
        let (noun, each) = (quantity.sampleNoun, sample.count > 1)
        return Sentence(
            "Zu wenige \(noun.german) für eine Aussage: \(have.joined(separator: " und "))"
                + ", nötig sind \(each ? "je " : "")\(needed).",
            "Too few \(noun.english) to say anything: \(have.joined(separator: " and "))"
                + ", \(needed)\(each ? " each" : "") are needed.")
    }

    private func statement(_ estimate: Estimate) -> Sentence {
        if isShown == false { return notShown(estimate) }
        return switch quantity {
        case .rate: number(estimate, Sentence("Anteil", "Share"), .percent)
        case .mean(let unit): number(estimate, Sentence("Mittelwert", "Mean"), .plain(unit))
        case .typicalDuration(let unit):
            number(estimate, Sentence("Typische Dauer", "Typical duration"), .plain(unit))
        case .median(let unit): number(estimate, Sentence("Median", "Median"), .plain(unit))
        case .netPromoterScore: number(estimate, Sentence("NPS", "NPS"), .plain(.none))
        case .durationRatio: ratio(estimate)
        case .correlation:
            number(
                estimate,
                estimate.value > 0
                    ? Sentence(
                        "Beides geht miteinander: Rangkorrelation", "Both go together: rank correlation")
                    : Sentence(
                        "Wo das eine hoch ist, ist das andere niedrig: Rangkorrelation",
                        "Where one is high, the other is low: rank correlation"),
                .plain(.none))
        case .rateDifference, .change, .difference, .netChange:
            number(estimate, direction(estimate), scale)
        }
    }

    /// "Higher by": which way a shown difference goes.
    private func direction(_ estimate: Estimate) -> Sentence {
        let isUp = estimate.value > 0
        return switch quantity {
        case .change: isUp ? Sentence("Gestiegen um", "Risen by") : Sentence("Gesunken um", "Fallen by")
        case .netChange:
            isUp
                ? Sentence("Gegenüber der Kontrollgruppe höher um", "Against the control group, higher by")
                : Sentence("Gegenüber der Kontrollgruppe niedriger um", "Against the control group, lower by")
        default: isUp ? Sentence("Höher um", "Higher by") : Sentence("Niedriger um", "Lower by")
        }
    }

    private var scale: Scale {
        switch quantity {
        case .rateDifference: .percentagePoints
        case .mean(let unit), .typicalDuration(let unit), .median(let unit), .change(let unit),
            .difference(let unit), .netChange(let unit):
            .plain(unit)
        default: .plain(.none)
        }
    }

    private func number(_ estimate: Estimate, _ lead: Sentence, _ scale: Scale) -> Sentence {
        lead + Sentence(" ", " ")
            + scale.text(estimate, isDistance: isShown == true && quantity != .correlation)
            + span(estimate, scale)
    }

    /// " (95 % interval 1.0 to 3.0, n = 12 and 14)."
    private func span(_ estimate: Estimate, _ scale: Scale) -> Sentence {
        let ends = scale.text(
            estimate.interval, isDistance: isShown == true && quantity != .correlation, of: estimate.value)
        let percent = NumberText.english(estimate.interval.confidence * 100)
        return Sentence(
            " (\(percent)-%-Intervall \(ends.german), n = \(size.german)).",
            " (\(percent) % interval \(ends.english), n = \(size.english)).")
    }

    private var size: Sentence {
        let (noun, parts) = (quantity.unitNoun, sample.map(String.init))
        return Sentence(
            parts.joined(separator: " und ") + noun.german, parts.joined(separator: " and ") + noun.english)
    }

    private func ratio(_ estimate: Estimate) -> Sentence {
        let isShorter = estimate.value < 1
        func part(_ x: Double) -> Double { 100 * (isShorter ? 1 - x : x - 1) }
        let ends = [part(estimate.interval.lower), part(estimate.interval.upper)].sorted()
        let inPercent = Estimate(
            part(estimate.value), Interval(ends[0], ends[1], confidence: estimate.interval.confidence))
        let word = isShorter ? Sentence("kürzer", "shorter") : Sentence("länger", "longer")
        return Scale.percentOf.text(inPercent, isDistance: false) + Sentence(" ", " ") + word
            + span(inPercent, .percentOf)
    }

    private func notShown(_ estimate: Estimate) -> Sentence {
        let what =
            switch quantity {
            case .change: Sentence("Keine Veränderung nachgewiesen", "No change is shown")
            case .correlation: Sentence("Kein Zusammenhang nachgewiesen", "No connection is shown")
            default: Sentence("Kein Unterschied nachgewiesen", "No difference is shown")
            }
        var (estimate, scale) = (estimate, scale)
        if quantity == .durationRatio {
            scale = .percentOf
            estimate = Estimate(
                100 * (estimate.value - 1), estimate.interval.mapped { 100 * ($0 - 1) }, p: estimate.p)
        }
        let colon = Sentence(": ", ": ")
        return what + colon + scale.text(estimate, isDistance: false) + span(estimate, scale)
            + Sentence(
                " Das heißt nicht, dass es keinen gibt.".replacing(
                    "keinen", with: quantity.isFeminine ? "keine" : "keinen"),
                " That does not mean there is none.")
    }

    /// What the design allows to conclude from a shown difference.
    private var conclusion: Sentence {
        guard isShown == true else { return Sentence("", "") }
        return switch evidence {
        case .description: Sentence("", "")
        case .association:
            Sentence(
                " Ein Zusammenhang, keine Ursache: Ohne Kontrollgruppe kann anderes dahinterstehen.",
                " Association, not cause: without a control group, something else may be behind it.")
        case .control:
            Sentence(
                " Ein Hinweis auf eine Wirkung, kein Beweis: Die Kontrollgruppe wurde nicht ausgelost, und es"
                    + " gilt nur, wenn sich beide Gruppen sonst gleich entwickelt hätten.",
                " A hint at an effect, no proof: the control group was not drawn by lot, and it holds only if"
                    + " both groups would otherwise have developed alike.")
        case .lot:
            Sentence(
                " Die Gruppen wurden ausgelost: Der Unterschied darf der Maßnahme zugeschrieben werden.",
                " The groups were drawn by lot: the difference may be ascribed to the measure.")
        }
    }
}

/// How a quantity's numbers are written.
private enum Scale {
    case percent
    case percentOf
    case percentagePoints
    case plain(Unit)

    private var factor: Double {
        switch self {
        case .percent, .percentagePoints: 100
        case .percentOf, .plain: 1
        }
    }

    private var unit: Unit {
        switch self {
        case .percent, .percentOf: Unit("%", "%")
        case .percentagePoints: .percentagePoints
        case .plain(let unit): unit
        }
    }

    /// The number with its unit; as a distance (without sign) where words tell the direction.
    func text(_ estimate: Estimate, isDistance: Bool) -> Sentence {
        let decimals = decimals(estimate.interval)
        let value = factor * (isDistance ? abs(estimate.value) : estimate.value)
        return Sentence(
            { [$0(value, decimals), unit.german].filter { !$0.isEmpty }.joined(separator: " ") },
            { [$0(value, decimals), unit.english].filter { !$0.isEmpty }.joined(separator: " ") })
    }

    /// "5.2 to 33.4", ascending; as distances where words tell the direction of `value`.
    func text(_ interval: Interval, isDistance: Bool, of value: Double) -> Sentence {
        let decimals = decimals(interval)
        let sign = isDistance && value < 0 ? -factor : factor
        let ends = [interval.lower * sign, interval.upper * sign].sorted()
        return Sentence(
            { "\($0(ends[0], decimals)) bis \($0(ends[1], decimals))" },
            { "\($0(ends[0], decimals)) to \($0(ends[1], decimals))" })
    }

    private func decimals(_ interval: Interval) -> Int {
        NumberText.decimals(width: factor * (interval.upper - interval.lower))
    }
}

extension Quantity {
    /// What a sample of it consists of, as a plural noun.
    var sampleNoun: Sentence {
        switch self {
        case .rate, .rateDifference, .typicalDuration, .durationRatio: Sentence("Fälle", "cases")
        case .mean, .median, .netPromoterScore: Sentence("Werte", "values")
        case .change, .difference, .netChange: Sentence("Teams", "teams")
        case .correlation: Sentence("Paare", "pairs")
        }
    }

    /// The noun after n where it is not plain what was counted.
    var unitNoun: Sentence {
        switch self {
        case .change, .difference, .netChange: Sentence(" Teams", " teams")
        case .correlation: Sentence(" Paare", " pairs")
        default: Sentence("", "")
        }
    }

    var isFeminine: Bool {
        if case .change = self { return true }
        return false
    }
}
