#!/usr/bin/env bash
# Every Monday: take in the references and the notes, lay them out, and say what is left to tag.
# Run it in the folder that `litreview demo` made: bash weekly.sh. It is safe to repeat.
set -euo pipefail
cd "$(dirname "$0")"

litreview add references.bib notes/
litreview matrix --format md --output matrix.md
litreview matrix --theme governance --cell cite --format md --output matrix-governance.md

echo "Still to tag:"
litreview list --untagged --format keys
