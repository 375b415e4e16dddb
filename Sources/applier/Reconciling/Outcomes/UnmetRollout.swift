import Events
import JSON

/// What a bundle's rollout asks for and is not done: the applier runs no hooks and waits for no objects.
enum UnmetRollout {
    /// How many hooks are named.
    private static let maximumNames = 5

    /// How many characters of a name are shown.
    private static let maximumNameLength = 100

    /// The events of hooks that come of no bundle: tests are run when somebody asks for them, and nothing is rolled back.
    private static let eventsElsewhere: Set<String> = ["test", "pre-rollback", "post-rollback"]

    /// What is not done, in words for people; nil where nothing is asked for.
    static func explanation(of rollout: RawJSON?) -> String? {
        guard let rollout else { return nil }
        // Whatever it asks for, it is not done.
        guard rollout.isObject, let found = try? rollout.find([["hooks"], ["wait"]]) else {
            return "the rollout is not understood"
        }
        var sentences: [String] = []
        if let hooks = found[0], let sentence = explanation(ofHooks: hooks) { sentences.append(sentence) }
        if found[1]?.bool == true { sentences.append("the objects are not waited for: the applier does not wait") }
        return sentences.isEmpty ? nil : sentences.joined(separator: "; ")
    }

    private static func explanation(ofHooks hooks: RawJSON) -> String? {
        guard let hooks = try? hooks.elements() else { return "the hooks are not understood" }
        var names: [String] = []
        var count = 0
        for hook in hooks where isOfBundle(hook) {
            count += 1
            guard count <= maximumNames else { continue }
            let name = (try? hook.find("name"))?.string ?? "?"
            let shown = name.prefix(maximumNameLength)
            names.append(shown.endIndex == name.endIndex ? name : "\(shown)…")
        }
        if count == 0 { return nil }
        if count > maximumNames { names.append("and \(count - maximumNames) more") }
        let subject = count == 1 ? "1 hook of the chart is" : "\(count) hooks of the chart are"
        return "\(subject) not run: the applier runs none (\(names.joined(separator: ", ")))"
    }

    /// Whether a hook is for the installation, an upgrade or the end of what the bundle has.
    private static func isOfBundle(_ hook: RawJSON) -> Bool {
        guard let events = try? hook.find("events")?.elements(), !events.isEmpty else { return true }
        return !events.allSatisfy { $0.string.map(eventsElsewhere.contains) ?? false }
    }
}
