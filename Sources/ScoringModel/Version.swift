/// The version of the package.
public let leadscoreVersion = "0.1.0"
