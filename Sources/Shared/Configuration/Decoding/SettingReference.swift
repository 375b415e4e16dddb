/// A setting that exists, for those who look for it in the wrong place.
struct SettingReference: Hashable {
    let path: String

    /// The last part of the path.
    var key: String { path.split(separator: ".").last.map(String.init) ?? path }

    /// Every setting of a pipeline's file.
    static let all: [SettingReference] = Setting.all.map { SettingReference(path: $0.path) }
}
