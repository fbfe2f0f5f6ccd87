#include "ByteKernels.h"

#include <string.h>

// Vectors wider than the registers are passed between inlined functions only.
#pragma clang diagnostic ignored "-Wpsabi"

// A compiler that knows no wider registers makes four of these of 16 bytes each.
typedef uint8_t block __attribute__((ext_vector_type(64)));
typedef int8_t truth __attribute__((ext_vector_type(64)));
typedef _Bool bits __attribute__((ext_vector_type(64)));

static inline block load(const uint8_t *bytes) {
  block loaded;
  memcpy(&loaded, bytes, sizeof loaded);
  return loaded;
}

/// The bytes from here to the end, and zeros behind them: a byte that no caller looks for.
static inline block load_tail(const uint8_t *bytes, long count) {
  uint8_t padded[64] = {0};
  memcpy(padded, bytes, count);
  return load(padded);
}

/// All ones in the bytes that are this one, zeros in the others.
static inline truth equal(block bytes, uint8_t byte) { return (truth)(bytes == (block)byte); }

/// A bit for every byte that has its top bit set.
static inline uint64_t top_bits(truth bytes) {
  bits set = __builtin_convertvector(bytes < (truth)0, bits);
  uint64_t word;
  memcpy(&word, &set, sizeof word);
  return word;
}

struct cbyte_counts cbyte_count(const uint8_t *bytes, long count) {
  struct cbyte_counts counts = {0, 0};
  long i = 0;
  for (; i + 64 <= count; i += 64) {
    block these = load(bytes + i);
    counts.quotes += __builtin_popcountll(top_bits(equal(these, '"')));
    counts.line_feeds += __builtin_popcountll(top_bits(equal(these, '\n')));
  }
  for (; i < count; i++) {
    counts.quotes += bytes[i] == '"';
    counts.line_feeds += bytes[i] == '\n';
  }
  return counts;
}

struct cbyte_sight cbyte_mark(
    uint64_t *marks, const uint8_t *bytes, long count, uint8_t delimiter) {
  truth quotes = (truth)0, strange = (truth)0;
  long i = 0, marked = 0;
  for (; i + 64 <= count; i += 64) {
    block these = load(bytes + i);
    truth ends = equal(these, delimiter) | equal(these, '\n');
    marks[i / 64] = top_bits(ends);
    marked += __builtin_popcountll(marks[i / 64]);
    quotes |= equal(these, '"');
    strange |= (truth)these | equal(these, 0);
  }
  if (i < count) {
    block these = load_tail(bytes + i, count - i);
    truth ends = equal(these, delimiter) | equal(these, '\n');
    marks[i / 64] = top_bits(ends);
    marked += __builtin_popcountll(marks[i / 64]);
    quotes |= equal(these, '"');
    strange |= (truth)these;
    for (; i < count; i++)
      if (bytes[i] == 0) strange = (truth)-1;
  }
  struct cbyte_sight sight = {top_bits(quotes) != 0, top_bits(strange) == 0, marked};
  return sight;
}

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

long cbyte_places(uint32_t *places, const uint64_t *marks, long words) {
  long written = 0;
  for (long i = 0; i < words; i++) {
    uint32_t *these = places + written;
    uint64_t rest = write_eight(these, marks[i], (uint32_t)(i * 64));
    while (rest) rest = write_eight(these += 8, rest, (uint32_t)(i * 64));
    written += __builtin_popcountll(marks[i]);
  }
  return written;
}

int cbyte_cut(
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
