#!/bin/sh
# Makes the environment in which a platform's own types and loaders judge our bundles, once, and prints the path of its
# Python. `scripts/platform-env.sh pipecat` takes tests/exports/envs/pipecat.txt; scripts/lock.py writes those files.
# They are apart from .venv because the vendors' packages pin versions that exclude each other, and ours.
set -eu

wanted="$(dirname "$0")/../tests/exports/envs/$1.txt"
[ -f "$wanted" ] || { echo "there is no environment $1" >&2; exit 2; }
digest="$(cksum <"$wanted" | cut -d' ' -f1)"
home="${PARLEY_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/parley}/env-$1-$digest"

if [ ! -x "$home/ready/bin/python" ]; then
    mkdir -p "$home"
    making="$(mktemp -d "$home/making.XXXXXX")"
    "${PYTHON:-python3}" -m venv "$making" >&2
    "$making/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$wanted" >&2
    ln -sfn "$(basename "$making")" "$home/ready"
fi
printf '%s\n' "$home/ready/bin/python"
