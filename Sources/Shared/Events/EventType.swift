/// The type of an event: one of Fairlead's or any other, which is passed on.
package struct EventType: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Something happened to a watched object: `Change`.
    package static let change = EventType(rawValue: "dev.fairlead.change")
    /// A full list of a resource begins or is complete: `Sync`.
    package static let sync = EventType(rawValue: "dev.fairlead.sync")
    /// Render without a custom resource: `Trigger`.
    package static let trigger = EventType(rawValue: "dev.fairlead.trigger")
    /// Something happened to an extra resource that templates may read: `SourceChange`.
    package static let source = EventType(rawValue: "dev.fairlead.source")
    /// What the cluster can do: `ClusterCapabilities`.
    package static let capabilities = EventType(rawValue: "dev.fairlead.capabilities")
    /// An owner's rendered objects: `Bundle`.
    package static let bundle = EventType(rawValue: "dev.fairlead.bundle")
    /// An owner is gone: `Teardown`.
    package static let teardown = EventType(rawValue: "dev.fairlead.teardown")
    /// An owner could not be rendered: `RenderFailed`.
    package static let renderFailed = EventType(rawValue: "dev.fairlead.renderfailed")
    /// What came of a bundle or teardown: `ResultData`.
    package static let result = EventType(rawValue: "dev.fairlead.result")

    /// Every type of Fairlead's own.
    package static let all: [EventType] = [
        .change, .sync, .trigger, .source, .capabilities, .bundle, .teardown, .renderFailed, .result,
    ]

    package var description: String { rawValue }

    /// What comes after the last dot: `change`.
    package var name: String {
        guard let dot = rawValue.utf8.lastIndex(of: UInt8(ascii: ".")) else { return rawValue }
        return String(rawValue[rawValue.utf8.index(after: dot)...])
    }
}
