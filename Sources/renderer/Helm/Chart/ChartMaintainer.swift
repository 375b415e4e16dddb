/// Who looks after a chart (`maintainers` in Chart.yaml).
package struct ChartMaintainer: Sendable, Hashable {
    package var name = ""
    package var email = ""
    package var url = ""
}
