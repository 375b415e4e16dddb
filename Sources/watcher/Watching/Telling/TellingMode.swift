/// Which of the objects that are seen are told.
package struct TellingMode: Sendable, Hashable {
    /// The round of telling everything that began last, counted from one.
    package var round: UInt16
    /// Whether every object is told that has not been told in this round; else only changes are.
    package var tellsAll: Bool
    /// The number of the reader that is told; what is left to tell when another takes its place is dropped.
    package var reader: Int

    package init(round: UInt16, tellsAll: Bool, reader: Int = 0) {
        self.round = round
        self.tellsAll = tellsAll
        self.reader = reader
    }
}
