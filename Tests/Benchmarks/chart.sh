#!/usr/bin/env bash
# chart.sh: renders charts for 50 custom resources with our engine and, as Helm 3 does, with Go's text/template and sprig: a template of 200 lines that uses
# sprig, include and toYaml in nearly every line, and five charts of 10 to 200 files. Ours must be twice as fast as Go executes templates that it
# parsed once, and the charts six times as fast as Go that parses again each time. Fails also if the two sides write something else.
set -euo pipefail
cd "$(dirname "$0")"

# The module is not a product, so that its benchmark is built with the programs.
swift build -c release --package-path ../.. --product ChartBenchmark >&2
ours=../../.build/release/ChartBenchmark
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Go compiles the files of one folder: the reference of the tests, with the benchmark's main.go for its own.
mkdir "$work/source"
cp ../HelmTests/Oracle/*.go "$work/source"
cp go/chart/main.go "$work/source/main.go"
(cd "$work/source" && GO111MODULE=off GOPATH=/usr/share/gocode go build -o "$work/go-chart" .)

for number in $(seq 50); do
    printf '{"size":%d,"version":"%d.%d.1","part0":{"replicas":%d,"env":{"mode":"owner%d"}},"commonLabels":{"owner":"owner%d"}}\n' \
        $((number % 7)) $((13 + number % 5)) $((number % 3)) "$number" "$number" "$number"
done >"$work/values"

cp -r charts/heavy "$work/heavy"
for files in 10 25 50 100 200; do charts/make-chart $files "$work/$files"; done

failed=0
for chart in heavy 10 25 50 100 200; do
    # In turn, so that what else the machine does meets both; of each way the fastest counts.
    for _ in 1 2; do
        GOMAXPROCS=1 "$work/go-chart" "$work/$chart" "$work/values" >>"$work/go-$chart"
        "$ours" "$work/$chart" "$work/values" >>"$work/swift-$chart"
    done
    name=$([[ $chart == heavy ]] && echo "of 200 lines" || echo "of $chart files")
    awk -v name="$name" '
        NR == FNR { if (!($1 in go) || $2 < go[$1]) go[$1] = $2; if ($1 == "execute") sum = $3; next }
        $3 != sum { printf "chart %s: the two sides write different things\n", name; failed = 1 }
        !ours || $2 < ours { ours = $2 }
        END {
            printf "chart %s: ns per rendering: %d (go executes in %d, and parses and executes in %d)\n", name, ours, go["execute"], go["parse-and-execute"]
            bars["execute"] = 2
            if (name ~ /files/) bars["parse-and-execute"] = 6
            for (way in bars) {
                ratio = go[way] / ours
                verdict = ratio >= bars[way] ? "PASS" : "FAIL"
                if (verdict == "FAIL") failed = 1
                printf "ratio chart %s: %.2f times as fast as Go to %s (bar %d) %s\n", name, ratio, way, bars[way], verdict
            }
            exit failed
        }' "$work/go-$chart" "$work/swift-$chart" || failed=1
done
exit $failed
