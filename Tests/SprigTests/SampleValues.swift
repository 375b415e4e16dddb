/// What random arguments are made of.
enum SampleValues {
    /// U+E000 stands for a byte that is not UTF-8, U+E001 for half a character.
    static let texts = [
        "", " ", "a", "abc", "Hello World", "hello, world", "foo bar baz", "  padded\t", "line one\nline two\n", "日本語",
        "élan vital", "ÀÉÎ", "ß", "straße", "ŉ", "İstanbul", "ǅ", "ﬁ", "\u{E000}", "x\u{E000}y", "\u{E001}", "FooBarBaz",
        "HTTPServer20xOK", "http2xx", "Bld4Floor3rd", "some_snake_case", "kebab-case-here", "__init__", "a.b.c", "a/b//c",
        "1", "42", "-7", "3.14", "0x1F", "010", "08", "1e3", "true", "null", "nil", "%d %v", "\"quoted\"", "it's", "back\\slash",
        "<a href=\"x\">&amp;</a>", "\u{2028}", "\u{FEFF}", "\u{A0}nbsp\u{85}", "a b  c   d", "ABC", "tEST cASE", ",", ".", "/",
        "the quick brown fox jumps over the lazy dog", "aaaa", "$", "\u{FFFD}", "😀 grin", "_", "-", "a-b", "中文abc",
    ]

    static let integers = [
        "0", "1", "2", "3", "4", "5", "7", "10", "20", "-1", "-2", "-5", "-100", "100", "8", "6",
    ]

    static let floats = [
        "0.0", "1.5", "-1.5", "2.5", "-2.5", "0.1", "0.2", "1e21", "1e-7", "123.456", "-0.000001", "100.0", "1e6", "3.14159265",
        ".f", ".large", "(float32 0.1)", "-0.0", "1e100", "0.30000000000000004",
    ]

    static let values = [
        ".list", ".words", ".none", ".map", ".nested", ".deep", ".text", "(strings \"b\" \"a\")", "(strings)", "(ints 3 1 2)",
        "(bytes \"hi\")", "(array)", "(intMap)", "(stringMap)", "(nilMap)", "(nilList)", "(uint8 200)", "(uint 3)",
        "(uint64 -1)", "(int32 -9)", "(float32 1.5)", ".", "1i", "(list 1 1 2 \"1\")", "(list (list 1) (list 1))",
    ]

    private static let lists = [
        ".list", ".words", ".none", "(strings \"b\" \"a\" \"b\")", "(ints 3 1 2)", "(list)", "(list 1 2 3 4 5)", "(nilList)",
        "(list 1 1 2 \"1\" nil 1.0)", "(list \"\" 0 nil false \"x\")", "(array)", "(bytes \"abc\")", "(list (list 1) (list 1))",
        "(list (dict \"a\" 1) (dict \"a\" 1) (dict))", "(until 5)", "(splitList \",\" \"a,b,c\")",
    ]

    /// What functions of lists are mostly given.
    static let preferredLists: [String: [String]] = Dictionary(
        uniqueKeysWithValues: [
            "append", "push", "prepend", "first", "rest", "last", "initial", "reverse", "uniq", "without", "has", "compact",
            "slice", "chunk", "concat", "sortAlpha", "join", "toStrings",
        ].flatMap { name in
            [(name, lists), ("must" + name.prefix(1).uppercased() + name.dropFirst(), lists)]
        })

    /// What functions of texts of a certain form are mostly given.
    static let strings: [String: [String]] = Dictionary(
        uniqueKeysWithValues: [
            (["fromJson", "mustFromJson"], json), (["semver"], versions), (["urlParse"], urls),
            (["semverCompare"], versions + constraints), (["b64dec"], base64), (["b32dec"], base32),
            (["base", "dir", "clean", "ext", "isAbs", "osBase", "osDir", "osClean", "osExt", "osIsAbs"], paths),
        ].flatMap { names, texts in names.map { ($0, texts) } })

