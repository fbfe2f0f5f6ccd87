// Kernels on records that lie anywhere in memory; called once per batch of some 100 records.
#ifndef RECORD_KERNELS_H
#define RECORD_KERNELS_H

#include <stdint.h>

/// Asks for the memory of records of `stride` words, so that it comes for all of them together while
/// the program goes on; rows below 0 are left out. Nothing is read or written.
void crecord_fetch(
    const uint64_t *_Nonnull words, long stride, const int32_t *_Nonnull rows, long count);

#endif
