import SourceText

/// What can be wrong with the firms for which a model is to predict, or should be known about a prediction.
public enum PredictionFact: InputFact, Hashable {
  /// A category has a level that the model does not know.
  case unknownLevel(column: String, level: String, known: [String])
  /// No coefficient names these levels of a category whose levels the model does not list: they count as the reference. A
  /// warning.
  case takenForReference(column: String, levels: [String])
  /// These firms lack a value, so that nothing is predicted for them. A warning.
  case missingValue(column: String, firms: [String])
  /// These firms lie outside the values of a variable that the model was fitted on. A warning.
  case outsideRange(variable: String, range: ClosedRange<Double>, firms: [String])
  /// The expected output of these firms is no finite number. A warning.
  case notFinite(firms: [String])
  /// The model has no covariance matrix, from which alone the error of a prediction follows. A warning.
  case covarianceUnknown(hasStandardErrors: Bool)
}
