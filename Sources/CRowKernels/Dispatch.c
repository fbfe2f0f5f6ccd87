#include "ByteKernels.h"
#include "RowKernels.h"

extern const struct crow_kernels crow_kernels_portable;
extern const struct cbyte_kernels cbyte_kernels_portable;

#if defined(__x86_64__)
extern const struct crow_kernels crow_kernels_avx512, crow_kernels_avx2;
extern const struct cbyte_kernels cbyte_kernels_avx512, cbyte_kernels_avx2;

/// What this processor has of the instructions up to a level.
static int level_up_to(int level) {
  __builtin_cpu_init();
  int is_wide = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
                __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("bmi");
  if (level >= 2 && is_wide && __builtin_cpu_supports("avx512f") &&
      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl"))
    return 2;
  return level >= 1 && is_wide;
}

const struct crow_kernels *crow_kernels_up_to(int level) {
  static const struct crow_kernels *const kernels[] = {
      &crow_kernels_portable, &crow_kernels_avx2, &crow_kernels_avx512};
  return kernels[level_up_to(level)];
}

const struct cbyte_kernels *cbyte_kernels_up_to(int level) {
  static const struct cbyte_kernels *const kernels[] = {
      &cbyte_kernels_portable, &cbyte_kernels_avx2, &cbyte_kernels_avx512};
  int known = level_up_to(level);
  return kernels[known == 2 && !__builtin_cpu_supports("avx512vbmi2") ? 1 : known];
}
#else
const struct crow_kernels *crow_kernels_up_to(int level) { return &crow_kernels_portable; }

const struct cbyte_kernels *cbyte_kernels_up_to(int level) { return &cbyte_kernels_portable; }
#endif
