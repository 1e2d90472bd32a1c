// swift-tools-version: 6.1
import PackageDescription

// The targets and who may import whom are described in CONTRIBUTING.md and
// enforced by Tests/ArchitectureTests. Dependencies below are the same table.

let package = Package(
  name: "AlliancePlanner",
  products: [
    .executable(name: "alliance", targets: ["alliance"]),
    .library(
      name: "AlliancePlanner",
      targets: [
        "SourceText", "LinearProgramming", "GLPKSolver", "Statistics", "Regression", "Alliances", "Planning", "Studies",
        "AllianceFiles", "Reporting",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/onevcat/Rainbow", from: "4.2.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    // C libraries
    .target(name: "CGLPK", linkerSettings: [.linkedLibrary("glpk")]),
    .systemLibrary(name: "CLAPACK", providers: [.apt(["liblapacke-dev", "libopenblas-dev"])]),
    .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),

    // The planner, from the leaves up
    .target(name: "SourceText"),
    .target(name: "LinearProgramming"),
    .target(name: "GLPKSolver", dependencies: ["LinearProgramming", "CGLPK"]),
    .target(name: "Statistics", dependencies: ["CLAPACK", "CGSL"]),
    .target(name: "Regression", dependencies: ["Statistics", "SourceText"]),
    .target(name: "Alliances", dependencies: ["Regression", "SourceText"]),
    .target(name: "Planning", dependencies: ["Alliances", "Regression", "LinearProgramming"]),
    .target(
      name: "Studies",
      dependencies: ["Planning", "Alliances", "Regression", "LinearProgramming", "Statistics", "SourceText"]),
    .target(
      name: "AllianceFiles",
      dependencies: [
        "Alliances", "Planning", "Studies", "Regression", "LinearProgramming", "Statistics", "SourceText",
        .product(name: "Yams", package: "Yams"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(
      name: "Reporting",
      dependencies: [
        "Alliances", "Planning", "Studies", "Regression", "LinearProgramming", "SourceText",
        .product(name: "Rainbow", package: "Rainbow"),
      ]),
    .executableTarget(
      name: "alliance",
      dependencies: [
        "Alliances", "Planning", "Studies", "Regression", "AllianceFiles", "Reporting", "LinearProgramming",
        "GLPKSolver",
        "SourceText",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Tests
    .target(
      name: "TestSupport", dependencies: ["Alliances", "Regression", "LinearProgramming", "GLPKSolver"],
      path: "Tests/TestSupport"),
    .testTarget(
      name: "AllianceFilesTests",
      dependencies: [
        "AllianceFiles", "Alliances", "GLPKSolver", "Planning", "Regression", "SourceText", "Statistics", "TestSupport",
      ]),
    .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"]),
    .testTarget(name: "AlliancesTests", dependencies: ["Alliances", "Regression", "TestSupport"]),
    .testTarget(
      name: "PlanningTests",
      dependencies: ["Planning", "Alliances", "Regression", "LinearProgramming", "GLPKSolver", "TestSupport"]),
    .testTarget(
      name: "StudiesTests",
      dependencies: [
        "Studies", "Planning", "Alliances", "Regression", "LinearProgramming", "GLPKSolver", "SourceText",
        "Statistics", "TestSupport",
      ]),
    .testTarget(name: "LinearProgrammingTests", dependencies: ["LinearProgramming", "TestSupport"]),
    .testTarget(name: "GLPKSolverTests", dependencies: ["GLPKSolver", "LinearProgramming", "TestSupport"]),
    .testTarget(name: "SourceTextTests", dependencies: ["SourceText"]),
    .testTarget(name: "StatisticsTests", dependencies: ["Statistics"]),
    .testTarget(
      name: "RegressionTests", dependencies: ["Regression", "Statistics", "SourceText"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "Reporting", "Alliances", "Planning", "Studies", "Regression", "LinearProgramming", "GLPKSolver", "SourceText",
        "TestSupport",
      ], exclude: ["Golden"]),
    .testTarget(name: "CommandLineTests", dependencies: ["alliance", "TestSupport"], exclude: ["Golden"]),
  ],
  swiftLanguageModes: [.v6]
)
