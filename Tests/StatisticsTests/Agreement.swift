/// Whether `value` agrees with `reference` up to the relative tolerance.
func agrees(_ value: Double, _ reference: Double, within tolerance: Double = 1e-13) -> Bool {
  value == reference || abs(value - reference) <= tolerance * abs(reference)
}
