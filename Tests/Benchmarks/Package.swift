// swift-tools-version: 6.2
import PackageDescription

/// Every target is Swift 6, without warnings.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "fairlead", path: "../..")],
    targets: [
        .target(name: "BenchmarkFiles", swiftSettings: strict),
        .executableTarget(
            name: "JSONBenchmark", dependencies: ["BenchmarkFiles", .product(name: "JSON", package: "fairlead")],
            swiftSettings: strict),
        .executableTarget(
            name: "TemplateBenchmark",
            dependencies: [
                "BenchmarkFiles", .product(name: "GoTemplate", package: "fairlead"), .product(name: "JSON", package: "fairlead"),
            ],
            swiftSettings: strict),
    ]
)
