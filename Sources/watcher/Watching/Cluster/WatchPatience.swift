/// How often something has to be said to a watch before it is believed.
enum WatchPatience {
    /// In a run of `--once`, this many failures in a row are the end.
    static let failuresAllowedOnce = 5
    /// So often discovery has to deny a source: an API server that starts may deny at first what it serves.
    static let denialsBelieved = 2
    /// So often if nobody says whether the resource is defined.
    static let bareDenialsBelieved = 4
}
