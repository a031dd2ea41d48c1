#!/usr/bin/env bash
# A fresh clone of HEAD in a temporary folder, with empty caches: `make report` first, then `make test`.
set -euo pipefail
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
git clone --quiet "$(git rev-parse --show-toplevel)" "$room/isnad"
cd "$room/isnad"
export PIP_CACHE_DIR="$room/pip-cache" UV_CACHE_DIR="$room/uv-cache" XDG_CACHE_HOME="$room/cache" MPLCONFIGDIR="$room/matplotlib"
unset VIRTUAL_ENV PYTHONPATH
begin=$(date +%s)
make report
middle=$(date +%s)
test -s reports/index.html
make test
end=$(date +%s)
git status --porcelain | { ! grep .; } || { echo "the runs left files that git does not ignore"; exit 1; }
echo "clean room: make report $((middle - begin)) s cold, make test $((end - middle)) s"
