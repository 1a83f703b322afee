#!/bin/sh
# Installs the pinned ElevenLabs CLI into the cache, once, and prints the path of its executable. The bundle tests
# use it. Needs node and npm on the PATH; the version changes here and nowhere else.
set -eu

version=1.3.0
home="${PARLEY_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/parley}/elevenlabs-cli-$version"
executable="$home/node_modules/.bin/elevenlabs"

if [ ! -x "$executable" ]; then
    mkdir -p "$home"
    npm install --prefix "$home" --no-save --no-audit --no-fund --loglevel=error "@elevenlabs/cli@$version" >&2
fi
printf '%s\n' "$executable"
