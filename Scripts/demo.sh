#!/bin/bash
# Shows what the command does: on a million triangles, or on the user's own file (FILE=mine.stl). Usage: demo.sh COMMAND
set -euo pipefail
facet=$1

say() { printf '\n$ %s\n' "$*"; }
lines_of() { printf '\nThe first lines of %s:\n' "$1" && head -n 4 "$1" | cut -c 1-100; }
size_of() { stat -L -c %s "$1" | awk -v name="$1" '{printf "%s: %.1f MB\n", name, $1 / 1e6}'; }

if [ -n "${FILE:-}" ]; then
  name=${FILE##*/}
  output=${name%.*}.off
  [ -f "$FILE" ] || { echo "demo: there is no file $FILE" >&2 && exit 66; }
  if [ -e "$output" ]; then
    echo "demo: $output is here already and stays as it is; to replace it: $facet '$FILE' '$output'" >&2
    exit 73
  fi
  say facet info "'$FILE'"
  "$facet" info "$FILE"
  say facet "'$FILE'" "'$output'" --verbose
  "$facet" "$FILE" "$output" --verbose
  size_of "$FILE"
  size_of "$output"
  lines_of "$output"
  printf '\nWritten: %s\n' "$PWD/$output"
else
  folder=.build/demo
  mkdir -p "$folder"
  say facet generate terrain $folder/terrain.stl --triangles 1000000
  "$facet" generate terrain $folder/terrain.stl --triangles 1000000
  size_of $folder/terrain.stl
  say facet $folder/terrain.stl $folder/terrain.off --verbose
  "$facet" $folder/terrain.stl $folder/terrain.off --verbose
  size_of $folder/terrain.off
  lines_of $folder/terrain.off
  printf '\nYour own file: make demo FILE=mine.stl\n'
fi
