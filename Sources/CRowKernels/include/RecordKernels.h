// Kernels on records that lie anywhere in memory, called once per batch of some 100 records, and on
// memory itself.
#ifndef RECORD_KERNELS_H
#define RECORD_KERNELS_H

#include <stdint.h>

/// Asks for the memory of records of `stride` words, so that it comes for all of them together while
/// the program goes on; rows below 0 are left out. Nothing is read or written.
void crecord_fetch(
    const uint64_t *_Nonnull words, long stride, const int32_t *_Nonnull rows, long count);

/// Gives memory that was freed back to the system, as far as whole pages are free. Swift's module of
/// the C library has no way to say so.
void cmemory_give_back(void);

#endif
