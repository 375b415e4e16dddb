/// The dates and times of TOML that are of no zone: Go's decoder gives each form a zone of its own name, by which its encoder
/// knows it again.
enum TOMLDate {
    /// Go's layouts, and the names of the zones.
    static let forms: [(layout: String, zone: String)] = [
        ("2006-01-02T15:04:05.999999999", "datetime-local"), ("2006-01-02", "date-local"), ("15:04:05.999999999", "time-local"),
    ]

    /// The layout in which a time of a zone is written.
    static func layout(of zone: String) -> String {
        forms.first { $0.zone == zone }?.layout ?? "2006-01-02T15:04:05.999999999Z07:00"
    }
}
