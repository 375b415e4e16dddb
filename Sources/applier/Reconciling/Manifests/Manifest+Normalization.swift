import Encoding
import JSON

extension Manifest {
    /// The members of a manifest, with a Secret's `stringData` folded into its `data`.
    ///
    /// The API server does the same when it stores the object, but then the fields that were applied and those that are stored
    /// differ: a key that is later left out of `stringData` would stay in `data` for ever.
    func foldingStringData() throws(ReconcilingError) -> [(key: String, value: RawJSON)] {
        guard let strings = members.first(where: { $0.key == "stringData" })?.value else { return members }
        var rest = members.filter { $0.key != "stringData" }
        guard !strings.isNull else { return rest }
        let additions = try Manifest.fields(of: strings, "\"stringData\" of the manifest \"\(label)\"")
        // What is not a string is left to the API server to refuse.
        guard additions.allSatisfy({ $0.value.string != nil }) else { return members }
        var fields: [(key: String, value: RawJSON)] = []
        if let data = rest.first(where: { $0.key == "data" })?.value, !data.isNull {
            fields = try Manifest.fields(of: data, "\"data\" of the manifest \"\(label)\"")
        }
        let replaced = Set(additions.map(\.key))
        fields.removeAll { replaced.contains($0.key) }
        for (key, value) in additions {
            fields.append((key, RawJSON(.string(Base64.text(Array((value.string ?? "").utf8))))))
        }
        var data: [UInt8] = [UInt8(ascii: "{")]
        for (index, (key, value)) in fields.enumerated() {
            if index > 0 { data.append(UInt8(ascii: ",")) }
            JSONWriting.appendKey(key, into: &data)
            data.append(contentsOf: value.bytes)
        }
        data.append(UInt8(ascii: "}"))
        rest.removeAll { $0.key == "data" }
        rest.append((key: "data", value: RawJSON(unchecked: data[...])))
        return rest
    }

    /// The members of a Service's manifest, with the protocol of each port, which is TCP where it is left out.
    ///
    /// A list's elements are told apart by port and protocol, and API servers up to 1.20 refuse to apply an element without its keys.
    func namingProtocols() -> [(key: String, value: RawJSON)] {
        guard let index = members.firstIndex(where: { $0.key == "spec" }),
            // What is not as it should be is left to the API server to refuse.
            var spec = try? members[index].value.value(), case .array(var ports)? = spec["ports"],
            ports.contains(where: { $0.objectValue != nil && ($0["protocol"] ?? .null) == .null })
        else { return members }
        for port in ports.indices where ports[port].objectValue != nil && (ports[port]["protocol"] ?? .null) == .null {
            ports[port]["protocol"] = "TCP"
        }
        spec["ports"] = .array(ports)
        var changed = members
        changed[index].value = RawJSON(spec)
        return changed
    }
}
