package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os/exec"
	"sort"
	"strings"
	"time"
)

// manifest is one rendered object.
type manifest struct {
	kind, name string
	text       []byte
}

func (m manifest) path(namespace string) string {
	switch m.kind {
	case "Deployment":
		return "/apis/apps/v1/namespaces/" + namespace + "/deployments/" + m.name
	default:
		return "/api/v1/namespaces/" + namespace + "/configmaps/" + m.name
	}
}

func name(index int) string { return fmt.Sprintf("character-%05d", index) }

// createCharacters makes the custom resources from `first` up to `end`.
func (b *bench) createCharacters(namespace string, first, end int) error {
	return each(end-first, width, func(offset int) error {
		body := fmt.Sprintf(`{"apiVersion":"stable.example.com/v1","kind":"Character","metadata":{"name":%q},`+
			`"spec":{"Name":"Number %d","From":"A benchmark","By":"Fairlead","Quotes":["One.","Two."]}}`, name(first+offset), first+offset)
		_, err := b.api.send("POST", "/apis/stable.example.com/v1/namespaces/"+namespace+"/characters", "application/json", []byte(body))
		return err
	})
}

// rendered asks watcher and renderer for the manifests of each custom resource.
func (b *bench) rendered(namespace string) ([][]manifest, error) {
	command := exec.Command("sh", "-c", fmt.Sprintf(
		"%s/watcher -c %s/pipeline.yaml --kubeconfig %s -n %s --once 2>/dev/null | %s/renderer -c %s/pipeline.yaml --templates %s/templates",
		b.bin, b.example, b.kubeconfig, namespace, b.bin, b.example, b.example))
	output, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("watcher | renderer: %w", err)
	}
	var bundles [][]manifest
	for _, line := range bytes.Split(output, []byte("\n")) {
		var event struct {
			Type string `json:"type"`
			Data struct {
				Objects map[string]json.RawMessage `json:"objects"`
			} `json:"data"`
		}
		if len(line) == 0 {
			continue
		}
		if err := json.Unmarshal(line, &event); err != nil {
			return nil, err
		}
		if event.Type != "dev.fairlead.bundle" {
			continue
		}
		var bundle []manifest
		for _, text := range event.Data.Objects {
			var object struct {
				Kind     string `json:"kind"`
				Metadata struct {
					Name string `json:"name"`
				} `json:"metadata"`
			}
			if err := json.Unmarshal(text, &object); err != nil {
				return nil, err
			}
			bundle = append(bundle, manifest{object.Kind, object.Metadata.Name, text})
		}
		sort.Slice(bundle, func(i, j int) bool { return bundle[i].kind < bundle[j].kind })
		bundles = append(bundles, bundle)
	}
	return bundles, nil
}

// measureBare returns how many seconds the bare client takes for all objects.
func (b *bench) measureBare(bundles [][]manifest) (float64, error) {
	namespace, err := b.namespace("bare")
	if err != nil {
		return 0, err
	}
	var objects []manifest
	for _, bundle := range bundles {
		objects = append(objects, bundle...)
	}
	start := time.Now()
	err = each(len(objects), width, func(index int) error { return b.api.apply(namespace, objects[index]) })
	return time.Since(start).Seconds(), err
}

// measureKubectl returns how long one `kubectl apply --server-side` of a custom resource's objects takes.
func (b *bench) measureKubectl(bundles [][]manifest) (time.Duration, error) {
	namespace, err := b.namespace("kubectl")
	if err != nil {
		return 0, err
	}
	start := time.Now()
	for _, bundle := range bundles {
		var input strings.Builder
		for _, object := range bundle {
			input.Write(object.text)
			input.WriteByte('\n')
		}
		if err := b.kubectl(input.String(), "-n", namespace, "apply", "--server-side", "-f", "-"); err != nil {
			return 0, err
		}
	}
	return time.Since(start) / time.Duration(len(bundles)), nil
}

// waitForMarks waits until as many custom resources as given bear the label of an ApplySet's parent.
func (b *bench) waitForMarks(namespace string, count int) error {
	path := "/apis/stable.example.com/v1/namespaces/" + namespace + "/characters?labelSelector=applyset.kubernetes.io/id&resourceVersion=0"
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		text, err := b.api.send("GET", path, "", nil)
		if err != nil {
			return err
		}
		var list struct {
			Items []json.RawMessage `json:"items"`
		}
		if err := json.Unmarshal(text, &list); err != nil {
			return err
		}
		if len(list.Items) >= count {
			return nil
		}
	}
	return fmt.Errorf("not all of the %d custom resources of %s were marked within a minute", count, namespace)
}

// measureLatency changes one custom resource after the other and waits for its ConfigMap to follow.
func (b *bench) measureLatency(namespace string, count, samples int) error {
	single := make([]float64, samples)
	for i := range single {
		text := fmt.Sprintf(`{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"latency"},"data":{"n":"%d"}}`, i)
		start := time.Now()
		if err := b.api.apply(namespace, manifest{"ConfigMap", "latency", []byte(text)}); err != nil {
			return err
		}
		single[i] = time.Since(start).Seconds() * 1000
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	stream, err := b.api.open(ctx, "GET", "/api/v1/namespaces/"+namespace+"/configmaps?watch=true&resourceVersion=0", "", nil)
	if err != nil {
		return err
	}
	defer stream.Close()
	seen := make(chan string, 100000)
	go func() {
		decoder := json.NewDecoder(stream)
		for {
			var event struct {
				Object struct {
					Data map[string]string `json:"data"`
				} `json:"object"`
			}
			if decoder.Decode(&event) != nil {
				close(seen)
				return
			}
			seen <- event.Object.Data["name"]
		}
	}()
	whole := make([]float64, samples)
	for i := range whole {
		mark := fmt.Sprintf("Latency %d %d", i, time.Now().UnixNano())
		patch := fmt.Sprintf(`{"spec":{"Name":%q}}`, mark)
		path := "/apis/stable.example.com/v1/namespaces/" + namespace + "/characters/" + name((i*37)%count)
		if _, err := b.api.send("PATCH", path, "application/merge-patch+json", []byte(patch)); err != nil {
			return err
		}
		// From the answer on: the change is stored, and the watcher can know of it.
		start := time.Now()
		timeout := time.After(30 * time.Second)
		for found := false; !found; {
			select {
			case text, open := <-seen:
				if !open {
					return fmt.Errorf("the watch of ConfigMaps ended")
				}
				found = text == mark
			case <-timeout:
				return fmt.Errorf("the ConfigMap of %s did not follow within 30 s", path)
			}
		}
		whole[i] = time.Since(start).Seconds() * 1000
	}
	sort.Float64s(single)
	sort.Float64s(whole)
	at := func(values []float64, share float64) float64 { return values[int(share*float64(len(values)-1))] }
	fmt.Printf("%-44s p50 %.1f ms, p99 %.1f ms; one apply p50 %.1f ms, p99 %.1f ms; ratio of the p50s %.2f, of the p99s %.2f\n",
		"latency: change to object", at(whole, 0.5), at(whole, 0.99), at(single, 0.5), at(single, 0.99),
		at(whole, 0.5)/at(single, 0.5), at(whole, 0.99)/at(single, 0.99))
	return nil
}
