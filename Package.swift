// swift-tools-version: 6.2
import PackageDescription

/// Every target is Swift 6, without warnings.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A layer that at least two programs need: `Sources/Shared/NAME`.
func shared(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/Shared/\(name)", swiftSettings: strict)
}

/// A library of one program: `Sources/PROGRAM/NAME`.
func library(_ name: String, of program: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/\(program)/\(name)", swiftSettings: strict)
}

/// A program: options and wiring only, in `Sources/NAME/Command`.
///
/// Its release binary needs no Swift runtime beside it; the two
/// libraries named are what the static FoundationEssentials (behind ArgumentParser) leaves out of its own link line.
func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
        name: name, dependencies: dependencies + [arguments], path: "Sources/\(name)/Command", swiftSettings: strict,
        linkerSettings: [
            .unsafeFlags(
                [
                    "-static-stdlib", "-Xclang-linker", "-no-pie", "-Xlinker", "-l_FoundationCShims", "-Xlinker",
                    "-l_FoundationCollections",
                ],
                .when(configuration: .release))
        ])
}

/// The tests of one module: `Tests/NAMETests`.
func tests(of name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.target(name: name)] + dependencies, path: "Tests/\(name)Tests",
        exclude: exclude, swiftSettings: strict)
}

let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let collections: Target.Dependency = .product(name: "DequeModule", package: "swift-collections")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let encodings: Target.Dependency = .product(name: "SwiftASN1", package: "swift-asn1")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let system: Target.Dependency = .product(name: "SystemPackage", package: "swift-system")

/// What the fuzz targets give bytes to.
let fuzzed: [Target.Dependency] = ["GoTemplate", "Sprig", "Helm", "YAML", "JSON"]

