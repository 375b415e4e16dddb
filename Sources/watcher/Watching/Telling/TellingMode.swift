/// Which of the objects that are seen are told.
package struct TellingMode: Sendable, Hashable {
    /// The round of telling everything that began last, counted from one.
    package var round: UInt16
    /// Whether every object is told that has not been told in this round; else only changes are.
    package var tellsAll: Bool

    package init(round: UInt16, tellsAll: Bool) {
        self.round = round
        self.tellsAll = tellsAll
    }
}
