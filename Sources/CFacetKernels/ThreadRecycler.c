// The pages that this thread keeps for reuse: Swift 6.3 has no thread-local variable.
#include "CFacetKernels.h"

static _Thread_local void *recycler;

void *facet_thread_recycler(void) { return recycler; }

void facet_set_thread_recycler(void *value) { recycler = value; }
