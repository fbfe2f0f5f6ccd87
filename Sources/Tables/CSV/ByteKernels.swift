internal import CRowKernels

/// The kernels on bytes that suit this processor best.
enum ByteKernels {
  nonisolated(unsafe) static let best: cbyte_kernels = unsafe cbyte_kernels_up_to(2).pointee
}
