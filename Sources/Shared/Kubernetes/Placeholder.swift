// A place kept.