    private static let versions = [
        "1", "1.2", "1.2.3", "v1.2.3", "0.0.0", "0.1.2", "0.0.3", "1.2.3-alpha.1", "1.2.3-alpha.10", "1.2.3-alpha",
        "1.2.3+build.5",
        "v1.29.0-gke.1", "2.0.0", "2.1.3", "10.0.0", "1.2.3-rc.1+b", "1.2.4", "1.3.0-beta", "01.2.3", "1.02.3", "1.2.3-01",
        "1.2.3-0a",
        "1.2.3.4", "1.2.x", "", "v", "a", "1.2.3-", "1.2.3+", "1.2.3-a..b", "1.2.3-é", "99999999999999999999", "1.2.3-x+y-z",
        " 1.2.3",
        "1.2.3 ", "V1.2.3", "1.2.3-0", "1.2.3--", "18446744073709551615.0.0", "1.-2", "1.2-beta", "1-beta", "1.2+x",
        "1.2.3-9999999999999999999999",
    ]

    private static let constraints = [
        ">=1.19", ">=1.19-0", ">1.2", ">1.2.3", "<2", "<=1.2", "<=1.2.3", "=1.2.3", "==1.2.3", "!=1.2.3", "!=1.2", "!=1", "!=1.x",
        "~1.2.3",
        "~1.2", "~1", "~>1.2", "^1.2.3", "^1.2", "^1", "^0.1.2", "^0.0.3", "^0.0", "^0", "^0.x", "*", "x", "1.x", "1.2.x",
        "1.2.*", ">=1.2, <2",
        ">=1.2 <2", ">= 1.2.0 , < 2.0.0", "1.2 - 1.4.5", "1.2.3 - 2", "1 - 2 || 5", "<1 || >=2", ">=1.2.3-alpha", "~1.2.3-alpha",
        "^1.2.3-alpha.2",
        "", " ", ">", "=>1.2", "=<1.2", "1.2.3, 1.2.4", "1.2.3 1.2.4", "1.2.3 || ", "||", ">=1.2.3<2", "1.2.3-alpha - 2", "1x",
        "1.x.3", "x.1",
        "!=*", "^*", "~*", ">*", "<*", ">=*", "<=*", "v1.2.3", ">=v1.2", "abc", "1.2.3.4", "1.2.3,", ",1.2.3", "~ 1.2", ">  1",
        "1.2.3-01",
        "99999999999999999999", "1.2-3.4", "1.2 -3.4", "1 - 2 - 3", ">1 - 2", "1.2.3+b", "!=1.2.3-alpha", "!=1.2-0", "<=1-0",
        ">1-0", "~0", "~0.0.0",
    ]

    private static let urls = [
        "http://admin:secret@server.com:8080/api?list=false#anchor", "https://example.com", "https://example.com/",
        "http://[::1]:80/a",
        "http://[fe80::1%25eth0]/x", "http://[::1", "http://::1]", "http://[1.2.3.4]/", "http://a:b/", "http://a:80b/",
        "http://a b/", "http://a%20b/",
        "mailto:a@b.c", "urn:x:y?q", "//host/path", "///path", "/path?x", "path/a:b", "a:b", ":x", "1:x", "", "*", "?", "#", "#f",
        "?q#f", "http:///p",
        "http://h?q", "http://h?", "http://h#%zz", "http://h/%zz", "http://h/%4", "http://h/a%2Fb", "http://h/é ü", "HTTP://H/",
        "a+b-c.d://h", "-a:b",
        "http://u@h", "http://u:@h", "http://u:p:q@h", "http://u@v@h", "http://u%40:p%2F@h", "http://u/x@h", "http://é@h",
        "http://h/\u{7F}",
        "http://h\nx", "http://h:/", "http://:80", "http://%41/", "http://%C3%A9/", "http://h/?a=b c&d=é", "http://h/#é \"<>",
        "file:///etc/x", "file:/etc",
        "http:a/b", "http://[::1]a", "http://[::1]:a", "http://h/a;b,c:d@e=f&g+h$i!j'k(l)m*n", "http://[g::1]/", "http://h<x>/",
        "a/b:c", "./a:b", "javascript:alert(1)",
    ]

