/// Go templates from a directory (`spec.renderer.goTemplate`).
package struct GoTemplateEngine: Sendable, Hashable {
    /// The directory of the `*.tmpl` files.
    package var directory: String
    /// What a missing key does, as Go's option of the same name.
    package var missingKey: MissingKey

    package init(directory: String, missingKey: MissingKey = .default) {
        self.directory = directory
        self.missingKey = missingKey
    }

    /// The values of Go's `missingkey` option.
    package enum MissingKey: String, Sendable, Hashable, CaseIterable {
        /// A missing key prints `<no value>`.
        case `default`
        /// A missing key is the zero value of the map's element type.
        case zero
        /// A missing key is an error.
        case error
    }
}
