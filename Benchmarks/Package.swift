// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that what benchmarks need never burdens a user of the library.
let package = Package(
  name: "benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "leadscore", path: "..")],
  targets: [
    .executableTarget(
      name: "read-csv", dependencies: [.product(name: "Tables", package: "leadscore")]),
    .executableTarget(
      name: "fit",
      dependencies: [
        .product(name: "LinearAlgebra", package: "leadscore"),
        .product(name: "Training", package: "leadscore"),
      ]),
    .executableTarget(
      name: "compare", dependencies: [.product(name: "Evaluation", package: "leadscore")]),
    .executableTarget(
      name: "coverage",
      dependencies: [
        .product(name: "Evaluation", package: "leadscore"),
        .product(name: "LinearAlgebra", package: "leadscore"),
        .product(name: "Training", package: "leadscore"),
      ]),
  ]
)
