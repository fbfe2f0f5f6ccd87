import ArgumentParser

/// Requires that leads come from a flat file or from a project, and not from both.
///
/// - Throws: `ValidationError` when neither is given, or both.
func requireSource(_ data: String?, config: String?) throws {
  guard data != nil || config != nil else { throw twoSources("a CSV file") }
  try refuseTwoSources(data, config: config)
}

/// Refuses both a flat file and a project, where leads may also be left out.
///
/// - Parameters:
///   - data: The flat file.
///   - config: The project.
///   - name: How the flat file is given.
/// - Throws: `ValidationError` when both are given.
func refuseTwoSources(_ data: String?, config: String?, named name: String = "a CSV file") throws {
  guard data == nil || config == nil else { throw twoSources(name) }
}

private func twoSources(_ name: String) -> ValidationError {
  ValidationError("give either \(name) or a project with -c")
}

/// Refuses options that only projects have where no project is given.
func refuseProjectOptions(_ given: KeyValuePairs<String, Bool>, config: String?) throws {
  guard config == nil, let option = given.first(where: \.value)?.key else { return }
  throw ValidationError("\(option) is for projects; give one with -c")
}
