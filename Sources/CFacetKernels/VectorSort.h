// The vectorised quicksort for one width of keys; VectorSort.c includes this file once for each, with the words below
// defined: KEY, WIDTH (keys a vector), MASK and the names of the instructions.

/// Makes a bitonic sequence of `vectors` vectors ascending, from the step between vectors `first` apart on.
WIDE_INLINE void NAME(merge_steps)(__m512i *v, int vectors, int first) {
#pragma clang loop unroll(full)
  for (int step = first; step >= 1; step /= 2) {
#pragma clang loop unroll(full)
    for (int group = 0; group < vectors; group += 2 * step) {
#pragma clang loop unroll(full)
      for (int index = 0; index < step; index++) ORDER(v[group + index], v[group + index + step]);
    }
  }
#pragma clang loop unroll(full)
  for (int index = 0; index < vectors; index++) v[index] = NAME(merge_lane)(v[index]);
}

/// Merges pairs of ascending runs of `run` vectors each into runs of twice the length.
WIDE_INLINE void NAME(merge_runs)(__m512i *v, int vectors, int run) {
  // An ascending run followed by a descending one is bitonic; the first step turns the second run as it compares.
#pragma clang loop unroll(full)
  for (int start = 0; start < vectors; start += 2 * run) {
#pragma clang loop unroll(full)
    for (int index = 0; index < run; index++) {
      __m512i turned = NAME(reversed)(v[start + 2 * run - 1 - index]);
      ORDER(v[start + index], turned);
      v[start + 2 * run - 1 - index] = turned;
    }
  }
  NAME(merge_steps)(v, vectors, run / 2);
}

/// Sorts up to `vectors` vectors of keys with a network. Missing keys count as the largest.
WIDE_INLINE void NAME(network)(KEY *keys, size_t count, int vectors) {
  __m512i v[16];
#pragma clang loop unroll(full)
  for (int index = 0; index < vectors; index++) {
    const size_t first = (size_t)index * WIDTH;
    if (first + WIDTH <= count) {
      v[index] = _mm512_loadu_si512(keys + first);
    } else {
      v[index] = first < count ? LOAD_SOME(ALL_ONES, NAME(first_lanes)(count - first), keys + first) : ALL_ONES;
    }
  }
#pragma clang loop unroll(full)
  for (int index = 0; index < vectors; index += 8) NAME(sort_columns)(v + index);
#pragma clang loop unroll(full)
  for (int run = 1; run < vectors; run *= 2) NAME(merge_runs)(v, vectors, run);
#pragma clang loop unroll(full)
  for (int index = 0; index < vectors; index++) {
    const size_t first = (size_t)index * WIDTH;
    if (first + WIDTH <= count) {
      _mm512_storeu_si512(keys + first, v[index]);
    } else if (first < count) {
      STORE_SOME(keys + first, NAME(first_lanes)(count - first), v[index]);
    }
  }
}

WIDE static void NAME(small_8)(KEY *keys, size_t count) { NAME(network)(keys, count, 8); }
WIDE static void NAME(small_16)(KEY *keys, size_t count) { NAME(network)(keys, count, 16); }

/// Makes a bitonic sequence of `vectors` vectors in memory ascending.
WIDE static void NAME(merge_bitonic)(KEY *keys, size_t vectors) {
  if (vectors > 16) {
    const size_t half = vectors / 2;
    for (size_t index = 0; index < half; index++) {
      KEY *const from = keys + index * WIDTH, *const against = from + half * WIDTH;
      const __m512i low = _mm512_loadu_si512(from), high = _mm512_loadu_si512(against);
      _mm512_storeu_si512(from, LESSER(low, high));
      _mm512_storeu_si512(against, GREATER(low, high));
    }
    NAME(merge_bitonic)(keys, half);
    return NAME(merge_bitonic)(keys + half * WIDTH, half);
  }
  __m512i v[16];
#pragma clang loop unroll(full)
  for (int index = 0; index < 16; index++) v[index] = _mm512_loadu_si512(keys + index * WIDTH);
  NAME(merge_steps)(v, 16, 8);
#pragma clang loop unroll(full)
  for (int index = 0; index < 16; index++) _mm512_storeu_si512(keys + index * WIDTH, v[index]);
}

