import GoTemplate
import Sprig
import Testing

@Suite struct SprigTests {
    @Test func everyNameIsAFunction() {
        let functions = Sprig.functions()
        #expect(functions.names.allSatisfy { functions[$0] != nil })
    }
}
