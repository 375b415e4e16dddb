/// Thrown for a text that is left to libyaml.
struct Unusual: Error {}
