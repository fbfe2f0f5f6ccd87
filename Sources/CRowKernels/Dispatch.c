#include "RowKernels.h"

extern const struct crow_kernels crow_kernels_portable;

#if defined(__x86_64__)
extern const struct crow_kernels crow_kernels_avx512;
extern const struct crow_kernels crow_kernels_avx2;

const struct crow_kernels *crow_kernels_up_to(int level) {
  __builtin_cpu_init();
  if (level >= 2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("fma"))
    return &crow_kernels_avx512;
  if (level >= 1 && __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    return &crow_kernels_avx2;
  return &crow_kernels_portable;
}
#else
const struct crow_kernels *crow_kernels_up_to(int level) { return &crow_kernels_portable; }
#endif
