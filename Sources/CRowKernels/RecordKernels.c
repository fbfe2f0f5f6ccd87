#include "RecordKernels.h"
#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

void crecord_fetch(const uint64_t *words, long stride, const int32_t *rows, long count) {
  for (long i = 0; i < count; i++) {
    if (rows[i] < 0) continue;
    const char *record = (const char *)(words + rows[i] * stride);
    for (long byte = 0; byte < stride * 8; byte += 64) __builtin_prefetch(record + byte, 1);
  }
}

void cmemory_give_back(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}
