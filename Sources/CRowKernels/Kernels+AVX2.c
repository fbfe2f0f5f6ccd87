#include "RowKernels.h"

#if defined(__x86_64__)
#define SUFFIX(name) name##_avx2
#define NAME "AVX2"
#pragma clang fp contract(fast)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "Kernels.inc"
#pragma clang attribute pop
#endif
