#!/bin/sh
# Fetches axe-core, which the browser tests run on the report, into build/axe.min.js. Needs npm.
set -eu

version=4.14.1
root=$(cd "$(dirname "$0")/../.." && pwd)
target="$root/build/axe.min.js"

if [ -s "$target" ]; then
  exit 0
fi
mkdir -p "$root/build"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent "axe-core@$version" >/dev/null)
tar -xzf "$work/axe-core-$version.tgz" -C "$work" package/axe.min.js
mv "$work/package/axe.min.js" "$target"
