#include "RowKernels.h"

#if defined(__x86_64__)
#define SUFFIX(name) name##_avx512
#define NAME "AVX-512"
#pragma clang fp contract(fast)
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx2,fma"))), apply_to = function)
#include "Kernels.inc"
#pragma clang attribute pop
#endif
