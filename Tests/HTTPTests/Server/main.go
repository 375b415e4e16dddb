// The server that the HTTP tests speak to: HTTP/1.1, HTTP/2 over TLS, client certificates and a proxy, all on loopback.
// It prints one line of JSON about itself and ends with its standard input.
package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

var directory = os.Args[1]

// authority makes certificates.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func write(name, kind string, bytes []byte) {
	text := pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: bytes})
	check(os.WriteFile(filepath.Join(directory, name), text, 0o600))
}

func newAuthority(name string) authority {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour), KeyUsage: x509.KeyUsageCertSign,
	}
	bytes, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	check(err)
	certificate, err := x509.ParseCertificate(bytes)
	check(err)
	write(name+".pem", "CERTIFICATE", bytes)
	return authority{certificate, key}
}

func (a authority) issue(name string, ended bool, hosts ...string) tls.Certificate {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	check(err)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-2 * time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
	if ended {
		template.NotAfter = time.Now().Add(-time.Hour)
	}
	for _, host := range hosts {
		if ip := net.ParseIP(host); ip != nil {
			template.IPAddresses = append(template.IPAddresses, ip)
		} else {
			template.DNSNames = append(template.DNSNames, host)
		}
	}
	bytes, err := x509.CreateCertificate(rand.Reader, template, a.certificate, &key.PublicKey, a.key)
	check(err)
	private, err := x509.MarshalPKCS8PrivateKey(key)
	check(err)
	write(name+".pem", "CERTIFICATE", bytes)
	write(name+".key", "PRIVATE KEY", private)
	return tls.Certificate{Certificate: [][]byte{bytes}, PrivateKey: key}
}

// site is one listener, its connections and what went over them.
type site struct {
	accepted atomic.Int64
	written  atomic.Int64
	running  atomic.Int64
	lock     sync.Mutex
	open     map[net.Conn]bool
}

func (s *site) state(c net.Conn, state http.ConnState) {
	s.lock.Lock()
	defer s.lock.Unlock()
	switch state {
	case http.StateNew:
		s.accepted.Add(1)
		s.open[c] = true
	case http.StateClosed, http.StateHijacked:
		delete(s.open, c)
	}
}

func number(r *http.Request, name string) int {
	n, _ := strconv.Atoi(r.URL.Query().Get(name))
	return n
}

func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.running.Add(1)
	defer s.running.Add(-1)
	switch r.URL.Path {
	case "/echo":
		body, _ := io.ReadAll(r.Body)
		subject := ""
		if r.TLS != nil && len(r.TLS.PeerCertificates) > 0 {
			subject = r.TLS.PeerCertificates[0].Subject.CommonName
		}
		json.NewEncoder(w).Encode(map[string]any{
			"method": r.Method, "host": r.Host, "protocol": r.Proto, "headers": r.Header, "length": len(body), "body": string(body),
			"path": r.RequestURI, "client": subject,
		})
	case "/status":
		w.Header().Add("Warning", `299 - "first"`)
		w.Header().Add("Warning", `299 - "second"`)
		w.WriteHeader(number(r, "code"))
		fmt.Fprint(w, "as asked")
	case "/wait":
		select {
		case <-time.After(time.Duration(number(r, "ms")) * time.Millisecond):
			fmt.Fprint(w, "done")
		case <-r.Context().Done():
		}
	case "/bytes":
		piece := bytes.Repeat([]byte("0123456789abcdef"), 1024)
		for left := number(r, "count"); left > 0; left -= len(piece) {
			if left < len(piece) {
				piece = piece[:left]
			}
			n, err := w.Write(piece)
			s.written.Add(int64(n))
			if err != nil {
				return
			}
		}
	case "/lines":
		for i := 0; i < number(r, "count"); i++ {
			fmt.Fprintf(w, "line %d\n", i)
			w.(http.Flusher).Flush()
		}
		if r.URL.Query().Get("then") == "hang" {
			<-r.Context().Done()
		}
		if r.URL.Query().Get("then") == "abort" {
			panic(http.ErrAbortHandler)
		}
	case "/heads":
		for i := 0; i < number(r, "count"); i++ {
			w.Header().Add("X-Filler", string(bytes.Repeat([]byte("x"), 1000)))
		}
	case "/facts":
		json.NewEncoder(w).Encode(map[string]any{
			"accepted": s.accepted.Load(), "written": s.written.Load(), "running": s.running.Load()})
	case "/cut":
		s.lock.Lock()
		defer s.lock.Unlock()
		for c := range s.open {
			if raw, ok := c.(*tls.Conn); ok {
				raw.NetConn().Close()
			} else {
				c.Close()
			}
		}
	default:
		http.NotFound(w, r)
	}
}

