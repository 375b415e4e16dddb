import GoTemplate

extension Execution {
    /// The inputs that values of this run derive from.
    ///
    /// - Throws: An error that says how to allow it, if there is no seed.
    func drawingInputs() throws(FunctionError) -> (inputs: StableInputs, seed: RandomSeed) {
        guard let inputs = (environment as? any SprigEnvironment)?.stableInputs, let seed = inputs.seed else {
            throw FunctionError("random values need a seed: give --seed-file FILE, or --insecure-seed where secrecy is no matter")
        }
        return (inputs, seed)
    }

    /// The random bytes of the call at hand.
    ///
    /// They depend on the seed, the owner, its rotation, the template, the function, and which of the template's calls of
    /// the function it is: what stands around the call may change. A call in a loop gets others each time.
    func randomStream() throws(FunctionError) -> RandomStream {
        let (inputs, seed) = try drawingInputs()
        guard let draw = nextDraw() else { throw FunctionError("random values are drawn by templates only") }
        return RandomStream(
            seed, purpose: [inputs.owner, inputs.rotation, draw.template, draw.function, "\(draw.ordinal)", "\(draw.round)"])
    }
}
