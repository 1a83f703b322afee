#!/bin/sh
# Installs the pinned @octokit/openapi into the cache, once, and prints the path of GitHub's OpenAPI document. The import
# tests use it: 1,000 and more operations, 13 MB. Needs node and npm on the PATH; the version changes here alone.
set -eu

version=23.0.2
home="${PARLEY_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/parley}/octokit-openapi-$version"
document="$home/node_modules/@octokit/openapi/generated/api.github.com.json"

if [ ! -s "$document" ]; then
    mkdir -p "$home"
    npm install --prefix "$home" --no-save --no-audit --no-fund --loglevel=error "@octokit/openapi@$version" >&2
fi
printf '%s\n' "$document"
