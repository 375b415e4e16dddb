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
        add1f addf divf mulf subf urlJoin urlParse
        """
}
