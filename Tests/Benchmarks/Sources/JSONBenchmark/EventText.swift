import JSON

/// Change events as the watcher tells them, of about 650 bytes each.
enum EventText {
    /// Makes events of differing content, the same ones in every run.
    static func lines(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        for number in 0..<count {
            event(number).write(into: &bytes)
            bytes.append(UInt8(ascii: "\n"))
        }
        return bytes
    }

    private static let names = [
        "ahab", "ishmael", "queequeg", "starbuck", "stubb", "flask", "tashtego", "daggoo", "pip", "fedallah",
    ]

    private static func event(_ number: Int) -> JSONValue {
        let name = "\(names[number % names.count])-\(number)"
        let moment = "2026-11-21T1\(number % 10):\(10 + number % 50):\(10 + number % 49)Z"
        return [
            "specversion": "1.0",
            "id": .string("characters-\(number)"),
            "source": "/fairlead/watcher/characters",
            "type": "dev.fairlead.change",
            "subject": .string("Character.stable.example.com/default/\(name)"),
            "time": .string(moment),
            "sequence": .string("\(1_000_000 + number)"),
            "partitionkey": .string("characters.stable.example.com/default/\(name)"),
            "data": [
                "change": number.isMultiple(of: 3) ? "added" : "updated",
                "object": [
                    "apiVersion": "stable.example.com/v1",
                    "kind": "Character",
                    "metadata": [
                        "creationTimestamp": .string(moment),
                        "generation": .integer(Int64(number % 9)),
                        "name": .string(name),
                        "namespace": "default",
                        "resourceVersion": .string("\(40_000 + number * 7)"),
                        "uid": .string("6f1e4b4e-0c6c-4a9e-9d6e-\(100_000_000_000 + number)"),
                    ],
                    "spec": ["By": "Herman Melville", "Name": .string("Captain \"\(name)\""), "weight": 82.5],
                ],
            ],
        ]
    }
}
