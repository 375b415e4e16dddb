import TemplateTesting

/// Where our functions answer otherwise than sprig on purpose, each with its reason.
enum IntendedDifferences {
    static let all: [IntendedDifference] = [
        IntendedDifference(reason: "an error's text is text: bytes in it that are not UTF-8 become U+FFFD") { _, go, own in
            go.phase == own.phase && String(decoding: go.error, as: UTF8.self) == String(decoding: own.error, as: UTF8.self)
                && go.output == own.output
        },
        IntendedDifference(
            reason: "of a range of versions that is none, the error tells the text as it stands, not as semver rewrote it"
        ) { _, go, own in
            isRangeError(go) && isRangeError(own)
        },
        IntendedDifference(reason: "why an address in brackets is none is told without the place in it") { _, go, own in
            untilAddressError(go) != nil && untilAddressError(go) == untilAddressError(own)
        },
        IntendedDifference(reason: "which of a map's entries is merged first, and fails, has no order in Go") { _, go, own in
            isMergeError(go) && isMergeError(own)
        },
    ]

    private static func isMergeError(_ answer: OracleAnswer) -> Bool {
        String(decoding: answer.error, as: UTF8.self).contains(/error calling (must)?[mM]erge(Overwrite)?: reflect/)
    }

    private static func untilAddressError(_ answer: OracleAnswer) -> Substring? {
        let error = String(decoding: answer.error, as: UTF8.self)
        return error.firstRange(of: "invalid host: ParseAddr(").map { error[..<$0.upperBound] }
    }

    private static func isRangeError(_ answer: OracleAnswer) -> Bool {
        let error = String(decoding: answer.error, as: UTF8.self)
        return error.contains("error calling semverCompare: ")
            && (error.contains("improper constraint: ") || error.hasSuffix("constraint Parser Error"))
    }

    // Not met by the cases, but so all the same:
    // - `keys` and `values` are sorted by key, where sprig's come in a new order each time.
    // - Lists do not change: `sortAlpha` of a list of strings does not sort that list too, and `slice` does not reach into
    //   what Go has in store behind a list's end.
    // - `deepCopy` of a version is that version; Go's copy forgets what is not exported, and is 0.0.0.
    // - `deepEqual` of values that hold themselves, and merging or copying them, fails instead of overflowing the stack.
}
