package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"sync"
)

// api is a bare client of one API server: requests go out as they are given, over one HTTP/2 connection.
type api struct {
	server string
	token  string
	client *http.Client
}

// connect reads the current context of a kubeconfig through kubectl.
func connect(kubeconfig string) (*api, error) {
	text, err := exec.Command("kubectl", "--kubeconfig", kubeconfig, "config", "view", "--raw", "--minify", "-o", "json").Output()
	if err != nil {
		return nil, fmt.Errorf("kubectl config view: %w", err)
	}
	var config struct {
		Clusters []struct {
			Cluster struct {
				Server string `json:"server"`
				File   string `json:"certificate-authority"`
				Data   string `json:"certificate-authority-data"`
			} `json:"cluster"`
		} `json:"clusters"`
		Users []struct {
			User struct {
				Token string `json:"token"`
			} `json:"user"`
		} `json:"users"`
	}
	if err := json.Unmarshal(text, &config); err != nil {
		return nil, err
	}
	if len(config.Clusters) != 1 || len(config.Users) != 1 {
		return nil, fmt.Errorf("%s: the current context names %d clusters and %d users", kubeconfig, len(config.Clusters), len(config.Users))
	}
	cluster := config.Clusters[0].Cluster
	authority, err := base64.StdEncoding.DecodeString(cluster.Data)
	if err != nil {
		return nil, err
	}
	if cluster.File != "" {
		if authority, err = os.ReadFile(cluster.File); err != nil {
			return nil, err
		}
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(authority)
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, ForceAttemptHTTP2: true}
	return &api{server: cluster.Server, token: config.Users[0].User.Token, client: &http.Client{Transport: transport}}, nil
}

// send makes one request and returns the body of a successful answer.
func (a *api) send(method, path, contentType string, body []byte) ([]byte, error) {
	answer, err := a.open(context.Background(), method, path, contentType, body)
	if err != nil {
		return nil, err
	}
	defer answer.Close()
	return io.ReadAll(answer)
}

// open makes one request and returns the body of a successful answer as it comes.
func (a *api) open(ctx context.Context, method, path, contentType string, body []byte) (io.ReadCloser, error) {
	request, err := http.NewRequestWithContext(ctx, method, a.server+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+a.token)
	request.Header.Set("Accept", "application/json")
	if contentType != "" {
		request.Header.Set("Content-Type", contentType)
	}
	response, err := a.client.Do(request)
	if err != nil {
		return nil, err
	}
	if response.StatusCode >= 300 {
		defer response.Body.Close()
		text, _ := io.ReadAll(response.Body)
		return nil, fmt.Errorf("%s %s: %s: %s", method, path, response.Status, text)
	}
	return response.Body, nil
}

// apply sends one manifest as a server-side apply.
func (a *api) apply(namespace string, object manifest) error {
	path := object.path(namespace) + "?fieldManager=bare&force=true"
	_, err := a.send("PATCH", path, "application/apply-patch+yaml", object.text)
	return err
}

// each calls a function for 0 to count-1 with at most `width` calls at once; it returns the first error.
func each(count, width int, call func(int) error) error {
	var group sync.WaitGroup
	work := make(chan int)
	failures := make(chan error, width)
	for i := 0; i < width; i++ {
		group.Add(1)
		go func() {
			defer group.Done()
			for index := range work {
				if err := call(index); err != nil {
					select {
					case failures <- err:
					default:
					}
				}
			}
		}()
	}
	for index := 0; index < count; index++ {
		work <- index
	}
	close(work)
	group.Wait()
	select {
	case err := <-failures:
		return err
	default:
		return nil
	}
}
