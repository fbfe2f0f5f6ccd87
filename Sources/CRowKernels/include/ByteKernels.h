// Kernels on the bytes of a text file, 64 at a time; called once per block of some 100 kB.
#ifndef BYTE_KERNELS_H
#define BYTE_KERNELS_H

#include <stdint.h>

/// What was seen among some bytes.
struct cbyte_counts {
  /// How many bytes are a quote, `"`.
  long quotes;
  /// How many bytes are a line feed.
  long line_feeds;
};

/// What was seen of some bytes besides the places that were marked.
struct cbyte_sight {
  /// 1 when there is a quote.
  int has_quotes;
  /// 1 when all bytes are in 1...127.
  int is_plain;
  /// How many bytes are marked.
  long marked;
};

/// The kernels for one kind of processor.
struct cbyte_kernels {
  /// The instruction set the kernels were compiled for.
  const char *_Nonnull name;

  /// Counts quotes and line feeds.
  struct cbyte_counts (*_Nonnull count)(const uint8_t *_Nonnull bytes, long count);

  /// Sets bit `i % 64` of mark `i / 64` where byte `i` is the delimiter or a line feed, and no other;
  /// there are `(count + 63) / 64` marks.
  struct cbyte_sight (*_Nonnull mark)(
      uint64_t *_Nonnull marks, const uint8_t *_Nonnull bytes, long count, uint8_t delimiter);

  /// Writes the places of the marked bytes, ascending, and returns their number. There must be room
  /// for 16 more.
  long (*_Nonnull places)(uint32_t *_Nonnull places, const uint64_t *_Nonnull marks, long words);

  /// Cuts records of `columns` fields, none longer than `limit`, at the places where fields end. A
  /// field becomes its offset, and its length from bit 31 on; a carriage return before a line feed is
  /// none of it. Returns 0 when a line feed ends another field than the last of a record, or none ends
  /// that, or when a field is too long. There are `count` places, whole records.
  int (*_Nonnull cut)(
      uint64_t *_Nonnull fields, const uint32_t *_Nonnull places, long count,
      const uint8_t *_Nonnull bytes, long columns, long limit);
};

/// The kernels for this processor, or for one with fewer instructions, as `crow_kernels_up_to`.
const struct cbyte_kernels *_Nonnull cbyte_kernels_up_to(int level);

#endif