let package = Package(
    name: "fairlead",
    products: [
        .executable(name: "watcher", targets: ["watcher"]),
        .executable(name: "renderer", targets: ["renderer"]),
        .executable(name: "applier", targets: ["applier"]),
        .library(name: "GoTemplate", targets: ["GoTemplate"]),
        .library(name: "Sprig", targets: ["Sprig"]),
        .library(name: "JSON", targets: ["JSON"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CCurl", path: "Sources/Shared/CCurl", pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(
            name: "CYaml", path: "Sources/Shared/CYaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CLinux", path: "Sources/Shared/CLinux"),
        .systemLibrary(name: "CVector", path: "Sources/Shared/CVector"),
        shared("Encoding"),
        shared("JSON", ["CVector"]),
        shared("YAML", ["Encoding", "JSON", "CYaml", "CVector"]),
        shared("Unix", ["CLinux", collections]),
        shared("HTTP", ["CCurl"]),
        shared("Kubernetes", ["HTTP", "YAML", "JSON", "Encoding", "Unix", logging, subprocess, system]),
        shared("Events", ["JSON", "Unix", collections]),
        shared("Operations", ["Unix", "CLinux", "JSON", logging, metrics, signals]),
        shared("Diagnostics"),
        shared("Configuration", ["Diagnostics", "YAML", "JSON"]),
        shared("CommandLine", ["Configuration", "JSON", "Events", "Operations", "Kubernetes", arguments, logging]),

        library(
            "Watching", of: "watcher",
            ["Kubernetes", "Events", "Operations", "Encoding", "YAML", "JSON", "Unix", logging, metrics, collections]),
        program("watcher", ["Watching", "CommandLine"]),

        library("GoTemplate", of: "renderer", ["JSON", "Encoding"]),
        .target(name: "CRE2", path: "Sources/renderer/CRE2", linkerSettings: [.linkedLibrary("re2")]),
        .systemLibrary(name: "CCrypt", path: "Sources/renderer/CCrypt", providers: [.apt(["libcrypt-dev"])]),
        library("RegularExpressions", of: "renderer", ["GoTemplate", "CRE2"]),
        library("JSONSchema", of: "renderer", ["GoTemplate", "JSON", "RegularExpressions"]),
        library(
            "Sprig", of: "renderer",
            ["GoTemplate", "JSON", "Encoding", "Unix", "RegularExpressions", "CCrypt", crypto, cryptoExtras, encodings]),
        .systemLibrary(
            name: "CArchive", path: "Sources/renderer/CArchive", pkgConfig: "libarchive",
            providers: [.apt(["libarchive-dev"])]),
        library(
            "Helm", of: "renderer",
            [
                "Configuration", "Diagnostics", "GoTemplate", "Sprig", "JSONSchema", "YAML", "JSON", "Encoding", "Unix",
                "CArchive",
            ]),
        library(
            "ChartSources", of: "renderer",
            ["Helm", "Sprig", "Diagnostics", "Encoding", "HTTP", "YAML", "JSON", "Unix", crypto, logging]),
        library(
            "Rendering", of: "renderer",
            [
                "GoTemplate", "Sprig", "Helm", "Diagnostics", "Events", "Operations", "YAML", "JSON", "Encoding", "Unix",
                "CLinux", crypto, logging, metrics, collections,
            ]),
        library("Linting", of: "renderer", ["Diagnostics", "GoTemplate", "Helm", "YAML", "JSON"]),
        program("renderer", ["Rendering", "ChartSources", "Helm", "Linting", "CommandLine", logging]),

        library(
            "Reconciling", of: "applier",
            ["Kubernetes", "Events", "Operations", "YAML", "JSON", "Encoding", "Unix", crypto, logging, metrics, collections]),
        program("applier", ["Reconciling", "CommandLine"]),

        // What they measure is no product, so that they cannot be in the benchmarks' own package.
        .executableTarget(
            name: "YAMLBenchmark", dependencies: ["YAML", "JSON", "Unix"], path: "Tests/Benchmarks/Sources/YAMLBenchmark",
            swiftSettings: strict),
        .executableTarget(
            name: "ChartBenchmark", dependencies: ["Helm", "GoTemplate", "JSON", "Unix"],
            path: "Tests/Benchmarks/Sources/ChartBenchmark", swiftSettings: strict),

        .target(
            name: "TestSupport", dependencies: ["CLinux", "Encoding", "JSON", "YAML", "Unix", logging, subprocess],
            path: "Tests/TestSupport",
            exclude: ["go-toolchain", "kubectl-toolchain", "oracle.go", "python-jsonschema"], swiftSettings: strict),
        .target(
            name: "TemplateTesting", dependencies: ["TestSupport", "GoTemplate", "Encoding", "JSON", "Unix"],
            path: "Tests/TemplateTesting",
            swiftSettings: strict),
        tests(of: "Encoding"),
        tests(of: "JSON", ["TestSupport", "Encoding"], exclude: ["Oracle"]),
        tests(of: "YAML", ["TestSupport", "Encoding", "JSON"], exclude: ["Oracle"]),
        tests(of: "Unix", ["TestSupport"]),
        tests(of: "HTTP", ["TestSupport", "JSON", "Unix"], exclude: ["Server"]),
        tests(of: "Kubernetes", ["TestSupport", "Encoding", "HTTP", "JSON", "Unix", logging]),
        tests(of: "Events", ["TestSupport"]),
        tests(of: "Operations", ["TestSupport"]),
        tests(of: "Diagnostics"),
        tests(of: "Configuration", ["TestSupport", "JSON", "YAML"]),
        tests(of: "CommandLine", ["TestSupport", "Configuration", arguments]),
        tests(of: "Watching", ["TestSupport"]),
        tests(of: "GoTemplate", ["TemplateTesting", "TestSupport", "JSON"], exclude: ["Corpus", "Oracle"]),
        tests(of: "JSONSchema", ["TestSupport", "JSON", "Unix"], exclude: ["Corpus", "Oracle"]),
        tests(
            of: "Sprig", ["TemplateTesting", "TestSupport", "GoTemplate", "Encoding", "JSON", "RegularExpressions"],
            exclude: ["Corpus", "Oracle"]),
        tests(
            of: "Helm", ["TestSupport", "Configuration", "GoTemplate", "JSON", "JSONSchema", "YAML", "Unix"],
            exclude: ["Charts", "Oracle"]),
        tests(
            of: "ChartSources", ["TestSupport", "Helm", "HTTP", "JSON", "Unix", logging],
            exclude: ["Server"]),
        tests(of: "Rendering", ["TestSupport", "Helm", "GoTemplate", "JSON"]),
        tests(of: "Linting", ["TestSupport", "Helm", "GoTemplate", "JSON", "YAML"]),
        tests(of: "Reconciling", ["TestSupport"]),
        .testTarget(
            name: "FuzzTests", dependencies: fuzzed + ["TestSupport", "Encoding", "Unix"], path: "Tests/FuzzTests",
            exclude: ["Corpus", "fuzz", "template.dict"], swiftSettings: strict),
        .testTarget(
            name: "PipelineTests", dependencies: ["TestSupport", "Events", "JSON", "YAML", "Unix"], path: "Tests/PipelineTests",
            swiftSettings: strict),
    ]
)

// The fuzz targets, which else are a part of their tests, as the library that libFuzzer's main program is linked with.
if Context.environment["FAIRLEAD_FUZZING"] != nil {
    package.targets.removeAll { $0.name == "FuzzTests" }
    package.targets.append(
        .target(name: "FuzzTargets", dependencies: fuzzed, path: "Tests/FuzzTests/Targets", swiftSettings: strict))
    package.products.append(.library(name: "FuzzTargets", type: .static, targets: ["FuzzTargets"]))
}
