#include "RowKernels.h"

#define SUFFIX(name) name##_portable
#define NAME "portable"
#pragma clang fp contract(fast)
#include "Kernels.inc"
