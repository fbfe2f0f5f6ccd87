#define SUFFIX(name) name##_portable
#define NAME "portable"
#define PLACES cbyte_places_portable
#include "ByteKernels.inc"

/// Writes the places of the next eight marks, whether there are as many or not, and drops them.
///
/// How many marks a word has is a matter of chance, which no processor can guess.
static inline uint64_t write_eight(uint32_t *places, uint64_t marks, uint32_t first) {
  for (int i = 0; i < 8; i++) {
    places[i] = first + __builtin_ctzll(marks | 1ull << 63);
    marks &= marks - 1;
  }
  return marks;
}

long cbyte_places_portable(uint32_t *places, const uint64_t *marks, long words) {
  long written = 0;
  for (long i = 0; i < words; i++) {
    uint32_t *these = places + written;
    uint64_t rest = write_eight(these, marks[i], (uint32_t)(i * 64));
    while (rest) rest = write_eight(these += 8, rest, (uint32_t)(i * 64));
    written += __builtin_popcountll(marks[i]);
  }
  return written;
}

int cbyte_cut_portable(
    uint64_t *fields, const uint32_t *places, long count, const uint8_t *bytes, long columns,
    long limit) {
  uint32_t start = 0, strange = 0;
  for (long first = 0; first < count; first += columns) {
    long last = first + columns - 1;
    for (long i = first; i < last; i++) {
      uint32_t end = places[i], length = end - start;
      strange |= (bytes[end] == '\n') | (length > limit);
      fields[i] = start | (uint64_t)length << 31;
      start = end + 1;
    }
    uint32_t end = places[last], length = end - start;
    length -= length > 0 && bytes[end - 1] == '\r';
    strange |= (bytes[end] != '\n') | (length > limit);
    fields[last] = start | (uint64_t)length << 31;
    start = end + 1;
    if (strange) return 0;
  }
  return 1;
}