    /// Parts of URLs for dictionaries.
    static let urlDictionaries = [
        "(dict \"scheme\" \"http\" \"host\" \"h:80\" \"path\" \"/p q\" \"query\" \"a=b\" \"fragment\" \"f é\")",
        "(dict \"userinfo\" \"u:p\" \"host\" \"h\")",
        "(dict \"path\" \"a:b\")", "(dict \"path\" \"p\" \"host\" \"h\")",
        "(dict \"scheme\" \"s\" \"opaque\" \"o\" \"path\" \"p\")", "(dict \"scheme\" 1)",
        "(dict \"host\" nil)", "(dict \"userinfo\" \"a b\")", "(dict \"userinfo\" \"a/b\")", "(dict \"userinfo\" \"%zz\")",
        "(dict \"userinfo\" \"u%40:\" \"scheme\" \"x\")",
        "(dict \"scheme\" \"http\" \"path\" \"p\")", "(dict \"scheme\" \"http\")", "(dict \"host\" \"é b\")",
        "(dict \"path\" \"*\")", "(dict \"path\" \"//x\")", "(dict)",
        "(dict \"fragment\" \"a!b'(c)*\" \"query\" \"é #\")", "(dict \"path\" (list 1))",
        "(dict \"host\" \"[::1]\" \"path\" \"%2F\")", "(urlParse \"http://u:p@h/a%2Fb?q#f\")",
    ]

    private static let base64 = [
        "", "YQ==", "YWI=", "YWJj", "YWJjZA==", "YQ=", "YQ", "YWI", "Y", "=", "====", "YQ==YQ==", "Y Q==", "YW\nJj", "YQ=\n=",
        "YQ==\n",
        "YQ==x", "YWI=x", "YWI==", "YQ=x", "Y===", "+/+/", "-_-_", "YWJjé", "YWJjYQ\r\n==", "//79", "!!!!", "YWJj!", "YWJ!",
    ]

    private static let base32 = [
        "", "ME======", "MFRA====", "MFRGG===", "MFRGGZA=", "MFRGGZDF", "ME", "ME=", "ME=====", "M=======", "MFR=====",
        "MFRGGZ==",
        "me======", "ME======ME======", "MFRGG==A", "ME====A=", "MFRGGZDFM", "MF RA====", "MF\nRA====\n", "1", "========",
        "MFRGGZDFME======",
        "MFRGGZDFME======A", "MFRGGZDFMFRGGZDF", "ME======\n", "MFRGG====", "MFRGG==",
    ]

    private static let paths = [
        "", ".", "..", "/", "//", "/a/b.tar.gz", "a/b/", "a//b", "../a", "../../a/..", "/../a", "a/./b", "./a", "a/..", "a/../..",
        "/.",
        "/a/../../b", ".profile", "a.b/c", "a.b/", "é/ü.ö", "a/b/../c/./d//e", "...", "/...", "a.", "..a", "a/..b",
    ]

    private static let json = [
        "{}", "[]", "null", "true", "1", "-0", "1.5e3", "\"a\"", "{\"a\":1,\"a\":2}", "[1,[2,{\"b\":null}]]", " { \"k\" : [ ] } ",
        "\"\\u00e9\\ud83d\\ude00\\ud800x\\n\"", "\"\u{E000}\"", "12345678901234567890", "1e400", "[1e400,2]", "{\"a\":1e999}",
        "", " ", "{", "[", "[1", "[1,", "[1,]", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{a:1}", "{\"a\" 1}",
        "{\"a\":1 2}", "[1 2]", "01", "1.", "1.x", "1e", "1ex", "-", "-x", "+1", ".5", "tru", "trux", "nul", "fals3", "\"", "\"a",
        "\"\\x\"", "\"\\u12", "\"\\u12g4\"", "\"a\nb\"", "1 1", "nullx", "'a'", "é", "[é]", "{\"a\":é}", "\u{FEFF}1", "]", "}",
        "\"\\", "NaN", "Infinity", "0x10", "[1,2,3]x", "\"\\ud83d\\u0041\"", "{\"\":{\"\":[]}}", "1E5", "-0.0", "1e-7",
        "\"\\ud800\\ud800\"",
    ]
}
