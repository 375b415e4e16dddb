import JSON
import TemplateTesting
import TestSupport

/// Makes layouts, moments, zones, and texts to be read.
struct DateCaseGenerator {
    private var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    private static let elements = [
        "2006", "06", "January", "Jan", "1", "01", "Monday", "Mon", "2", "_2", "02", "__2", "002", "15", "3", "03", "4", "04",
        "5", "05", "PM",
        "pm", "MST", "-0700", "-07:00", "-07", "-070000", "-07:00:00", "Z0700", "Z07:00", "Z07", "Z070000", "Z07:00:00", ".000",
        ".999", ",0",
        ".999999999", "_2006",
    ]
    private static let separators = ["", " ", "-", "/", ":", "T", ", ", "  ", "x", ".", "0"]
    private static let zones = [
        "UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia",
        "Europe/Dublin",
        "Africa/Casablanca", "Asia/Tehran", "America/Sao_Paulo", "Antarctica/Troll", "EST", "Etc/GMT-14", "America/Godthab",
        "No/Where", "",
    ]

    mutating func next(_ number: Int) -> OracleCase {
        var layout = ""
        for _ in 0...random.below(6) { layout += random.one(of: Self.elements) + random.one(of: Self.separators) }
        let zone = random.one(of: Self.zones)
        let seconds = moment()
        let template = random.one(of: [
            "{{ dateInZone .l .t .z }}", "{{ dateInZone \"2006-01-02 15:04:05 Mon MST -070000 002\" .t .z }}",
            "{{ mustToDate .l .s }}",
            "{{ mustToDate .l (date .l .t) }}", "{{ mustToDate .l (dateInZone .l .t .z) }}", "{{ toDate .l .s }}",
            "{{ (toDate \"2006-01-02\" \"2020-02-29\").AddDate \(random.below(9) - 4) \(random.below(99) - 50) \(random.below(999) - 500) }}",
            "{{ toDate \"2006\" \"2020\" | mustDateModify .d }}", "{{ durationRound .d }}",
        ])
        return OracleCase(
            name: "date \(number)", subject: .templates([("main", Array(template.utf8))], options: []),
            data: [
                "l": .string(layout), "z": .string(zone), "t": .integer(seconds), "s": .string(text()), "d": .string(duration()),
            ])
    }

    private mutating func moment() -> Int64 {
        switch random.below(6) {
        case 0: Int64.random(in: .min ... .max, using: &random)
        case 1: Int64.random(in: -99_999_999_999...99_999_999_999, using: &random)
        // From 1850 to 2150, where zones have their rules.
        default: Int64.random(in: -3_786_825_600...5_680_281_600, using: &random)
        }
    }

    private mutating func text() -> String {
        let parts = [
            "2020", "20", "Feb", "february", "2", "29", "31", "12", "Tue", "13:05", "PM", "am", "CET", "+0130", "Z", ".5", "060",
            "x", "UTC",
        ]
        var text = ""
        for _ in 0...random.below(4) { text += random.one(of: parts) + random.one(of: Self.separators) }
        return text
    }

    private mutating func duration() -> String {
        var text = random.one(of: ["", "", "-", "+"])
        for _ in 0..<random.below(4) {
            text += random.one(of: ["1", "90", "2.5", ".5", "3.", "1234567.891", "9223372036854775807", "", "."])
            text += random.one(of: ["h", "m", "s", "ms", "us", "µs", "μs", "ns", "d", ""])
        }
        return text
    }
}
