import Synchronization
import Unix

/// The system's time zones by their names, each read once.
final class TimeZoneDatabase: Sendable {
    /// Where time zones are, as in Go.
    static let directories = ["/usr/share/zoneinfo", "/usr/share/lib/zoneinfo", "/usr/lib/locale/TZ", "/etc/zoneinfo"]

    /// How many zones are kept; there are some 600 names, but a template uses few.
    static let capacity = 64

    /// How large a file may be; the largest has some 4 KiB.
    static let maximumBytes = 1 << 20

    static let shared = TimeZoneDatabase()

    private let zones = Mutex<[String: TimeZone]>([:])

    /// The zone of a name, such as `Europe/Berlin`; nil if there is none.
    func zone(named name: String) -> TimeZone? {
        if name.isEmpty || name == "UTC" { return .utc }
        if name == "Local" { return .local }
        if let known = zones.withLock({ $0[name] }) { return known }
        guard let zone = Self.read(name) else { return nil }
        zones.withLock { zones in
            if zones.count >= Self.capacity { zones.removeAll() }
            zones[name] = zone
        }
        return zone
    }

    private static func read(_ name: String) -> TimeZone? {
        // No path may lead out of the directory, and none of a zone has a dot.
        guard !name.contains(".."), !name.hasPrefix("/"), !name.hasPrefix("\\"), !name.utf8.contains(0), name.utf8.count <= 256
        else { return nil }
        for directory in directories {
            guard let file = try? File.read("\(directory)/\(name)", maximumBytes: maximumBytes) else { continue }
            return TimeZone(name: name, file: file)
        }
        return nil
    }
}
