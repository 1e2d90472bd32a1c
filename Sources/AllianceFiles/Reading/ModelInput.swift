import Regression
import SourceText

/// The innovation model of an alliance as far as it could be read.
struct ModelInput {
  let file: SourceFile
  /// Nil when the file is there and does not hold a model; its problems are reported.
  let model: InnovationModel?

  init?(_ reference: FileReference, in folder: Folder, into collector: ProblemCollector) {
    do throws(InputProblems) {
      file = try folder.file(reference)
    } catch {
      collector.report(error.problems)
      return nil
    }
    do throws(InputProblems) {
      model = try InnovationModel(file)
    } catch {
      collector.report(error.problems)
      model = nil
    }
  }
}

extension TableReader {
  /// Whether the table at the top of a file is that of a model and of no alliance.
  var isModel: Bool { has("formula") && has("coefficients") && !has("levers") && !has("members") }
}

extension InnovationModel {
  /// A model in which each of `variables` adds to the output, for use where the real one cannot be read; nil when the
  /// names do not make a formula.
  init?(standInFor variables: [String]) {
    let names = variables.map { "`\($0)`" }
    guard !variables.contains(where: { $0.contains("`") }),
      let formula = try? Formula("`stand-in` ~ \((["1"] + names).joined(separator: " + "))")
    else { return nil }
    let labels = ["(Intercept)"] + formula.terms.map(\.label)
    guard
      let model = try? InnovationModel(
        formula: formula, family: .gaussian(smearing: nil), coefficients: labels.map { ($0, 1) })
    else { return nil }
    self = model
  }
}
