internal import CRowKernels

/// The kernels that suit this processor best.
enum ProcessorKernels {
  nonisolated(unsafe) static let best: crow_kernels = unsafe crow_kernels_up_to(2).pointee
}
