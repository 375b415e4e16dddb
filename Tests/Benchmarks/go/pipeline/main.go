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
	"strings"
	"time"
)

const width = 32

func main() {
	kubeconfig := flag.String("kubeconfig", os.Getenv("KUBECONFIG"), "the cluster's kubeconfig")
	bin := flag.String("bin", ".build/release", "the folder of watcher, renderer and applier")
	example := flag.String("example", "deploy/examples/characters", "the folder of crd.yaml and templates")
	small := flag.Int("small", 1000, "custom resources from cold")
	large := flag.Int("large", 10000, "custom resources at which memory is measured again")
	samples := flag.Int("samples", 200, "changes whose latency is measured")
	flag.Parse()
	bench := &bench{kubeconfig: *kubeconfig, bin: *bin, example: *example}
	if err := bench.run(*small, *large, *samples); err != nil {
		fmt.Fprintln(os.Stderr, "pipeline benchmark:", err)
		os.Exit(1)
	}
	if bench.failed {
		os.Exit(1)
	}
}

type bench struct {
	kubeconfig, bin, example string
	api                      *api
	failed                   bool
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

func (b *bench) run(small, large, samples int) (err error) {
	if b.api, err = connect(b.kubeconfig); err != nil {
		return err
	}
	if err = b.kubectl("", "apply", "-f", b.example+"/crd.yaml"); err != nil {
		return err
	}
	if err = b.kubectl("", "wait", "--for=condition=Established", "crd/characters.stable.example.com"); err != nil {
		return err
	}
	suffix := fmt.Sprint(time.Now().Unix())
	ours, bare, one := "bench-ours-"+suffix, "bench-bare-"+suffix, "bench-kubectl-"+suffix
	for _, namespace := range []string{ours, bare, one} {
		if err = b.kubectl("", "create", "namespace", namespace); err != nil {
			return err
		}
		defer b.kubectl("", "delete", "namespace", namespace, "--wait=false")
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

	bareRate, err := b.measureBare(bare, bundles)
	if err != nil {
		return err
	}
	perCharacter, err := b.measureKubectl(one, bundles[:30])
	if err != nil {
		return err
	}

	pipeline, err := b.start(ours)
	if err != nil {
		return err
	}
	defer pipeline.stop()
	if err = pipeline.waitForOwners(small); err != nil {
		return err
	}
	cold := pipeline.lastResult().Sub(pipeline.started)
	rate := float64(2*small) / cold.Seconds()
	b.report("cold: against one kubectl after the other", perCharacter.Seconds()*float64(small)/cold.Seconds(), 30,
		fmt.Sprintf("%.2f s for %d custom resources; kubectl %.0f ms each", cold.Seconds(), small, perCharacter.Seconds()*1000))
	b.report("cold: against a bare client", rate/bareRate, 0.5, fmt.Sprintf("%.0f objects/s against %.0f", rate, bareRate))
	pipeline.reportMemory(small)

	if err = b.measureLatency(ours, small, samples); err != nil {
		return err
	}
	if err = b.createCharacters(ours, small, large); err != nil {
		return err
	}
	if err = pipeline.waitForOwners(large); err != nil {
		return err
	}
	watcher := pipeline.reportMemory(large)
	b.report("watcher's memory", 24/watcher, 1, fmt.Sprintf("%.1f MiB of 24 MiB at %d custom resources", watcher, large))
	return nil
}
