import Crypto
import Encoding

/// Where the file of an object is: `<namespace>/<Kind>.<group>/<name>.yaml`.
///
/// ```swift
/// FileLayout.path(of: key)   // "default/Deployment.apps/dory.yaml", "_cluster/Namespace/reef.yaml"
/// ```
/// Whatever a manifest is called, the path has three components, none of which leads elsewhere.
enum FileLayout {
    /// The directory of objects that are in no namespace; no namespace can be called so.
    static let clusterDirectory = "_cluster"

    private static let maximumNameBytes = 255
    private static let suffix = ".yaml"

    static func path(of key: ObjectKey) -> String {
        let namespace = key.namespace.map { component($0, suffix: "") } ?? clusterDirectory
        return "\(namespace)/\(component(key.groupKind.description, suffix: ""))/\(component(key.name, suffix: suffix))"
    }

    /// One component of a path: what could lead elsewhere or can not be shown is escaped as in URLs.
    private static func component(_ text: String, suffix: String) -> String {
        var escaped: [UInt8] = []
        for (index, byte) in text.utf8.enumerated() {
            let hides = index == 0 && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_"))
            if byte == UInt8(ascii: "/") || byte == UInt8(ascii: "%") || byte == UInt8(ascii: "\\") || byte < 0x20 || byte == 0x7F
                || hides
            {
                escaped.append(UInt8(ascii: "%"))
                escaped += Array(Hexadecimal.text([byte]).uppercased().utf8)
            } else {
                escaped.append(byte)
            }
        }
        if escaped.isEmpty { escaped = Array("%".utf8) }
        let name = String(decoding: escaped, as: UTF8.self) + suffix
        guard name.utf8.count > maximumNameBytes else { return name }
        // Too long for a file system: cut, and told apart by a digest of the whole.
        let digest = Hexadecimal.text(SHA256.hash(data: Array(text.utf8)).prefix(8))
        var kept = String(decoding: escaped.prefix(maximumNameBytes - suffix.utf8.count - digest.utf8.count - 4), as: UTF8.self)
        while kept.unicodeScalars.last == "\u{FFFD}" { kept.unicodeScalars.removeLast() }
        return "\(kept)~\(digest)\(suffix)"
    }
}
