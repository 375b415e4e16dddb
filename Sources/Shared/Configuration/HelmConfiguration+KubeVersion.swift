extension HelmConfiguration {
    /// A version of Kubernetes as Helm reads it and tells templates of it: `v1.21.0` for `1.21`, `v1.25.3-gke.100` for `1.25.3-gke.100`.
    ///
    /// - Returns: The version, with a `v` before it and three numbers; nil where the text is none.
    package static func kubeVersion(parsing text: String) -> String? {
        let whole = text.hasPrefix("v") ? text.dropFirst() : text[...]
        let (rest, build) = parts(of: whole, at: "+")
        let (core, prerelease) = parts(of: rest, at: "-")
        var numbers: [UInt64] = []
        for digits in core.split(separator: ".", omittingEmptySubsequences: false) {
            guard isNumeric(digits), let number = UInt64(digits) else { return nil }
            numbers.append(number)
        }
        guard numbers.count <= 3 else { return nil }
        numbers += [UInt64](repeating: 0, count: 3 - numbers.count)
        var version = "v" + numbers.map(String.init).joined(separator: ".")
        if let prerelease {
            let hasPadding = identifiers(of: prerelease).contains { isNumeric($0) && $0.utf8.count > 1 && $0.hasPrefix("0") }
            guard areIdentifiers(prerelease), !hasPadding else { return nil }
            version += "-\(prerelease)"
        }
        if let build {
            guard areIdentifiers(build) else { return nil }
            version += "+\(build)"
        }
        return version
    }

    /// What stands before the first of some characters, and what stands behind it, if there is one.
    private static func parts(of text: Substring, at sign: Character) -> (Substring, Substring?) {
        guard let place = text.firstIndex(of: sign) else { return (text, nil) }
        return (text[..<place], text[text.index(after: place)...])
    }

    private static func identifiers(of text: Substring) -> [Substring] {
        text.split(separator: ".", omittingEmptySubsequences: false)
    }

    private static func areIdentifiers(_ text: Substring) -> Bool {
        identifiers(of: text).allSatisfy { identifier in
            !identifier.isEmpty
                && identifier.allSatisfy { $0.isASCII && ($0.isLetter || ("0"..."9").contains($0) || $0 == "-") }
        }
    }

    private static func isNumeric(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
