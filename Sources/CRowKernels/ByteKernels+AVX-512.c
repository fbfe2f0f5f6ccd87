#if defined(__x86_64__)
#include <immintrin.h>
#include <stdint.h>

#define SUFFIX(name) name##_avx512
#define NAME "AVX-512"
#define PLACES cbyte_places_avx512
#pragma clang attribute push(__attribute__((target("avx512f,avx512dq,avx512bw,avx512vl,avx512vbmi2,avx2,bmi,popcnt"))), apply_to = function)

/// The numbers from 0 to 63 that have a mark are moved together, sixteen at a time made places.
static long cbyte_places_avx512(uint32_t *places, const uint64_t *marks, long words) {
  uint8_t numbers[64];
  for (int i = 0; i < 64; i++) numbers[i] = i;
  const __m512i all = _mm512_loadu_si512(numbers);
  long written = 0;
  for (long i = 0; i < words; i++) {
    const long count = __builtin_popcountll(marks[i]);
    const __m512i first = _mm512_set1_epi32((int)(i * 64));
    const __m512i marked = _mm512_maskz_compress_epi8(marks[i], all);
    const __m512i sixteen = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(marked));
    _mm512_storeu_si512(places + written, _mm512_add_epi32(first, sixteen));
    if (count > 16) {
      _mm512_storeu_si512(numbers, marked);
      for (long j = 16; j < count; j++) places[written + j] = (uint32_t)(i * 64) + numbers[j];
    }
    written += count;
  }
  return written;
}

#include "ByteKernels.inc"
#pragma clang attribute pop
#endif
