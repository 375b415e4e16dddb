/// One run of a template: what a function may ask of it.
public final class Execution {
    init() {}
}
