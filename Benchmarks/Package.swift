// swift-tools-version: 6.1
import PackageDescription

// Apart from the planner's own package, so that building and testing that one never builds this one.

let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "AlliancePlanner", path: "..")],
  targets: [
    .executableTarget(
      name: "benchmarks", dependencies: [.product(name: "AlliancePlanner", package: "AlliancePlanner")])
  ],
  swiftLanguageModes: [.v6]
)
