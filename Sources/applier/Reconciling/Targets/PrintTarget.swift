import Events

/// A target that only says what it got and applies nothing: Lostrómos's `nop`.
package struct PrintTarget: Target {
    private let print: @Sendable ([UInt8]) -> Void

    /// - Parameter print: Writes whole lines for people.
    package init(print: @escaping @Sendable ([UInt8]) -> Void) { self.print = print }

    package func apply(_ bundle: Bundle) async -> Report {
        var lines = ""
        var report = Report(isSilent: true)
        for object in bundle.objects {
            do throws(ReconcilingError) {
                let manifest = try Manifest(label: object.name, source: object.manifest)
                let key = ObjectKey(
                    groupKind: manifest.groupKind, namespace: manifest.namespace ?? bundle.owner.namespace, name: manifest.name)
                lines += "\(key.spoken) would be applied (\(bundle.owner.subject))\n"
            } catch {
                lines += "\(error.description)\n"
                report.isSilent = true
            }
        }
        print(Array(lines.utf8))
        return report
    }

    package func tearDown(_ teardown: Teardown) async -> Report {
        print(Array("the objects of \(teardown.owner.subject) would be deleted (\(teardown.reason.rawValue))\n".utf8))
        return Report(isSilent: true)
    }

    package func orphans(of resource: ResourceReference, told: @Sendable @escaping (String) -> Bool) async -> [Owner] { [] }

    package func tearDownOrphan(_ owner: Owner) async -> Report { Report(isSilent: true) }
}
