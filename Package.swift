// swift-tools-version: 6.2
import PackageDescription

// Rundblick's modules, from the bottom up. Imports point downward only: `HouseRulesTests` holds the arrows.
// A feature is one folder and one target; only `App` knows all of them.

let strict: [SwiftSetting] = [.enableUpcomingFeature("ExistentialAny")]

/// A target of ours: `name` under `folder`, with our language settings.
func module(_ name: String, in folder: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/\(folder)", swiftSettings: strict)
}

/// The tests of one target.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: strict)
}

let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
    name: "rundblick",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "rundblick", targets: ["rundblick"]),
        .executable(name: "lab", targets: ["lab"]),
        .library(name: "CRDT", targets: ["CRDT"]),
    ],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(
            url: "https://github.com/apple/swift-configuration", from: "1.4.0",
            traits: ["JSON", "CommandLineArguments"]),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // C libraries of the system
        .systemLibrary(
            name: "CPostgres", path: "Sources/CLibraries/CPostgres", pkgConfig: "libpq",
            providers: [.apt(["libpq-dev"])]),
        .systemLibrary(
            name: "CSodium", path: "Sources/CLibraries/CSodium", pkgConfig: "libsodium",
            providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(
            name: "CGMime", path: "Sources/CLibraries/CGMime", pkgConfig: "gmime-3.0",
            providers: [.apt(["libgmime-3.0-dev"])]),
        .systemLibrary(
            name: "CStemmer", path: "Sources/CLibraries/CStemmer", providers: [.apt(["libstemmer-dev"])]),
        .systemLibrary(
            name: "COath", path: "Sources/CLibraries/COath", pkgConfig: "liboath",
            providers: [.apt(["liboath-dev"])]),
        .systemLibrary(
            name: "CQREncode", path: "Sources/CLibraries/CQREncode", pkgConfig: "libqrencode",
            providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(
            name: "CZlib", path: "Sources/CLibraries/CZlib", pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"])]),

        // Engines: pure, no input or output
        module("CRDT", in: "Engines/CRDT"),
        module("Language", in: "Engines/Language", ["CStemmer"]),
        module("Linkage", in: "Engines/Linkage", ["Language"]),
        module("Formats", in: "Engines/Formats", ["CGMime"]),
        module("Statistics", in: "Engines/Statistics"),
        .target(
            name: "Learning", dependencies: ["Language", "Statistics"], path: "Sources/Engines/Learning",
            resources: [.copy("Text/Models")], swiftSettings: strict),

        // The ground
        module("Platform", in: "Platform"),
        module(
            "Storage", in: "Storage",
            [
                "Platform", "Language", "CPostgres", "CSodium", logging, metrics, lifecycle,
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "DequeModule", package: "swift-collections"),
            ]),
        .target(
            name: "Client", path: "Client", exclude: ["README.md", "gallery"],
            resources: [.copy("styles"), .copy("modules"), .copy("icons.svg"), .copy("favicon.svg")],
            swiftSettings: strict),
        module(
            "Web", in: "Web",
            [
                "Platform", "Storage", "Client", "CSodium", "CZlib", hummingbird, logging, metrics, lifecycle,
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),

        // Hostile bytes, each piece in a process of its own
        module("Cells", in: "Cells"),

        // Features
        module(
            "People", in: "Features/People",
            [
                "Platform", "Storage", "Web", "Language", "CSodium", "COath", "CQREncode",
                logging, lifecycle,
                .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        module("Timeline", in: "Features/Timeline", ["Platform", "Storage", "Web", "People"]),
        module(
            "Customers", in: "Features/Customers",
            ["Platform", "Storage", "Web", "People", "Timeline", "Language", "Linkage", "Formats"]),
        module(
            "Imports", in: "Features/Imports",
            [
                "Platform", "Storage", "Web", "Cells", "People", "Customers", "Timeline", "Language",
                "Linkage",
                "Formats",
            ]),
        module(
            "Search", in: "Features/Search",
            ["Platform", "Storage", "Web", "Language", "Formats", lifecycle, logging]),
        module(
            "Posts", in: "Features/Posts", ["Platform", "Storage", "Web", "Timeline", "Customers"]),
        module(
            "Duplicates", in: "Features/Duplicates",
            ["Platform", "Storage", "Web", "People", "Customers", "Timeline", "Linkage", logging, lifecycle]),

        // The whole
        module(
            "App", in: "App",
            [
                "Platform", "Storage", "Web", "Cells", "People", "Timeline", "Customers", "Imports", "Search",
                "Duplicates", "Posts", "Language",
                hummingbird, lifecycle, logging,
            ]),
        .executableTarget(
            name: "rundblick",
            dependencies: [
                "App", "Cells", "Imports", "Platform", "Storage", "Web", arguments,
                .product(name: "Configuration", package: "swift-configuration"),
            ],
            path: "Sources/rundblick", swiftSettings: strict),
        .executableTarget(
            name: "lab",
            dependencies: [
                "CRDT", "Language", "Linkage", "Formats", "Statistics", "Learning", "CZlib", arguments,
            ],
            path: "Sources/lab", swiftSettings: strict),

        .executableTarget(
            name: "bench",
            dependencies: [
                "App", "Customers", "Search", "Timeline", "Storage", "Platform", "Web", "Recording",
                "CPostgres",
                arguments, logging,
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Benchmarks/Bench", swiftSettings: strict),

        // Tests
        tests("CRDTTests", ["CRDT"]),
        tests("LanguageTests", ["Language"]),
        tests("LinkageTests", ["Linkage"]),
        tests("FormatsTests", ["Formats"]),
        tests("StatisticsTests", ["Statistics"]),
        tests("LearningTests", ["Learning", "Language", "Statistics"]),
        tests("PlatformTests", ["Platform"]),
        tests("CellsTests", ["Cells", "cellprobe"]),
        tests(
            "GrowthTests",
            [
                "Platform", "Formats", "Language", "Linkage", "Learning", "Imports", "Web", "Customers",
                "Search",
            ]),
        tests("StorageTests", ["Storage", "TestKit", "crashwriter"]),
        tests("WebTests", ["Web", "App", "TestKit"]),
        tests(
            "ImportsTests",
            ["Imports", "Cells", "Customers", "People", "App", "TestKit", "cellprobe", logging]),
        tests(
            "SearchTests",
            [
                "Search", "Language", "Customers", "Timeline", "People", "Web", "Storage", "App", "TestKit",
                "Platform",
            ]),
        tests("DuplicatesTests", ["Duplicates", "Customers", "Timeline", "Imports", "App", "TestKit"]),
        tests("PostsTests", ["Posts", "App", "Customers", "Storage", "TestKit"]),
        tests("PeopleTests", ["People", "App", "TestKit"]),
        tests("CustomersTests", ["Customers", "Timeline", "People", "App", "TestKit", "Recording"]),
        tests(
            "AppTests",
            [
                "App", "Customers", "Duplicates", "People", "Storage", "Platform", "Web", "TestKit",
                "rundblick",
            ]),
        tests(
            "ConcurrencyTests", ["App", "Customers", "Imports", "People", "Platform", "Storage", "TestKit"]),
        tests("HouseRulesTests", []),
        .executableTarget(
            name: "cellprobe", dependencies: ["Cells", "Imports"], path: "Tests/CellProbe",
            swiftSettings: strict),
        .executableTarget(
            name: "crashwriter", dependencies: ["Storage"], path: "Tests/CrashWriter", swiftSettings: strict),
        .target(
            name: "Recording",
            dependencies: [
                "Platform", "Storage", "Web", .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            path: "Tests/Recording", swiftSettings: strict),
        .target(
            name: "TestKit",
            dependencies: [
                "App", "Storage", "Platform", "Web", "People", hummingbird,
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ],
            path: "Tests/TestKit", swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