/// Sorts more keys than a network takes: networks side by side, then merges of 256 and of 512 keys, in a place of its own.
WIDE static void NAME(medium)(KEY *keys, size_t count) {
  enum { PART = 16 * WIDTH };
  KEY place[4 * PART] __attribute__((aligned(64)));
  const size_t parts = count <= 2 * PART ? 2 : 4;
  memcpy(place, keys, count * sizeof(KEY));
  memset(place + count, 0xff, (parts * PART - count) * sizeof(KEY));
  for (size_t first = 0; first < count; first += PART) {
    if (count - first <= 8 * WIDTH) NAME(small_8)(place + first, count - first);
    else NAME(small_16)(place + first, PART);
  }
  for (size_t run = 16; run < 16 * parts; run *= 2) {
    for (size_t start = 0; start < 16 * parts; start += 2 * run) {
      // What lies behind the last key is all ones already, and ascending.
      if ((start + run) * WIDTH >= count) continue;
      KEY *const both = place + start * WIDTH;
      for (size_t index = 0; index < run; index++) {
        KEY *const from = both + index * WIDTH, *const against = both + (2 * run - 1 - index) * WIDTH;
        const __m512i low = _mm512_load_si512(from), high = NAME(reversed)(_mm512_load_si512(against));
        _mm512_store_si512(from, LESSER(low, high));
        _mm512_store_si512(against, GREATER(low, high));
      }
      NAME(merge_bitonic)(both, run);
      NAME(merge_bitonic)(both + run * WIDTH, run);
    }
  }
  memcpy(keys, place, count * sizeof(KEY));
}

/// The middle of keys that lie far from each other.
WIDE static KEY NAME(pivot)(const KEY *keys, size_t count) {
  KEY sample[8 * WIDTH];
  const size_t wanted = count >= 64 * WIDTH ? 8 * WIDTH : 2 * WIDTH;
  const size_t step = count / wanted;
  for (size_t index = 0; index < wanted; index++) sample[index] = keys[index * step + step / 2];
  NAME(small_8)(sample, wanted);
  return sample[wanted / 2];
}

/// Writes a vector to both ends of the room between them: its keys below the pivot stay at the left, the others at the right.
WIDE_INLINE void NAME(write)(__m512i v, __m512i pivot, KEY **left, KEY **right) {
  const MASK below = BELOW(v, pivot);
  const unsigned smaller = (unsigned)__builtin_popcount(below);
  const __m512i parted =
      EXPAND(COMPRESS(below, v), (MASK)~NAME(first_lanes)(smaller), COMPRESS((MASK)~below, v));
  _mm512_storeu_si512(*left, parted);
  _mm512_storeu_si512(*right - WIDTH, parted);
  *left += smaller;
  *right -= WIDTH - smaller;
}

