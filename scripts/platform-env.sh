#!/bin/sh
# Makes the environments in which platforms' own types and loaders judge our bundles, each once, and prints the paths of
# their Pythons. `scripts/platform-env.sh pipecat vapi` takes tests/exports/envs/pipecat.txt and vapi.txt; with --made
# first nothing is made: what is not there yet is an error. scripts/lock.py writes those files.
# They are apart from .venv because the vendors' packages pin versions that exclude each other, and ours.
set -eu

root="$(cd "$(dirname "$0")/.." && pwd)"
cache="${PARLEY_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/parley}"
python="${PYTHON:-python3}"
most_seconds=900

bounded() {
    if command -v timeout >/dev/null; then timeout "$most_seconds" "$@" >&2; else "$@" >&2; fi
}

fill_by_uv() {  # several times faster than pip
    uv="$root/.venv/bin/uv"
    [ -x "$uv" ] || return 1
    export UV_HTTP_TIMEOUT=60 UV_PYTHON_DOWNLOADS=never
    "$uv" venv --quiet --python "$python" "$1" >&2 || return 1
    bounded "$uv" pip install --quiet --python "$1/bin/python" --require-hashes -r "$2"
}

fill_by_pip() {
    "$python" -m venv --clear "$1" >&2 || return 1
    bounded "$1/bin/python" -m pip install --quiet --disable-pip-version-check --timeout 60 --require-hashes -r "$2"
}

made() {  # prints the path of one environment's Python
    wanted="$root/tests/exports/envs/$1.txt"
    [ -f "$wanted" ] || { echo "there is no environment $1" >&2; exit 2; }
    digest="$(cksum <"$wanted" | cut -d' ' -f1)"
    home="$cache/env-$1-$digest"
    if [ ! -x "$home/ready/bin/python" ]; then
        [ -z "$only_made" ] || { echo "make it with scripts/platform-env.sh $1" >&2; exit 3; }
        mkdir -p "$home"
        making="$(mktemp -d "$home/making.XXXXXX")"
        fill_by_uv "$making" "$wanted" || fill_by_pip "$making" "$wanted" || { rm -rf "$making"; exit 1; }
        ln -sfn "$(basename "$making")" "$home/ready"
    fi
    printf '%s\n' "$home/ready/bin/python"
}

only_made=""
if [ "${1:-}" = --made ]; then only_made=yes; shift; fi
for name in "$@"; do made "$name"; done
