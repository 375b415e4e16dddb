/// The headers of a response, as the bytes in which they came.
///
/// Hardly any header of a response is ever asked for, so none is parsed until somebody asks for it.
package struct HTTPHeaders: Sendable {
    /// The header lines, one after another, each with its line end; without the status line.
    private var bytes: [UInt8]

    /// No headers.
    package init() {
        bytes = []
    }

    /// The headers in `bytes`: lines such as `content-type: application/json` with CR LF at the end of each.
    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func append(line: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: line)
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
    }

    var count: Int { bytes.count }

    /// The value of the first header called `name`, which has to be in lower case; nil if there is none.
    package subscript(_ name: String) -> String? {
        var found: String?
        forEachValue(of: name) { value in
            found = value
            return false
        }
        return found
    }

    /// The values of all headers called `name`, which has to be in lower case.
    package func all(_ name: String) -> [String] {
        var found: [String] = []
        forEachValue(of: name) { value in
            found.append(value)
            return true
        }
        return found
    }

    private func forEachValue(of name: String, _ body: (String) -> Bool) {
        let wanted = Array(name.utf8)
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            if let value = Self.value(in: bytes[start..<end], name: wanted), !body(value) { return }
            start = end + 1
        }
    }

    private static func value(in line: ArraySlice<UInt8>, name: [UInt8]) -> String? {
        guard line.count > name.count, line[line.startIndex + name.count] == UInt8(ascii: ":") else { return nil }
        for (index, byte) in zip(line.indices, name) {
            let lowered = line[index] >= 0x41 && line[index] <= 0x5A ? line[index] | 0x20 : line[index]
            if lowered != byte { return nil }
        }
        var value = line.dropFirst(name.count + 1)
        while let first = value.first, first == 0x20 || first == 0x09 { value = value.dropFirst() }
        while let last = value.last, last == 0x20 || last == 0x09 || last == 0x0D { value = value.dropLast() }
        return String(decoding: value, as: UTF8.self)
    }
}
