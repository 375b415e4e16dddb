import GoTemplate
import JSON
import Sprig
import YAML

/// A template of a stranger ends within its bounds, whatever its data.
enum ExecutorTarget {
    /// All functions but those that are slow on purpose.
    private static let functions: FunctionMap = {
        var functions = Sprig.functions()
        for name in ["bcrypt", "htpasswd", "derivePassword", "genPrivateKey", "buildCustomCert"] { functions[name] = nil }
        return functions
    }()

    private static let options = ExecutionOptions(
        limits: ExecutionLimits(steps: 5_000, depth: 100, outputBytes: 1 << 16, memoryBytes: 1 << 20, time: .seconds(5)),
        environment: StableInputs(seed: .insecure, owner: "owner", now: .init(seconds: 1_700_000_000)))

    private static let usual: JSONValue = [
        "apiVersion": "example.com/v1", "kind": "Database",
        "metadata": ["name": "orders", "labels": ["a": "b"], "generation": 3],
        "spec": [
            "size": .integer(.max), "least": .integer(.min), "half": 0.5, "on": true, "none": .null,
            "list": [1, "two", [3], ["k": "v"], .null], "text": "{{ . }}\u{0}ä\u{10FFFF}", "empty": "", "deep": [[[[[[[[1]]]]]]]],
        ],
    ]

    static func run(_ bytes: [UInt8]) throws(FuzzFailure) {
        let end = bytes.firstIndex(of: 0) ?? bytes.endIndex
        var data = usual
        if end < bytes.endIndex, let given = try? YAML.documents(bytes[(end + 1)...]).first { data = given.value }
        var templates = TemplateSet(functions: functions)
        do { try templates.parse(Array(bytes[..<end]), name: "main") } catch { return }
        do {
            let output = try templates.render("main", data: data, options: options)
            guard output.count <= options.limits.outputBytes else { throw FuzzFailure("the output is larger than its bound") }
        } catch let error as TemplateError {
            guard !error.message.isEmpty, !error.description.isEmpty else { throw FuzzFailure("an error says nothing") }
        } catch let error as FuzzFailure {
            throw error
        } catch {
            throw FuzzFailure("an error of another type: \(error)")
        }
    }
}
