#!/bin/bash
# Feeds mutated files to every reader, number parsing and unpacking, under AddressSanitizer, one after the other, and
# fails when one violates its property. Usage: fuzz.sh SECONDS [TARGET…]
set -euo pipefail
seconds=${1:?seconds for each target}
shift
targets=("$@")
[ ${#targets[@]} -gt 0 ] ||
  targets=(off stl stl-ascii ply obj glb soup npy npz raw detection numbers gzip zstd)

root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
scratch=.build-fuzz
swift=${SWIFT:-swift}
corpus=${FACET_CORPUS:-$root/../shared/corpus}
mkdir -p "$scratch"

# Without -O a run is ten times slower; the assertions and the checks of the standard library's debug mode stay in.
# shellcheck disable=SC2054
flags=(-Xswiftc -sanitize=fuzzer,address -Xswiftc -assert-config -Xswiftc Debug
  -Xcc -fsanitize=address,fuzzer-no-link)
echo "building the fuzzer"
if ! "$swift" build -c release --package-path Fuzz --scratch-path "$scratch/build" --sanitize=fuzzer "${flags[@]}" \
  >"$scratch/build.log" 2>&1; then
  tail -n 20 "$scratch/build.log" >&2
  echo "fuzz: the build failed; all lines are in $scratch/build.log" >&2
  exit 1
fi
program=$scratch/build/release/FacetFuzz

# Copies the small files of a folder of data/, and files of the corpus of at most 64 KiB with one of the endings.
seeds_of() {
  local target=$1 kind=$2
  shift 2
  local seeds=$scratch/seeds/$target ending
  rm -rf "$seeds"
  mkdir -p "$seeds"
  for folder in "data/$kind" "data/findings/$target"; do
    [ ! -d "$folder" ] || cp "$folder"/* "$seeds/"
  done
  [ -d "$corpus" ] || return 0
  for ending in "$@"; do
    find "$corpus" -type f -iname "*.$ending" -size -129 -print0 | while IFS= read -r -d '' file; do
      cp -f --no-preserve=mode "$file" "$seeds/corpus-$(tr -c 'A-Za-z0-9.\n' '-' <<<"${file#"$corpus"/}")"
    done
  done
}

seed() {
  local target=$1 file
  case $target in
    off) seeds_of off off off ;;
    stl | stl-ascii) seeds_of "$target" stl stl ;;
    ply) seeds_of ply ply ply ;;
    obj) seeds_of obj obj obj ;;
    glb) seeds_of glb glb glb gltf ;;
    soup | npy | npz | raw) seeds_of "$target" "$target" "$target" ;;
    detection)
      seeds_of detection -
      for file in data/{stl,off,ply,obj,glb,soup,npy,npz,raw}/*; do
        cp "$file" "$scratch/seeds/detection/$(tr / - <<<"${file#data/}")"
      done
      ;;
    numbers)
      seeds_of numbers -
      cut -d, -f3 data/numbers/goldens.csv | tail -n +2 | split -l 1 -a 4 - "$scratch/seeds/numbers/n"
      ;;
    gzip | zstd)
      seeds_of "$target" -
      command -v "$target" >/dev/null || return 0
      for file in data/off/accept-[a-c]* data/stl/accept-binary-box*; do
        "$target" -c -q "$file" >"$scratch/seeds/$target/$(basename "$file")"
      done
      # Not by a pipe into head, which would end the script where there is more.
      cat "$scratch/seeds/$target"/accept-* >"$scratch/several"
      head -c 4000 "$scratch/several" >"$scratch/seeds/$target/several"
      ;;
    *) echo "fuzz: there is no target $target" >&2 && exit 64 ;;
  esac
}

# Memory beyond what 64 KiB of input may take, and a second for the slowest reading of it, five where the machine is busy.
limits=(-rss_limit_mb=2048 -malloc_limit_mb=512 -timeout=5 -max_len=65536)
findings=0
printf '%-10s %12s %8s %8s %9s %9s\n' target executions edges features corpus findings
for target in "${targets[@]}"; do
  seed "$target"
  mkdir -p "$scratch/corpora/$target" "$scratch/findings/$target"
  log=$scratch/$target.log
  dictionary=()
  [ ! -f "Fuzz/dictionaries/$target.dict" ] || dictionary=(-dict="Fuzz/dictionaries/$target.dict")
  status=0
  FACET_FUZZ=$target ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1 SWIFT_BACKTRACE=enable=no \
    "$program" "${limits[@]}" "${dictionary[@]}" -max_total_time="$seconds" -print_final_stats=1 \
    -artifact_prefix="$scratch/findings/$target/" "$scratch/corpora/$target" "$scratch/seeds/$target" \
    >"$log" 2>&1 || status=$?
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -n 1)
  coverage=$(grep -aoE 'cov: [0-9]+ ft: [0-9]+ corp: [0-9]+' "$log" | tail -n 1 || true)
  read -r edges features units <<<"$(awk '{print $2, $4, $6}' <<<"$coverage")"
  printf '%-10s %12s %8s %8s %9s %9s\n' "$target" "${executions:-?}" "${edges:-?}" "${features:-?}" "${units:-?}" \
    "$([ "$status" = 0 ] && echo none || echo one)"
  [ "$status" = 0 ] && continue
  findings=$((findings + 1))
  file=$(grep -aoE 'Test unit written to .*' "$log" | tail -n 1 | sed 's/.* to //')
  grep -aE 'Fatal error|ERROR: (AddressSanitizer|libFuzzer)|SUMMARY' "$log" | cut -c 1-300 | head -n 3 >&2 || true
  cat >&2 <<END
  the input: ${file:-none was kept; see $log}
  make it smaller: FACET_FUZZ=$target $program -minimize_crash=1 -max_total_time=60 -exact_artifact_path=$scratch/small ${file:-FILE}
  mend the reader, then keep the file: data/findings/$target/WORDS-OF-WHAT-IT-IS (FindingsTests reads it from then on)
END
done
[ "$findings" = 0 ] || { echo "fuzz: $findings of ${#targets[@]} targets have a finding" >&2 && exit 1; }
