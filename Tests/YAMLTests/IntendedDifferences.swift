import JSON
import YAML

/// Where a text means something else here than to kubectl on purpose, each with its reason.
enum IntendedDifferences {
    /// A difference: how to tell it, and why it is there.
    struct Difference: Sendable {
        let reason: String
        let applies: @Sendable (ReadingDifference) -> Bool
    }

    static let all: [Difference] = [
        Difference(reason: "a key that comes twice is a mistake; kubectl takes the last") { difference in
            guard case .duplicateKey = difference.ourReason, case .success(let theirs) = difference.theirs else { return false }
            return theirs.hasRepeatedKeys
        },
        Difference(reason: "two keys that become the same string are a mistake too; kubectl takes one of them by chance") {
            if case .duplicateKey(let key) = $0.ourReason { return key == "1" || key == "true" }
            return $0.ourTexts != nil && contains($0, "{<<: {1:")
        },
        Difference(reason: "what stands after the end of a document is not passed over in silence, as kubectl does") {
            guard let theirs = $0.theirTexts else { return false }
            if $0.ourReason == .syntax("did not find expected <document start>") { return true }
            if let before = $0.textBeforeError {
                return (try? YAML.documents(before))?.map { $0.value.text(.sorted) } == theirs
            }
            return $0.ourTexts.map { $0.count > theirs.count } ?? false
        },
        Difference(reason: "kubectl takes a document's directives for a document of their own") {
            $0.ourTexts != nil && contains($0, "%") && $0.theirError.contains("<document start>")
        },
        Difference(reason: "a text that begins with a brace is JSON to kubectl, and then to us if it is not YAML") {
            guard let ours = $0.ourTexts, $0.theirTexts == nil, let json = try? JSONValue(parsing: $0.text) else { return false }
            return ours == [json.text(.sorted)]
        },
        Difference(reason: "YAML 1.2's escape of a slash, which JSON has, is taken") {
            $0.ourTexts != nil && contains($0, #"\/"#) && $0.theirError.contains("unknown escape")
        },
        Difference(reason: "libyaml lets a question mark stand within a plain scalar and a comma end a tag in a flow collection")
        {
            $0.ourTexts != nil && (contains($0, "?") || contains($0, "!")) && $0.theirError.contains("did not find expected ','")
        },
        Difference(reason: "libyaml refuses a colon at the end of a plain scalar in a flow collection") {
            $0.theirTexts != nil && $0.ourReason == .syntax("found unexpected ':' while scanning a plain scalar")
        },
        Difference(reason: "libyaml ends a tag where go-yaml takes any character of a URI") {
            $0.theirTexts != nil && $0.ourReason.map { "\($0)".contains("while scanning a tag") } ?? false
        },
        Difference(reason: "libyaml takes a byte order mark within a text for one, go-yaml for a character") {
            $0.theirTexts != nil && contains($0, "\u{feff}") && $0.ourReason != nil
        },
    ]

    /// Why the text may differ; nil if it may not.
    static func explain(_ difference: ReadingDifference) -> String? {
        all.first { $0.applies(difference) }?.reason
    }

    private static func contains(_ difference: ReadingDifference, _ part: String) -> Bool {
        String(decoding: difference.text, as: UTF8.self).contains(part)
    }
}
