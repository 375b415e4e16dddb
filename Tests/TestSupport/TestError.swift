/// Why a test could not go on: a sentence for the person who reads the failure.
package struct TestError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
