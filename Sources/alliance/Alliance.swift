@main
struct AllianceCommand {
  static func main() { print("alliance") }
}
