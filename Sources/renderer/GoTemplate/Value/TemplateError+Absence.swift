extension TemplateError {
    /// What was nil where a template asked for a field of it: the `nope` of `.Values.nope.size`.
    public struct Absence: Sendable, Hashable {
        /// The name whose value is nil.
        public let name: String
        /// Whether there is such a name, but nil is its value.
        public let isThere: Bool
        /// The names that there are where it was looked for.
        public let known: [String]

        /// Describes what was nil.
        public init(name: String, isThere: Bool, known: [String]) {
            self.name = name
            self.isThere = isThere
            self.known = known
        }
    }
}
