#!/usr/bin/env bash
# Makes a small Debian base image without a registry: `scripts/base-image.sh assay-base:bookworm [package …]`.
# It is unpacked under ASSAY_HOME/sandbox/bases for bubblewrap, and imported into the container engine when one answers.
# What is there already is kept; --again makes it anew.
set -euo pipefail
cd "$(dirname "$0")/.."

again=false
[[ "${1:-}" == --again ]] && again=true && shift
tag="${1:-}"
[[ "$tag" =~ ^[a-z0-9][a-z0-9._/-]*(:[A-Za-z0-9._-]+)?$ ]] || {
  echo "Usage: scripts/base-image.sh [--again] <image reference, like assay-base:bookworm> [Debian package …]" >&2
  exit 2
}
shift
packages=(ca-certificates git patch python3 "$@")

folder="${ASSAY_HOME:-.assay}/sandbox/bases/${tag//[^A-Za-z0-9.-]/_}"
engine() { command -v docker >/dev/null && docker info >/dev/null 2>&1; }

if $again || [[ ! -x "$folder/bin/sh" ]]; then
  [[ "$(id -u)" -eq 0 ]] || { echo "base-image: only root can make a base image" >&2; exit 1; }
  command -v debootstrap >/dev/null || { echo "base-image: apt-get install debootstrap" >&2; exit 1; }
  draft="$folder.draft"
  rm -rf "$draft"
  mkdir -p "$draft"
  chmod 755 "$draft"
  trap 'rm -rf "$draft"' EXIT
  included="$(IFS=,; echo "${packages[*]}")"
  debootstrap --variant=minbase --include="$included" bookworm "$draft" ${DEBIAN_MIRROR:+"$DEBIAN_MIRROR"} >"$draft.log" 2>&1 || {
    tail -n 20 "$draft.log" >&2
    exit 1
  }
  rm -rf "$draft.log" "$draft"/var/cache/apt/archives/*.deb "$draft"/var/lib/apt/lists/* "$draft"/dev/*
  : >"$draft/etc/resolv.conf"
  echo sandbox >"$draft/etc/hostname"
  # The Node that runs Assay serves tasks in JavaScript.
  node="$(node_modules/.bin/node -p process.execPath 2>/dev/null || command -v node || true)"
  [[ -z "$node" ]] || install -m 755 "$node" "$draft/usr/local/bin/node"
  rm -rf "$folder"
  mv "$draft" "$folder"
  ! engine || docker image rm "$tag" >/dev/null 2>&1 || true
fi

if engine; then
  docker image inspect "$tag" >/dev/null 2>&1 || tar -C "$folder" -c . | docker import - "$tag" >/dev/null
  echo "base-image: $tag is in the container engine and in $folder"
else
  echo "base-image: $tag is in $folder (no container engine answers)"
fi
