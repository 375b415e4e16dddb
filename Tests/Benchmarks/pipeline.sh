#!/usr/bin/env bash
# pipeline.sh: the three programs on a real API server of their own, against kubectl and against a bare client: 1,000 custom
# resources from cold, the latency of a change, and memory. FAIRLEAD_BIN names the folder of the programs; what else is given
# goes to the measuring program (-small, -large, -samples).
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
GO111MODULE=off go build -o "$work/go-pipeline" ./go/pipeline
# Without controllers: nothing but the API server answers, and nothing makes pods of the deployments.
unset KUBECONFIG FAIRLEAD_CLUSTER
NODES=0 "$root/deploy/devcluster/with-cluster" "$work/go-pipeline" \
    -bin "${FAIRLEAD_BIN:-$root/.build/release}" -example "$root/deploy/examples/characters" "$@"
