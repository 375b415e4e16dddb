/// Where our engine answers otherwise than Go on purpose: how to tell it, and why it is there.
package struct IntendedDifference: Sendable {
    package let reason: String
    package let applies: @Sendable (_ question: OracleCase, _ go: OracleAnswer, _ own: OracleAnswer) -> Bool

    package init(
        reason: String, applies: @escaping @Sendable (_ question: OracleCase, _ go: OracleAnswer, _ own: OracleAnswer) -> Bool
    ) {
        self.reason = reason
        self.applies = applies
    }
}
