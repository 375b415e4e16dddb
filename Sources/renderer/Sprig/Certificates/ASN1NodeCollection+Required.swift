import GoTemplate
import SwiftASN1

extension ASN1NodeCollection.Iterator {
    /// The next part, which must be there.
    mutating func required() throws -> ASN1Node {
        guard let node = next() else { throw FunctionError("a part of it is missing") }
        return node
    }
}
