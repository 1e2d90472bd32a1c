extension Dataset {
  var weights: [Double]? { nil }
}
