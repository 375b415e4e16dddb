/// The functions that random calls are made of, by the groups that are tested together.
enum FunctionGroups {
    static let all: [String: [String]] = [
        "texts": [
            "upper", "lower", "title", "untitle", "swapcase", "camelcase", "snakecase", "kebabcase", "trim", "trimAll", "trimall",
            "trimPrefix", "trimSuffix", "nospace", "initials", "contains", "hasPrefix", "hasSuffix",
        ],
        "sized texts": [
            "repeat", "indent", "nindent", "trunc", "substr", "abbrev", "abbrevboth", "wrap", "wrapWith", "replace", "plural",
        ],
        "lists": [
            "list", "tuple", "concat", "append", "push", "mustAppend", "mustPush", "prepend", "mustPrepend", "first",
            "mustFirst", "last", "mustLast", "rest", "mustRest", "initial", "mustInitial", "reverse", "mustReverse",
        ],
        "selections of lists": [
            "compact", "mustCompact", "uniq", "mustUniq", "without", "mustWithout", "has", "mustHas", "slice", "mustSlice",
            "chunk", "mustChunk",
        ],
        "lists of texts": ["join", "split", "splitn", "splitList", "toStrings", "sortAlpha"],
        "dictionaries": ["dict", "get", "set", "unset", "hasKey", "pluck", "keys", "values", "pick", "omit", "dig"],
        "merging": ["merge", "mustMerge", "mergeOverwrite", "mustMergeOverwrite", "deepCopy", "mustDeepCopy"],
        "defaults": ["default", "empty", "coalesce", "all", "any", "ternary"],
        "reflection": ["typeOf", "typeIs", "typeIsLike", "kindOf", "kindIs", "deepEqual"],
        "integers": ["add", "add1", "sub", "mul", "div", "mod", "max", "biggest", "min", "until", "untilStep", "seq"],
        "floats": ["floor", "ceil", "round", "maxf", "minf"],
        "conversions": ["int", "int64", "float64", "atoi", "toDecimal"],
        "JSON": [
            "toJson", "mustToJson", "toPrettyJson", "mustToPrettyJson", "toRawJson", "mustToRawJson", "fromJson", "mustFromJson",
        ],
        "encodings": ["b64enc", "b64dec", "b32enc", "b32dec", "sha1sum", "sha256sum", "adler32sum"],
        "paths": ["base", "dir", "clean", "ext", "isAbs", "osBase", "osDir", "osClean", "osExt", "osIsAbs"],
        "versions": ["semver", "semverCompare"],
        "URLs": ["urlParse", "urlJoin"],
        "decimals": ["addf", "add1f", "subf", "mulf", "divf"],
        "texts of values": ["quote", "squote", "cat", "toString", "fail", "hello"],
    ]

    /// Those that give the same each time, change none of their arguments, and give what prints without an address.
    static let repeatable = all.values.joined().filter { !others.contains($0) }.sorted()

    private static let others: Set<String> = [
        "set", "unset", "merge", "mustMerge", "mergeOverwrite", "mustMergeOverwrite", "keys", "values", "fail", "sortAlpha",
        "semver",
    ]
}