// serve answers on a port of its own and returns the port.
func serve(config *tls.Config) int {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	s := &site{open: map[net.Conn]bool{}}
	server := &http.Server{Handler: s, ConnState: s.state, TLSConfig: config, ErrorLog: log.New(io.Discard, "", 0)}
	if config == nil {
		go server.Serve(listener)
	} else {
		go server.ServeTLS(listener, "", "")
	}
	return listener.Addr().(*net.TCPAddr).Port
}

// silent accepts connections and says nothing.
func silent() int {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	go func() {
		// Kept, since Go closes a connection that nobody holds.
		var held []net.Conn
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			held = append(held, c)
		}
	}()
	return listener.Addr().(*net.TCPAddr).Port
}

// garbage answers every connection with what is no HTTP.
func garbage() int {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	go func() {
		for {
			c, err := listener.Accept()
			if err != nil {
				return
			}
			c.Write([]byte("SSH-2.0-not-http\r\n"))
			time.AfterFunc(time.Second, func() { c.Close() })
		}
	}()
	return listener.Addr().(*net.TCPAddr).Port
}

// proxy forwards CONNECT for the user "ada" with the password "pw"; /used on it tells how often.
func proxy() int {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	check(err)
	var used atomic.Int64
	go http.Serve(listener, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodConnect {
			fmt.Fprint(w, used.Load())
			return
		}
		if r.Header.Get("Proxy-Authorization") != "Basic YWRhOnB3" {
			w.WriteHeader(http.StatusProxyAuthRequired)
			return
		}
		used.Add(1)
		target, err := net.Dial("tcp", r.Host)
		if err != nil {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		client, _, err := w.(http.Hijacker).Hijack()
		check(err)
		client.Write([]byte("HTTP/1.1 200 Connection established\r\nX-From-Proxy: yes\r\n\r\n"))
		go io.Copy(target, client)
		io.Copy(client, target)
		client.Close()
		target.Close()
	}))
	return listener.Addr().(*net.TCPAddr).Port
}

func main() {
	ours := newAuthority("authority")
	newAuthority("other-authority")
	ours.issue("client", false)
	pool := x509.NewCertPool()
	pool.AddCert(ours.certificate)
	server := ours.issue("server", false, "127.0.0.1", "kube.example")
	plainTLS := &tls.Config{Certificates: []tls.Certificate{server}}
	mutual := &tls.Config{
		Certificates: []tls.Certificate{server}, ClientCAs: pool, ClientAuth: tls.RequireAndVerifyClientCert,
	}
	named := &tls.Config{Certificates: []tls.Certificate{ours.issue("named", false, "kube.example")}}
	ended := &tls.Config{Certificates: []tls.Certificate{ours.issue("ended", true, "127.0.0.1")}}
	json.NewEncoder(os.Stdout).Encode(map[string]int{
		"plain": serve(nil), "tls": serve(plainTLS), "mutual": serve(mutual), "named": serve(named), "ended": serve(ended),
		"silent": silent(), "garbage": garbage(), "proxy": proxy(),
	})
	io.Copy(io.Discard, os.Stdin)
}
