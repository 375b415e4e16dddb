/// Sprig's names that are not here yet.
enum MissingFunctions {
    static let names = Set(
        ([cryptography, system, others]).flatMap { $0.split(separator: " ").map(String.init) })

    private static let cryptography = """
        bcrypt buildCustomCert decryptAES derivePassword encryptAES genCA genCAWithKey genPrivateKey \
        genSelfSignedCert genSelfSignedCertWithKey genSignedCert genSignedCertWithKey htpasswd
        """

    private static let system = """
        env expandenv getHostByName
        """

    private static let others = """
        abbrev abbrevboth add add1 add1f addf adler32sum all any append atoi b32dec b32enc b64dec b64enc \
        base biggest camelcase cat ceil chunk clean coalesce compact concat contains deepCopy deepEqual \
        default dict dig dir div divf empty ext fail first float64 floor fromJson get has hasKey hasPrefix \
        hasSuffix hello indent initial initials int int64 isAbs join kebabcase keys kindIs kindOf last list \
        lower max maxf merge mergeOverwrite min minf mod mul mulf mustAppend mustChunk mustCompact \
        mustDeepCopy mustFirst mustFromJson mustHas mustInitial mustLast mustMerge mustMergeOverwrite \
        mustPrepend mustPush mustRest mustReverse mustSlice mustToJson mustToPrettyJson mustToRawJson \
        mustUniq mustWithout nindent nospace omit osBase osClean osDir osExt osIsAbs pick pluck plural \
        prepend push quote repeat replace rest reverse round semver semverCompare seq set sha1sum sha256sum \
        slice snakecase sortAlpha split splitList splitn squote sub subf substr swapcase ternary title \
        toDecimal toJson toPrettyJson toRawJson toString toStrings trim trimAll trimPrefix trimSuffix \
        trimall trunc tuple typeIs typeIsLike typeOf uniq unset until untilStep untitle upper urlJoin \
        urlParse values without wrap wrapWith
        """
}
