import GoTemplate
import JSON

/// `*chart.Maintainer`.
final class MaintainerObject: TemplateObject {
    let type = GoType.pointer(.structure("chart.Maintainer"))
    private let maintainer: ChartMaintainer

    init(_ maintainer: ChartMaintainer) { self.maintainer = maintainer }

    var fields: [(name: String, value: Value)] {
        [("Name", .text(maintainer.name)), ("Email", .text(maintainer.email)), ("URL", .text(maintainer.url))]
    }

    var json: JSONValue? {
        let members = [("name", maintainer.name), ("email", maintainer.email), ("url", maintainer.url)]
        return .object(JSONObject(members.filter { !$0.1.isEmpty }.map { ($0.0, .string($0.1)) }))
    }
}
