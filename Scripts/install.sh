#!/bin/bash
# Installs or removes the command, its manual page and completions. Usage: install.sh install|uninstall STAGE PREFIX
set -euo pipefail
action=$1
stage=$2
prefix=$3

# from, to, mode
files=(
  "facet" "bin/facet" 755
  "facet.1" "share/man/man1/facet.1" 644
  "completions/facet.bash" "share/bash-completion/completions/facet" 644
  "completions/_facet" "share/zsh/site-functions/_facet" 644
  "completions/facet.fish" "share/fish/vendor_completions.d/facet.fish" 644
)

for ((i = 0; i < ${#files[@]}; i += 3)); do
  target=$prefix/${files[i + 1]}
  case $action in
    install)
      install -D -m "${files[i + 2]}" "$stage/${files[i]}" "$target" || {
        echo "install: can't write to $prefix; try: sudo make install, or: make install PREFIX=\$HOME/.local" >&2
        exit 73
      }
      echo "$target"
      ;;
    uninstall) rm -fv "$target" ;;
    *) exit 64 ;;
  esac
done
