import GoTemplate
import Synchronization

/// The parsed templates of a chart, one set for each choice of the charts below it that values lead to.
final class ChartPlans: Sendable {
    /// More choices than these are parsed each time.
    private static let maximumCount = 64

    private let functions: FunctionMap
    private let known = Mutex<[[String]: ChartTemplates]>([:])

    init(functions: FunctionMap) { self.functions = functions }

    /// The templates of a chart whose dependencies were decided on.
    func templates(of chart: Chart) throws(HelmError) -> ChartTemplates {
        let choice = chart.all.map(\.path)
        if let templates = known.withLock({ $0[choice] }) { return templates }
        let templates = try ChartTemplates(chart, functions: functions)
        known.withLock { known in
            if known.count < Self.maximumCount { known[choice] = templates }
        }
        return templates
    }
}
