package main

import (
	"fmt"
	"path"
	"regexp"
	"sort"
	"strings"

	"sigs.k8s.io/yaml"
)

// Document is an object, and the file that wrote it.
type Document struct {
	Source string
	Text   string
}

var installOrder = strings.Fields(`PriorityClass Namespace NetworkPolicy ResourceQuota LimitRange PodSecurityPolicy
	PodDisruptionBudget ServiceAccount Secret SecretList ConfigMap StorageClass PersistentVolume PersistentVolumeClaim
	CustomResourceDefinition ClusterRole ClusterRoleList ClusterRoleBinding ClusterRoleBindingList Role RoleList RoleBinding
	RoleBindingList Service DaemonSet Pod ReplicationController ReplicaSet Deployment HorizontalPodAutoscaler StatefulSet Job
	CronJob IngressClass Ingress APIService`)

var separator = regexp.MustCompile("(?:^|\\s*\n)---\\s*")

type kinded struct {
	kind string
	Document
}

func sortFiles(chart string, files map[string]string) (documents, hooks []Document, notes string, err error) {
	names := []string{}
	for name := range files {
		names = append(names, name)
	}
	sort.Strings(names)
	var plain, hooked []kinded
	for _, name := range names {
		if strings.HasSuffix(name, "NOTES.txt") {
			if name == path.Join(chart, "templates", "NOTES.txt") {
				notes = files[name]
			}
			continue
		}
		for _, part := range separator.Split(strings.TrimSpace(files[name]), -1) {
			if part == "" {
				continue
			}
			part = strings.TrimSpace(part)
			var head struct {
				Kind     string `json:"kind"`
				Metadata struct {
					Annotations map[string]string `json:"annotations"`
				} `json:"metadata"`
			}
			if err := yaml.Unmarshal([]byte(part), &head); err != nil {
				return nil, nil, "", fmt.Errorf("YAML parse error on %s: %w", name, err)
			}
			document := kinded{head.Kind, Document{name, part}}
			events, isHook := head.Metadata.Annotations["helm.sh/hook"]
			if !isHook {
				plain = append(plain, document)
			} else if known(events) {
				hooked = append(hooked, document)
			}
		}
	}
	return sorted(plain), sorted(hooked), notes, nil
}

func known(events string) bool {
	for _, event := range strings.Split(events, ",") {
		switch strings.ToLower(strings.TrimSpace(event)) {
		case "pre-install", "post-install", "pre-delete", "post-delete", "pre-upgrade", "post-upgrade", "pre-rollback",
			"post-rollback", "test", "test-success":
		default:
			return false
		}
	}
	return true
}

func sorted(documents []kinded) []Document {
	places := map[string]int{}
	for place, kind := range installOrder {
		places[kind] = place + 1
	}
	sort.SliceStable(documents, func(i, j int) bool {
		left, right := documents[i].kind, documents[j].kind
		if places[left] == 0 && places[right] == 0 {
			return left < right
		}
		if places[left] == 0 || places[right] == 0 {
			return places[left] != 0
		}
		return places[left] < places[right]
	})
	all := []Document{}
	for _, document := range documents {
		all = append(all, document.Document)
	}
	return all
}
