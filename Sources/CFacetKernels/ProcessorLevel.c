// Which instructions this processor has, asked once. The constructor runs before any Swift code of this process, so a
// processor below the floor gets a sentence and exit code 69 (EX_UNAVAILABLE), not an illegal instruction.
#include "CFacetKernels.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int32_t level = 3;

int32_t facet_processor_level(void) { return level; }

#if defined(__x86_64__)
__attribute__((constructor(101))) static void facet_check_processor(void) {
  __builtin_cpu_init();
  level = 2;
  if (__builtin_cpu_supports("x86-64-v3")) level = 3;
  if (level == 3 && __builtin_cpu_supports("x86-64-v4")) {
    level = 4;
    if (__builtin_cpu_supports("avx512ifma") && __builtin_cpu_supports("avx512vbmi") &&
        __builtin_cpu_supports("avx512vbmi2"))
      level = 5;
  }
  if (level < 3) {
    static const char message[] =
        "facet: this processor lacks AVX2, FMA or BMI2 (x86-64-v3), which Facet needs\n";
    ssize_t ignored = write(2, message, sizeof message - 1);
    (void)ignored;
    _exit(69);
  }
  const char *forced = getenv("FACET_CPU");
  if (forced != NULL) {
    int32_t wanted = strcmp(forced, "v3") == 0 ? 3 : strcmp(forced, "v4") == 0 ? 4 : strcmp(forced, "icl") == 0 ? 5 : 0;
    if (wanted != 0 && wanted <= level) level = wanted;
  }
}
#endif