/// Moves the keys below the pivot before all others, in place.
/// Two times UNROLL vectors are held in registers, so that there is always room for what is written, on both sides.
/// - Returns: how many lie below it. `count` is at least 2 · UNROLL · WIDTH.
WIDE static size_t NAME(partition)(KEY *keys, size_t count, KEY pivotKey) {
  enum { UNROLL = 8 };
  const __m512i pivot = SPREAD(pivotKey);
  __m512i held[2 * UNROLL];
  KEY *readLeft = keys + UNROLL * WIDTH;
  KEY *readRight = keys + count - UNROLL * WIDTH;
  KEY *writeLeft = keys;
  KEY *writeRight = keys + count;
#pragma clang loop unroll(full)
  for (int index = 0; index < UNROLL; index++) {
    held[index] = _mm512_loadu_si512(keys + index * WIDTH);
    held[UNROLL + index] = _mm512_loadu_si512(readRight + index * WIDTH);
  }
  __m512i v[UNROLL];
  while ((size_t)(readRight - readLeft) >= UNROLL * WIDTH) {
    const KEY *from;
    // Both ends are read in turns that the prefetchers don't see.
#pragma clang loop unroll(full)
    for (int index = 0; index < UNROLL; index++) {
      __builtin_prefetch(readLeft + (2 * UNROLL + index) * WIDTH);
      __builtin_prefetch(readRight - (2 * UNROLL + index + 1) * WIDTH);
    }
    // Reading where there is less room leaves room for all of it on both sides.
    if (readLeft - writeLeft <= writeRight - readRight) {
      from = readLeft;
      readLeft += UNROLL * WIDTH;
    } else {
      readRight -= UNROLL * WIDTH;
      from = readRight;
    }
#pragma clang loop unroll(full)
    for (int index = 0; index < UNROLL; index++) v[index] = _mm512_loadu_si512(from + index * WIDTH);
#pragma clang loop unroll(full)
    for (int index = 0; index < UNROLL; index++) NAME(write)(v[index], pivot, &writeLeft, &writeRight);
  }
  __m512i rest[UNROLL];
  MASK present[UNROLL];
  const size_t left = (size_t)(readRight - readLeft);
#pragma clang loop unroll(full)
  for (int index = 0; index < UNROLL; index++) {
    const size_t first = (size_t)index * WIDTH;
    present[index] = first >= left ? 0 : left - first >= WIDTH ? (MASK)~(MASK)0 : NAME(first_lanes)(left - first);
    rest[index] = LOAD_SOME(ALL_ONES, present[index], readLeft + first);
  }
#pragma clang loop unroll(full)
  for (int index = 0; index < UNROLL; index++) {
    const MASK below = BELOW(rest[index], pivot) & present[index];
    const MASK above = (MASK)~below & present[index];
    const unsigned smaller = (unsigned)__builtin_popcount(below);
    const unsigned larger = (unsigned)__builtin_popcount(above);
    STORE_SOME(writeLeft, NAME(first_lanes)(smaller), COMPRESS(below, rest[index]));
    writeLeft += smaller;
    writeRight -= larger;
    STORE_SOME(writeRight, NAME(first_lanes)(larger), COMPRESS(above, rest[index]));
  }
#pragma clang loop unroll(full)
  for (int index = 0; index < 2 * UNROLL; index++) NAME(write)(held[index], pivot, &writeLeft, &writeRight);
  return (size_t)(writeLeft - keys);
}

static void NAME(sift)(KEY *keys, size_t root, size_t count) {
  const KEY key = keys[root];
  for (size_t child; (child = 2 * root + 1) < count; root = child) {
    if (child + 1 < count && keys[child] < keys[child + 1]) child++;
    if (keys[child] <= key) break;
    keys[root] = keys[child];
  }
  keys[root] = key;
}

/// What remains when the pivots were bad again and again: never quadratic.
static void NAME(heap_sort)(KEY *keys, size_t count) {
  for (size_t root = count / 2; root-- > 0;) NAME(sift)(keys, root, count);
  for (size_t last = count; last-- > 1;) {
    const KEY largest = keys[0];
    keys[0] = keys[last];
    keys[last] = largest;
    NAME(sift)(keys, 0, last);
  }
}

static void NAME(quick_sort)(KEY *keys, size_t count, int depth) {
  while (count > 64 * WIDTH) {
    if (depth-- == 0) return NAME(heap_sort)(keys, count);
    const KEY pivot = NAME(pivot)(keys, count);
    size_t below = NAME(partition)(keys, count, pivot);
    if (below == 0) {
      // The pivot is the least key: all that equal it come first, and are done.
      if (pivot == (KEY)~(KEY)0) return;
      below = NAME(partition)(keys, count, pivot + 1);
      keys += below;
      count -= below;
      continue;
    }
    if (below < count - below) {
      NAME(quick_sort)(keys, below, depth);
      keys += below;
      count -= below;
    } else {
      NAME(quick_sort)(keys + below, count - below, depth);
      count = below;
    }
  }
  if (count <= 1) return;
  if (count <= 8 * WIDTH) NAME(small_8)(keys, count);
  else if (count <= 16 * WIDTH) NAME(small_16)(keys, count);
  else NAME(medium)(keys, count);
}

void NAME(facet_sort)(KEY *keys, size_t count, int depth) { NAME(quick_sort)(keys, count, depth); }
