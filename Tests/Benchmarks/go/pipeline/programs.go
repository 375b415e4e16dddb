package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"
)

// pipeline is the three programs, joined by pipes, and what the applier said.
type pipeline struct {
	started  time.Time
	programs []*exec.Cmd
	lock     sync.Mutex
	results  int
	owners   map[string]bool
	last     time.Time
}

func (b *bench) start(namespace string) (*pipeline, error) {
	p := &pipeline{started: time.Now(), owners: map[string]bool{}}
	file, err := b.pipelineFile(namespace)
	if err != nil {
		return nil, err
	}
	watcher := exec.Command(b.bin+"/watcher", "-c", file, "--kubeconfig", b.kubeconfig, "-n", namespace)
	renderer := exec.Command(b.bin+"/renderer", "-c", file, "--templates", b.example+"/templates")
	applier := exec.Command(b.bin+"/applier", "-c", file, "--kubeconfig", b.kubeconfig, "--log-level", "warning")
	p.programs = []*exec.Cmd{watcher, renderer, applier}
	for i, program := range p.programs[:2] {
		reading, writing, err := os.Pipe()
		if err != nil {
			return nil, err
		}
		program.Stdout, p.programs[i+1].Stdin = writing, reading
	}
	results, err := applier.StdoutPipe()
	if err != nil {
		return nil, err
	}
	for _, program := range p.programs {
		if err := program.Start(); err != nil {
			return nil, err
		}
	}
	for _, program := range p.programs[:2] {
		program.Stdout.(*os.File).Close()
	}
	for _, program := range p.programs[1:] {
		program.Stdin.(*os.File).Close()
	}
	go p.read(bufio.NewScanner(results))
	return p, nil
}

// pipelineFile writes the example's configuration for a pipeline of a namespace's own: those of other rounds are somebody else's.
func (b *bench) pipelineFile(namespace string) (string, error) {
	text, err := os.ReadFile(b.example + "/pipeline.yaml")
	if err != nil {
		return "", err
	}
	file := b.work + "/" + namespace + ".yaml"
	named := strings.Replace(string(text), "name: characters", "name: "+namespace, 1)
	return file, os.WriteFile(file, []byte(named), 0o600)
}

func (p *pipeline) read(lines *bufio.Scanner) {
	lines.Buffer(nil, 32<<20)
	for lines.Scan() {
		var event struct {
			Type  string `json:"type"`
			Owner string `json:"partitionkey"`
			Data  struct {
				Phase   string `json:"phase"`
				Message string `json:"message"`
			} `json:"data"`
		}
		if json.Unmarshal(lines.Bytes(), &event) != nil || event.Type != "dev.fairlead.result" {
			continue
		}
		if event.Data.Phase != "applied" {
			fmt.Fprintln(os.Stderr, "result:", event.Owner, event.Data.Phase, event.Data.Message)
			continue
		}
		p.lock.Lock()
		p.results++
		p.owners[event.Owner] = true
		p.last = time.Now()
		p.lock.Unlock()
	}
}

func (p *pipeline) lastResult() time.Time {
	p.lock.Lock()
	defer p.lock.Unlock()
	return p.last
}

// waitForOwners waits until as many owners as given have been applied.
func (p *pipeline) waitForOwners(count int) error {
	for deadline := time.Now().Add(5 * time.Minute); time.Now().Before(deadline); time.Sleep(2 * time.Millisecond) {
		p.lock.Lock()
		done := len(p.owners)
		p.lock.Unlock()
		if done >= count {
			return nil
		}
	}
	return fmt.Errorf("only %d of %d owners were applied within 5 minutes", len(p.owners), count)
}

// reportMemory prints the resident memory of each program and returns the watcher's, in MiB.
func (p *pipeline) reportMemory(count int) float64 {
	var watcher float64
	fmt.Printf("%-44s", fmt.Sprintf("memory at %d custom resources", count))
	for i, program := range p.programs {
		now, peak := memory(program.Process.Pid)
		if i == 0 {
			watcher = now
		}
		fmt.Printf(" %s %.1f MiB (peak %.1f)", []string{"watcher", "renderer", "applier"}[i], now, peak)
	}
	fmt.Println()
	return watcher
}

// memory reads a process's resident memory and its peak, in MiB.
func memory(pid int) (now, peak float64) {
	text, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	for _, line := range strings.Split(string(text), "\n") {
		var kilobytes float64
		if n, _ := fmt.Sscanf(line, "VmRSS: %f kB", &kilobytes); n == 1 {
			now = kilobytes / 1024
		}
		if n, _ := fmt.Sscanf(line, "VmHWM: %f kB", &kilobytes); n == 1 {
			peak = kilobytes / 1024
		}
	}
	return now, peak
}

// stop ends the programs, in order; of no pipeline, nothing.
func (p *pipeline) stop() {
	if p == nil {
		return
	}
	p.programs[0].Process.Signal(syscall.SIGTERM)
	for _, program := range p.programs {
		program.Wait()
	}
}
