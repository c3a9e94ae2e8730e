#!/usr/bin/env bash
# Measures the silence of rooms in all faults. Takes about ten minutes, prints the table for docs/scale-out.md, and draws
# docs/silence.svg.
# Usage: faults.sh [REPETITIONS]
set -euo pipefail
cd "$(dirname "$0")/../.."
mvn -B verify -Pfaults -pl examples/chat-cluster -am -Dfaults.repetitions="${1:-5}" \
  -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dstress.skip=true \
  -Dit.test=FaultsIT -Dfailsafe.failIfNoSpecifiedTests=false
cp examples/chat-cluster/target/silence.svg docs/silence.svg
cat examples/chat-cluster/target/faults.md
