#!/bin/bash
# Makes the binary for other machines, and an archive with all that belongs to it. Usage: dist.sh STAGE FOLDER
set -euo pipefail
stage=$1
dist=$2

version=$("$stage/facet" --version)
name=facet-$version-linux-$(uname -m)
rm -rf "$dist"
mkdir -p "$dist/$name"
cp -r "$stage/." "$dist/$name/"
cp "$stage/facet" "$dist/facet"

# The same bytes from the same commit.
date=$(git log -1 --format=@%ct 2>/dev/null || true)
tar -C "$dist" --sort=name --owner=0 --group=0 --numeric-owner --mtime="${date:-now}" -cf - "$name" | gzip -9n >"$dist/$name.tar.gz"
rm -r "${dist:?}/$name"

glibc=$(objdump -T "$dist/facet" | grep -oE 'GLIBC_[0-9.]+' | sort -uV | tail -n 1)
ls -l "$dist"
echo "Runs on $(uname -m) Linux with glibc ${glibc#GLIBC_} or newer (Debian 12 has 2.36)."
