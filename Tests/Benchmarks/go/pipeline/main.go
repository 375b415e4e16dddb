// Measures the whole pipeline against a real API server, each figure as a ratio to a peer of the same run:
// kubectl as Lostrómos calls it, one apply after the other; and a bare client that sends the same applies, 32 in flight.
//
//	pipeline -kubeconfig FILE -bin DIRECTORY -example DIRECTORY
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"sort"
	"strings"
	"time"
)

const width = 32

func main() {
	kubeconfig := flag.String("kubeconfig", os.Getenv("KUBECONFIG"), "the cluster's kubeconfig")
	bin := flag.String("bin", ".build/release", "the folder of watcher, renderer and applier")
	example := flag.String("example", "deploy/examples/characters", "the folder of crd.yaml and templates")
	small := flag.Int("small", 1000, "custom resources from cold")
	rounds := flag.Int("rounds", 3, "how often the cold start and the bare client are measured, in turns; the medians count")
	large := flag.Int("large", 10000, "custom resources at which memory is measured again")
	samples := flag.Int("samples", 200, "changes whose latency is measured")
	flag.Parse()
	bench := &bench{kubeconfig: *kubeconfig, bin: *bin, example: *example}
	if err := bench.run(*rounds, *small, *large, *samples); err != nil {
		fmt.Fprintln(os.Stderr, "pipeline benchmark:", err)
		os.Exit(1)
	}
	if bench.failed {
		os.Exit(1)
	}
}

type bench struct {
	kubeconfig, bin, example, work string
	api                            *api
	failed                         bool
}

// report prints one figure, and whether it reaches its bar.
func (b *bench) report(name string, ratio float64, bar float64, details string) {
	verdict := "PASS"
	if ratio < bar {
		verdict, b.failed = "FAIL", true
	}
	fmt.Printf("%-44s ratio %8.2f  bar %6.2f  %s  (%s)\n", name, ratio, bar, verdict, details)
}

func (b *bench) kubectl(input string, arguments ...string) error {
	command := exec.Command("kubectl", append([]string{"--kubeconfig", b.kubeconfig}, arguments...)...)
	command.Stdin = strings.NewReader(input)
	if text, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("kubectl %s: %w: %s", strings.Join(arguments, " "), err, text)
	}
	return nil
}

func (b *bench) run(rounds, small, large, samples int) (err error) {
	if b.api, err = connect(b.kubeconfig); err != nil {
		return err
	}
	if b.work, err = os.MkdirTemp("", "fairlead-bench"); err != nil {
		return err
	}
	defer os.RemoveAll(b.work)
	if err = b.kubectl("", "apply", "-f", b.example+"/crd.yaml"); err != nil {
		return err
	}
	if err = b.kubectl("", "wait", "--for=condition=Established", "crd/characters.stable.example.com"); err != nil {
		return err
	}
	var bare, cold, marked []float64
	var perCharacter time.Duration
	var running *pipeline
	defer func() { running.stop() }()
	var ours string
	for round := 0; round < rounds; round++ {
		running.stop()
		if ours, err = b.namespace("ours"); err != nil {
			return err
		}
		if err = b.createCharacters(ours, 0, small); err != nil {
			return err
		}
		bundles, err := b.rendered(ours)
		if err != nil {
			return err
		}
		if len(bundles) != small {
			return fmt.Errorf("%d bundles were rendered of %d custom resources", len(bundles), small)
		}
		seconds, err := b.measureBare(bundles)
		if err != nil {
			return err
		}
		bare = append(bare, seconds)
		if round == 0 {
			if perCharacter, err = b.measureKubectl(bundles[:30]); err != nil {
				return err
			}
		}
		if running, err = b.start(ours); err != nil {
			return err
		}
		if err = running.waitForOwners(small); err != nil {
			return err
		}
		cold = append(cold, running.lastResult().Sub(running.started).Seconds())
		if err = b.waitForMarks(ours, small); err != nil {
			return err
		}
		marked = append(marked, time.Since(running.started).Seconds())
	}
	one := perCharacter.Seconds() * float64(small)
	b.report("cold: against one kubectl after the other", one/median(cold), 30,
		fmt.Sprintf("%.2f s for %d custom resources; kubectl %.0f ms each", median(cold), small, perCharacter.Seconds()*1000))
	objects := float64(2 * small)
	b.report("cold: against a bare client", median(bare)/median(cold), 0.5,
		fmt.Sprintf("%.0f objects/s against %.0f; seconds %.2f against %.2f", objects/median(cold), objects/median(bare), cold, bare))
	fmt.Printf("%-44s %.2f s\n", "cold: until every owner has its inventory", median(marked))
	running.reportMemory(small)

	if err = b.measureLatency(ours, small, samples); err != nil {
		return err
	}
	if err = b.createCharacters(ours, small, large); err != nil {
		return err
	}
	if err = running.waitForOwners(large); err != nil {
		return err
	}
	watcher := running.reportMemory(large)
	b.report("watcher's memory", 24/watcher, 1, fmt.Sprintf("%.1f MiB of 24 MiB at %d custom resources", watcher, large))
	return nil
}

// namespace makes a namespace, which goes with the cluster.
func (b *bench) namespace(purpose string) (string, error) {
	name := fmt.Sprintf("bench-%s-%d", purpose, time.Now().UnixNano())
	return name, b.kubectl("", "create", "namespace", name)
}

func median(values []float64) float64 {
	sorted := append([]float64(nil), values...)
	sort.Float64s(sorted)
	return sorted[len(sorted)/2]
}
