// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "leadscore",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "leadscore", targets: ["leadscore"]),
    .library(name: "Tables", targets: ["Tables"]),
    .library(name: "LinearAlgebra", targets: ["LinearAlgebra"]),
    .library(name: "FeatureExtraction", targets: ["FeatureExtraction"]),
    .library(name: "Training", targets: ["Training"]),
    .library(name: "Prediction", targets: ["Prediction"]),
    .library(name: "RuleScoring", targets: ["RuleScoring"]),
    .library(name: "Evaluation", targets: ["Evaluation"]),
    .library(name: "Monitoring", targets: ["Monitoring"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Layer 0: C libraries
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas lapacke",
      providers: [.apt(["libopenblas-dev", "liblapacke-dev"])]),
    .target(name: "CRowKernels"),
    .systemLibrary(name: "CPostgreSQL", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),

    // Layer 1: numbers, tables, judgements, histories with known truth
    .target(
      name: "LinearAlgebra", dependencies: ["COpenBLAS", "CRowKernels"],
      linkerSettings: [.linkedLibrary("m")]),
    .target(
      name: "Tables", dependencies: ["CRowKernels"], linkerSettings: [.linkedLibrary("m")]),
    .target(name: "Evaluation", linkerSettings: [.linkedLibrary("m")]),
    .target(name: "Simulation", linkerSettings: [.linkedLibrary("m")]),

    // Layer 2: what people declare in YAML; databases, which know tables, not leads
    .target(name: "YAMLDocuments", dependencies: ["Tables", "Yams"]),
    .target(
      name: "SQLiteStore",
      dependencies: ["Tables", .product(name: "GRDB", package: "GRDB.swift")]),
    .target(name: "PostgreSQLStore", dependencies: ["CPostgreSQL", "Tables"]),

    // Layer 3: what is known of a lead, as vectors
    .target(
      name: "FeatureExtraction", dependencies: ["LinearAlgebra", "Tables", "YAMLDocuments"],
      resources: [.embedInCode("Explicit/Titles/english.yaml")]),

    // Layer 4: the artifact and the points table
    .target(
      name: "ScoringModel",
      dependencies: [
        "Evaluation", "FeatureExtraction", "LinearAlgebra", "Tables",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "RuleScoring", dependencies: ["FeatureExtraction", "Tables", "YAMLDocuments"]),

    // Databases read and written by their addresses
    .target(
      name: "Databases",
      dependencies: ["FeatureExtraction", "PostgreSQLStore", "SQLiteStore", "Tables"]),
    .target(
      name: "CustomerProfile", dependencies: ["Evaluation", "FeatureExtraction", "Tables"],
      linkerSettings: [.linkedLibrary("m")]),

    // Layer 5: fitting; scoring and explaining
    .target(
      name: "Training",
      dependencies: [
        "Evaluation", "FeatureExtraction", "LinearAlgebra", "RuleScoring", "ScoringModel", "Tables",
      ]),
    .target(
      name: "Prediction",
      dependencies: [
        "Evaluation", "FeatureExtraction", "LinearAlgebra", "RuleScoring", "ScoringModel", "Tables",
      ]),

    // Layer 5, beside them: drift and health
    .target(
      name: "Monitoring",
      dependencies: ["Evaluation", "FeatureExtraction", "ScoringModel", "Tables"],
      linkerSettings: [.linkedLibrary("m")]),

    // Layer 6: what history says of a points table; pages people look at
    .target(
      name: "RuleLearning",
      dependencies: [
        "Evaluation", "FeatureExtraction", "LinearAlgebra", "RuleScoring", "ScoringModel", "Tables",
        "Training", "YAMLDocuments",
      ],
      linkerSettings: [.linkedLibrary("m")]),
    .target(
      name: "Reporting",
      dependencies: [
        "CustomerProfile", "Evaluation", "FeatureExtraction", "Monitoring", "Prediction",
        "RuleScoring", "ScoringModel", "Tables", "Training",
        .product(name: "Mustache", package: "swift-mustache"),
      ]),

    // Layer 7: the night run
    .target(
      name: "Nightly",
      dependencies: [
        "Databases", "FeatureExtraction", "Monitoring", "Prediction", "RuleScoring", "ScoringModel",
        "Tables", "YAMLDocuments",
      ]),

    // Layer 8: the command
    .executableTarget(
      name: "leadscore",
      dependencies: [
        "CustomerProfile", "Databases", "Evaluation", "FeatureExtraction", "LinearAlgebra",
        "Monitoring", "Nightly", "Prediction", "Reporting", "RuleLearning", "RuleScoring",
        "ScoringModel", "Simulation", "Tables", "Training", "YAMLDocuments",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Tests mirror the targets
    .target(name: "TestSupport", path: "Tests/TestSupport"),
    .target(
      name: "TestLeads", dependencies: ["Tables", "TestSupport", "Training"],
      path: "Tests/TestLeads"),
    .testTarget(name: "ArchitectureTests"),
    .testTarget(
      name: "LinearAlgebraTests", dependencies: ["CRowKernels", "LinearAlgebra", "TestSupport"]),
    .testTarget(name: "TablesTests", dependencies: ["CRowKernels", "Tables"]),
    .testTarget(name: "EvaluationTests", dependencies: ["Evaluation"]),
    .testTarget(name: "YAMLDocumentsTests", dependencies: ["Tables", "YAMLDocuments"]),
    .testTarget(
      name: "SQLiteStoreTests",
      dependencies: [
        "SQLiteStore", "Tables", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "PostgreSQLStoreTests", dependencies: ["PostgreSQLStore", "Tables", "TestSupport"]),
    .testTarget(
      name: "FeatureExtractionTests",
      dependencies: [
        "FeatureExtraction", "LinearAlgebra", "Simulation", "Tables", "TestLeads", "TestSupport",
        "YAMLDocuments",
      ]),
    .testTarget(
      name: "RuleScoringTests",
      dependencies: [
        "FeatureExtraction", "RuleScoring", "Tables", "TestSupport", "YAMLDocuments",
      ]),
    .testTarget(
      name: "RuleLearningTests",
      dependencies: [
        "Evaluation", "FeatureExtraction", "LinearAlgebra", "Prediction", "RuleLearning",
        "RuleScoring", "ScoringModel", "Simulation", "Tables", "TestLeads", "TestSupport",
        "Training", "YAMLDocuments",
      ]),
    .testTarget(
      name: "ScoringModelTests",
      dependencies: [
        "Evaluation", "FeatureExtraction", "LinearAlgebra", "ScoringModel", "Tables",
        "TestLeads", "TestSupport", "Training",
      ], exclude: ["Registry/Golden"]),
    .testTarget(
      name: "TrainingTests",
      dependencies: [
        "Evaluation", "FeatureExtraction", "LinearAlgebra", "RuleScoring", "ScoringModel",
        "Simulation", "Tables", "TestLeads", "TestSupport", "Training", "YAMLDocuments",
      ]),
    .testTarget(
      name: "CustomerProfileTests",
      dependencies: ["CustomerProfile", "Evaluation", "FeatureExtraction", "Tables", "TestSupport"]),
    .testTarget(
      name: "PredictionTests",
      dependencies: [
        "Evaluation", "FeatureExtraction", "LinearAlgebra", "Prediction", "RuleScoring",
        "ScoringModel", "Tables", "TestLeads", "TestSupport", "Training",
      ]),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "Evaluation", "FeatureExtraction", "Monitoring", "Prediction", "Reporting", "RuleScoring",
        "ScoringModel", "Tables", "TestLeads", "TestSupport", "Training",
      ]),
    .testTarget(
      name: "NightlyTests",
      dependencies: [
        "FeatureExtraction", "Monitoring", "Nightly", "ScoringModel", "Tables", "TestSupport",
      ]),
    .testTarget(
      name: "MonitoringTests",
      dependencies: [
        "Evaluation", "FeatureExtraction", "LinearAlgebra", "Monitoring", "ScoringModel", "Tables",
        "TestSupport",
      ]),
    .testTarget(name: "SimulationTests", dependencies: ["Simulation"]),
    .testTarget(name: "CommandTests", dependencies: ["leadscore"]),
    .executableTarget(
      name: "ReadmeExample", dependencies: ["Prediction", "Tables", "Training"],
      path: "Tests/ReadmeExample"),
    .testTarget(name: "ReadmeTests", dependencies: ["ReadmeExample"]),
  ]
)

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
]
for target in package.targets where target.type != .system && target.name != "CRowKernels" {
  target.swiftSettings = settings
}
