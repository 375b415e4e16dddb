package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"

	"golang.org/x/crypto/bcrypt"
)

// checkPassword tells whether a hash of bcrypt is a password's.
func checkPassword(hash, password string) (string, error) {
	cost, err := bcrypt.Cost([]byte(hash))
	if err != nil {
		return "", err
	}
	if err := bcrypt.CompareHashAndPassword([]byte(hash), []byte(password)); err != nil {
		return "", err
	}
	return fmt.Sprint("ok ", cost), nil
}

func parseCertificate(text string) (*x509.Certificate, error) {
	block, rest := pem.Decode([]byte(text))
	if block == nil || len(rest) > 0 {
		return nil, fmt.Errorf("not one block")
	}
	return x509.ParseCertificate(block.Bytes)
}

// describeCertificate tells what a certificate says, and checks that a key is its own.
func describeCertificate(text, key string) (string, error) {
	c, err := parseCertificate(text)
	if err != nil {
		return "", err
	}
	if _, err := tls.X509KeyPair([]byte(text), []byte(key)); err != nil {
		return "", err
	}
	return fmt.Sprintf("%v|%v|%v|%v|%v|%v|%v|%v|ca %v %v|usage %d %v|%v %v|ski %d aki %d|serial %d",
		c.Version, c.Subject, c.Issuer, c.DNSNames, c.IPAddresses, c.NotBefore.UTC(), c.NotAfter.UTC(), c.PublicKeyAlgorithm,
		c.IsCA, c.BasicConstraintsValid, c.KeyUsage, c.ExtKeyUsage, c.SignatureAlgorithm, len(c.UnhandledCriticalExtensions),
		len(c.SubjectKeyId), len(c.AuthorityKeyId), c.SerialNumber.Sign()), nil
}

// verifyCertificate checks that an authority signed a certificate for a host, at the time when it begins.
func verifyCertificate(text, authority, host string) (string, error) {
	c, err := parseCertificate(text)
	if err != nil {
		return "", err
	}
	a, err := parseCertificate(authority)
	if err != nil {
		return "", err
	}
	roots := x509.NewCertPool()
	roots.AddCert(a)
	_, err = c.Verify(x509.VerifyOptions{
		Roots: roots, DNSName: host, CurrentTime: c.NotBefore, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}})
	if err != nil {
		return "", err
	}
	return "ok", nil
}
