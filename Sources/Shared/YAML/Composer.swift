import JSON

/// Makes JSON values of events, with a stack of its own, as go-yaml v2 and sigs.k8s.io/yaml do together.
struct Composer: ~Copyable {
    private var reader: EventReader
    private let limits: YAMLLimits
    private let isLocating: Bool
    private let selection: YAMLSelection?
    private var frames: [ComposerFrame] = []
    /// Which node each anchor of the document names: the one that began last.
    private var anchors: [String: Int] = [:]
    /// The nodes that have an anchor; those that are not complete are `nil`.
    private var anchored: [ComposedNode?] = []
    private var root: ComposedNode?
    private var aliases: AliasBudget

    init(
        _ text: UnsafeBufferPointer<UInt8>, limits: YAMLLimits, locating: Bool, selection: YAMLSelection? = nil
    ) throws(YAMLFault) {
        reader = try EventReader(text)
        self.limits = limits
        isLocating = locating
        self.selection = selection
        aliases = AliasBudget(limits: limits)
    }

    /// Reads all documents that are not empty.
    mutating func documents() throws(YAMLFault) -> [YAMLDocument] {
        var documents: [YAMLDocument] = []
        while true {
            let (event, mark) = try reader.next()
            switch event {
            case .streamStart:
                continue
            case .streamEnd:
                return documents
            case .documentStart:
                anchors.removeAll()
                anchored.removeAll()
                root = nil
                aliases = AliasBudget(limits: limits)
            case .documentEnd:
                guard let root, !root.value.isNull else { continue }
                documents.append(YAMLDocument(value: root.value, line: root.mark.line, locations: root.locations))
            case .alias(let name):
                try finish(try resolve(name, at: mark))
            case .scalar(let scalar):
                try compose(scalar, at: mark)
            case .sequenceStart(let anchor):
                try open(anchor, isMapping: false, at: mark)
            case .mappingStart(let anchor):
                try open(anchor, isMapping: true, at: mark)
            case .sequenceEnd, .mappingEnd:
                try close()
            }
        }
    }

    private mutating func compose(_ scalar: Event.Scalar, at mark: YAMLMark) throws(YAMLFault) {
        var node = try ScalarResolution.node(of: scalar, at: mark)
        node.bytes = scalar.text.utf8.count
        node.locations = isLocating ? YAMLLocations(mark: mark) : nil
        aliases.count(1)
        if let anchor = scalar.anchor { anchored[declare(anchor)] = node }
        try finish(node)
    }

    private mutating func open(_ anchor: String?, isMapping: Bool, at mark: YAMLMark) throws(YAMLFault) {
        guard frames.count < limits.depth else { throw YAMLFault(.tooDeep(limit: limits.depth), mark) }
        var isMergeList = false
        if let top = frames.last, top.isMapping {
            guard let key = top.key else {
                throw YAMLFault(.invalidKey(isMapping ? "a mapping" : "a sequence"), mark)
            }
            if case .merge = key.key { isMergeList = !isMapping }
        } else if let top = frames.last, top.isMergeList, !isMapping {
            throw YAMLFault(.invalidMerge, mark)
        }
        aliases.count(1)
        var frame = ComposerFrame(
            isMapping: isMapping, isMergeList: isMergeList, mark: mark, anchor: anchor.map { declare($0) },
            locations: isLocating ? YAMLLocations(mark: mark) : nil)
        if selection != nil, let top = frames.last {
            frame.path = top.path
            if case .string(let key)? = top.key?.key { frame.path.append(key) }
        }
        frames.append(frame)
    }

    private mutating func close() throws(YAMLFault) {
        guard var frame = frames.popLast() else { return }
        var node = ComposedNode(value: .null, mark: frame.mark, nodes: frame.nodes, depth: frame.depth &+ 1, bytes: frame.bytes)
        if frame.isMapping {
            node.value = .object(frame.object)
        } else {
            node.value = .array(frame.elements.map(\.value))
            if isLocating { frame.locations?.elements = frame.elements.compactMap(\.locations) }
        }
        node.locations = frame.locations
        if let anchor = frame.anchor { anchored[anchor] = node }
        if frame.isMergeList {
            try finishMerge(of: frame)
        } else {
            try finish(node)
        }
    }

    /// Merges the mappings after `<<`, the last one first, so that the earlier ones win.
    private mutating func finishMerge(of list: ComposerFrame) throws(YAMLFault) {
        let top = frames.count - 1
        frames[top].key = nil
        frames[top].nodes &+= list.nodes
        frames[top].bytes &+= list.bytes
        frames[top].depth = max(frames[top].depth, list.depth)
        for node in list.elements.reversed() { try frames[top].merge(node) }
    }

    /// Puts a complete node where it belongs.
    private mutating func finish(_ node: ComposedNode) throws(YAMLFault) {
        let isKey = frames.last.map { $0.isMapping && $0.key == nil } ?? false
        if let text = node.unrepresentable, !isKey { throw YAMLFault(.unrepresentable(text), node.mark) }
        guard !frames.isEmpty else {
            root = node
            return
        }
        let top = frames.count - 1
        frames[top].nodes &+= node.nodes
        frames[top].bytes &+= node.bytes
        frames[top].depth = max(frames[top].depth, node.depth)
        if !frames[top].isMapping {
            if frames[top].isMergeList, node.value.objectValue == nil { throw YAMLFault(.invalidMerge, node.mark) }
            frames[top].elements.append(node)
        } else if let (key, mark) = frames[top].key {
            frames[top].key = nil
            switch key {
            case .string(let key): try frames[top].add(key, at: mark, node)
            case .merge: try frames[top].merge(node)
            case .invalid(let kind): throw YAMLFault(.invalidKey(kind), mark)
            }
        } else {
            if case .invalid(let kind) = node.key { throw YAMLFault(.invalidKey(kind), node.mark) }
            frames[top].key = (node.key, node.mark)
            if case .string(let key) = node.key, let selection, !selection.keeps(key, below: frames[top].path) {
                try reader.skipNode(maximumDepth: limits.depth - frames.count)
                frames[top].key = nil
            }
        }
    }

    /// Lets an anchor name the node that begins, and gives the place for that node.
    private mutating func declare(_ anchor: String) -> Int {
        anchors[anchor] = anchored.count
        anchored.append(nil)
        return anchored.count - 1
    }

    /// The node that an alias stands for.
    private mutating func resolve(_ name: String, at mark: YAMLMark) throws(YAMLFault) -> ComposedNode {
        guard let place = anchors[name] else { throw YAMLFault(.unknownAnchor(name), mark) }
        guard var node = anchored[place] else { throw YAMLFault(.anchorContainsItself(name), mark) }
        guard aliases.expand(nodes: node.nodes, bytes: node.bytes) else { throw YAMLFault(.excessiveAliasing, mark) }
        guard frames.count &+ node.depth <= limits.depth else { throw YAMLFault(.tooDeep(limit: limits.depth), mark) }
        node.nodes &+= 1
        node.mark = mark
        // An alias of "<<" is a string, not a merge.
        if case .merge = node.key { node.key = .string("<<") }
        return node
    }
}
