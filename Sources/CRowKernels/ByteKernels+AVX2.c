#if defined(__x86_64__)
#define SUFFIX(name) name##_avx2
#define NAME "AVX2"
// Wider instructions have nothing to offer to a list of places.
#define PLACES cbyte_places_portable
#pragma clang attribute push(__attribute__((target("avx2,bmi,popcnt"))), apply_to = function)
#include "ByteKernels.inc"
#pragma clang attribute pop
#endif
