import JSON

/// Custom resources for the templates of the example, the same ones in every run.
enum Characters {
    static func lines(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for number in 0..<count {
            character(number).write(into: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    private static let names = ["Alice", "The Cheshire Cat", "Sherlock Holmes", "Captain \"Ahab\"", "Dr. Watson"]

    private static func character(_ number: Int) -> JSONValue {
        var spec: JSONObject = [
            "Name": .string(names[number % names.count]), "From": "Alice's Adventures in Wonderland", "By": "Lewis Carroll",
        ]
        if number.isMultiple(of: 3) { spec["Quotes"] = ["We're all mad here.", "Curiouser and \"curiouser\"!"] }
        if number.isMultiple(of: 4) { spec["Understudies"] = .integer(Int64(number % 7)) }
        return [
            "apiVersion": "stable.example.com/v1", "kind": "Character",
            "metadata": [
                "name": .string("character-\(number)"), "namespace": "default", "generation": 1,
                "uid": .string("6f1e4b4e-0c6c-4a9e-9d6e-\(100_000_000_000 + number)"),
            ],
            "spec": .object(spec),
        ]
    }
}
