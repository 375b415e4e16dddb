import Helm
import Testing

@Suite struct ChartErrorTests {
    @Test func anErrorIsItsText() {
        #expect("\(ChartError("chart \"web\": no Chart.yaml"))" == "chart \"web\": no Chart.yaml")
    }
}
