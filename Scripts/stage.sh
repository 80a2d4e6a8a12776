#!/bin/bash
# Puts together what is installed: the stripped command, its manual page and completions. Usage: stage.sh COMMAND FOLDER
set -euo pipefail
command=$1
stage=$2
swift=${SWIFT:-swift}

rm -rf "$stage"
mkdir -p "$stage/completions"
"$command" --generate-completion-script bash >"$stage/completions/facet.bash"
"$command" --generate-completion-script zsh >"$stage/completions/_facet"
"$command" --generate-completion-script fish >"$stage/completions/facet.fish"
cp LICENSE "$stage/"

# The tool behind `swift package generate-manual`, which itself would build the command again with other flags.
"$swift" build --product generate-manual
date=$(git log -1 --format=%cs 2>/dev/null || true)
.build/debug/generate-manual "$command" --date "${date:-$(date +%F)}" --output-directory "$stage" >/dev/null
# It knows no default subcommand, and leaves blank lines, which the manual's language doesn't like.
sed -i -e '/^\.Sh SYNOPSIS$/a .Nm\n.Ar input output\n.Op Ar options' -e 's/^$/.Pp/' "$stage/facet.1"

# Last, because `make` takes this file's date for that of all.
strip -o "$stage/facet" "$command"
