import JSON

/// One page of a list.
package struct ListPage: Sendable {
    /// The version of the cluster's state that the list shows; a watch goes on from the last page's.
    package var resourceVersion: String
    /// The objects, as the bytes that came.
    ///
    /// The API server leaves `apiVersion` and `kind` out of a list's items where the kind is built in; they are put in.
    package var items: [RawJSON]
    /// What asks for the next page; nil on the last.
    package var continueToken: String?
    /// How many objects are still to come, if the server said.
    package var remainingItemCount: Int?

    /// A page of these parts.
    package init(resourceVersion: String, items: [RawJSON], continueToken: String?, remainingItemCount: Int? = nil) {
        self.resourceVersion = resourceVersion
        self.items = items
        self.continueToken = continueToken
        self.remainingItemCount = remainingItemCount
    }
}

extension ListPage {
    /// Reads the body of a list response.
    init(body: [UInt8]) throws(JSONError) {
        let found = try RawJSON(unchecked: body[...]).find([
            ["metadata", "resourceVersion"], ["metadata", "continue"], ["metadata", "remainingItemCount"], ["items"],
            ["apiVersion"], ["kind"],
        ])
        let token = found[1]?.string
        resourceVersion = found[0]?.string ?? ""
        continueToken = token?.isEmpty == true ? nil : token
        remainingItemCount = found[2]?.integer.map { Int(clamping: $0) }
        guard let list = found[3], !list.isNull else {
            items = []
            return
        }
        items = try list.elements()
        if let apiVersion = found[4]?.string, let kind = found[5]?.string, kind.hasSuffix("List"), kind != "List" {
            try complete(apiVersion: apiVersion, kind: String(kind.dropLast(4)))
        }
    }

    /// Puts `apiVersion` and `kind` into items that lack them.
    private mutating func complete(apiVersion: String, kind: String) throws(JSONError) {
        guard let first = items.first, try first.find("kind") == nil else { return }
        var head: [UInt8] = Array("{\"apiVersion\":".utf8)
        JSONWriting.appendString(apiVersion, into: &head)
        head += Array(",\"kind\":".utf8)
        JSONWriting.appendString(kind, into: &head)
        for index in items.indices {
            guard let brace = items[index].bytes.firstIndex(of: UInt8(ascii: "{")) else { continue }
            let rest = items[index].bytes[(brace + 1)...]
            let isEmpty = rest.first { $0 > 0x20 } == UInt8(ascii: "}")
            var whole: [UInt8] = []
            whole.reserveCapacity(head.count + rest.count + 1)
            whole += head
            if !isEmpty { whole.append(UInt8(ascii: ",")) }
            whole += rest
            items[index] = RawJSON(unchecked: whole[...])
        }
    }
}
