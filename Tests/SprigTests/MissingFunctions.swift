/// Sprig's names that are not here yet.
enum MissingFunctions {
    static let names = Set(
        ([cryptography]).flatMap { $0.split(separator: " ").map(String.init) })

    private static let cryptography = """
        bcrypt buildCustomCert decryptAES derivePassword encryptAES genCA genCAWithKey genPrivateKey \
        genSelfSignedCert genSelfSignedCertWithKey genSignedCert genSignedCertWithKey htpasswd
        """
}
