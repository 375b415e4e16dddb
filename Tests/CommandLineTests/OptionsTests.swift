import ArgumentParser
import CommandLine
import Configuration
import Testing

struct OptionsTests {
    @Test func nothing() {}
}
