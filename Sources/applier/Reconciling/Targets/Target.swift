import Events

/// What the applier makes match the bundles.
///
/// Work on one owner never runs twice at a time; work on different owners does. A target never throws: what went wrong is in its report,
/// and the work is offered again later.
package protocol Target: Sendable {
    /// Makes the owner's objects what the bundle says.
    func apply(_ bundle: Bundle) async -> Report

    /// Writes down what the owner has, where `apply` left it for later (``Report/owesMarks``).
    func mark(_ owner: Owner) async -> Report

    /// Removes all of the owner's objects.
    func tearDown(_ teardown: Teardown) async -> Report

    /// Finds owners of a resource that have objects here and were not told, once every owner was.
    ///
    /// - Parameter told: Whether an owner of that key was told.
    func orphans(of resource: ResourceReference, told: @Sendable @escaping (String) -> Bool) async -> [Owner]

    /// Removes all objects of an owner that nobody told of, unless it exists after all.
    func tearDownOrphan(_ owner: Owner) async -> Report
}

extension Target {
    package func mark(_ owner: Owner) async -> Report { Report(isSilent: true) }
}
