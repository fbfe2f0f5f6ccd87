// Kernels on a block of rows of a design; called once per block, so a call costs nothing per row.
//
// A row of the design is `[1, x_1 ... x_d, 0 ...]`, a weighted row `[h, h x_1 ... h x_d, r, 0 ...]`;
// both have `stride` values, a multiple of 8, or 2 where there is no column. Each kernel is compiled for several processors and
// the best is chosen at run time. The order of every sum is fixed: on one kind of processor a
// result has the same bits every time, on another it may differ in the last ones.
#ifndef ROW_KERNELS_H
#define ROW_KERNELS_H

#include <stdint.h>

/// The kernels for one kind of processor.
struct crow_kernels {
  /// The instruction set the kernels were compiled for.
  const char *_Nonnull name;

  /// Reads raw rows of `columns` values into rows of the design, centred and scaled.
  void (*_Nonnull load)(
      double *_Nonnull design, const double *_Nonnull raw, long count, long columns, long stride,
      const double *_Nonnull centres, const double *_Nonnull inverse_spreads);

  /// Adds to the sums and to the squares those of the design's columns; null weights are 1.
  void (*_Nonnull moments)(
      double *_Nonnull sums, double *_Nonnull squares, const double *_Nonnull design,
      const double *_Nullable weights, long count, long stride);

  /// Sets each predictor to the product of a row of the design with the parameters.
  void (*_Nonnull dot)(
      double *_Nonnull predictor, const double *_Nonnull design, const double *_Nonnull parameters,
      long count, long stride);

  /// Adds to each predictor the value of the row's level.
  void (*_Nonnull gather)(
      double *_Nonnull predictor, const uint32_t *_Nonnull codes, const double *_Nonnull levels,
      long count);

  /// Sets weights `w mu (1 - mu)`, residuals `w (y - mu)` and returns the sum of the losses
  /// `w (log(1 + e^eta) - y eta)`. The outcomes are `outcomes` or, if those are null, `classes`;
  /// weights that are null are 1.
  double (*_Nonnull logistic)(
      const double *_Nonnull predictor, const double *_Nullable outcomes,
      const uint8_t *_Nullable classes, const double *_Nullable weights, long count,
      double *_Nonnull curvature, double *_Nonnull residual);

  /// Returns the sum of the losses alone.
  double (*_Nonnull loss)(
      const double *_Nonnull predictor, const double *_Nullable outcomes,
      const uint8_t *_Nullable classes, const double *_Nullable weights, long count);

  /// Makes weighted rows; the residual goes to the place `last`.
  void (*_Nonnull weigh)(
      double *_Nonnull weighted, const double *_Nonnull design, const double *_Nonnull curvature,
      const double *_Nonnull residual, long count, long stride, long last);

  /// Adds `design^T weighted` to a table of `rows` rows, where both matrices have `count` rows of
  /// `columns` values, a multiple of 8. In row `i` the columns below `i / 8 * 8` are left out.
  void (*_Nonnull gram)(
      double *_Nonnull table, long table_stride, const double *_Nonnull design,
      const double *_Nonnull weighted, long stride, long count, long rows, long columns);

  /// Adds `design^T residual` to the sums.
  void (*_Nonnull transposed)(
      double *_Nonnull sums, const double *_Nonnull design, const double *_Nonnull residual,
      long count, long stride);

  /// Adds each weighted row to the table row of its level. On the way the 64 bytes per row from
  /// `upcoming` on, unless null, are fetched into the cache.
  void (*_Nonnull add_rows)(
      double *_Nonnull table, const uint32_t *_Nonnull codes, const double *_Nonnull weighted,
      long count, long stride, const void *_Nullable upcoming);

  /// Adds each value to the table cell of its pair of codes, `first * width + second`.
  void (*_Nonnull add_cells)(
      double *_Nonnull table, const uint32_t *_Nonnull first, long width,
      const uint32_t *_Nonnull second, const double *_Nonnull values, long count);

  /// Adds each value to the sum of its level and fetches what is upcoming, as `add_rows` does.
  void (*_Nonnull add_levels)(
      double *_Nonnull sums, const uint32_t *_Nonnull codes, const double *_Nonnull values,
      long count, const void *_Nullable upcoming);

  /// Sets `joint = joint * width + codes`, for codes of 1, 2 or 4 bytes.
  void (*_Nonnull join)(
      uint32_t *_Nonnull joint, uint32_t width, const void *_Nonnull codes, long bytes,
      long count);

  // The kernels for eight places at once: parameters, levels, predictors, residuals and sums are
  // rows of eight values, one per place. No place's values depend on those of another.

  /// Sets the predictors of each row to the products of its first `columns` values with the
  /// parameters.
  void (*_Nonnull predict_places)(
      double *_Nonnull predictors, const double *_Nonnull design,
      const double *_Nonnull parameters, long count, long stride, long columns);

  /// Adds to the predictors of each row the values of its level.
  void (*_Nonnull gather_places)(
      double *_Nonnull predictors, const uint32_t *_Nonnull codes, const double *_Nonnull levels,
      long count);

  /// Puts the residuals in the place of the predictors and adds the losses to `losses`.
  void (*_Nonnull logistic_places)(
      double *_Nonnull predictors, const double *_Nullable outcomes,
      const uint8_t *_Nullable classes, const double *_Nullable weights, long count,
      double *_Nonnull losses);

  /// Adds the losses to `losses`.
  void (*_Nonnull loss_places)(
      const double *_Nonnull predictors, const double *_Nullable outcomes,
      const uint8_t *_Nullable classes, const double *_Nullable weights, long count,
      double *_Nonnull losses);

  /// Adds `design^T residuals` to the sums of the first `columns` columns.
  void (*_Nonnull transposed_places)(
      double *_Nonnull sums, const double *_Nonnull design, const double *_Nonnull residuals,
      long count, long stride, long columns);

  /// Adds the residuals of each row to the sums of its level and fetches what is upcoming.
  void (*_Nonnull add_places)(
      double *_Nonnull sums, const uint32_t *_Nonnull codes, const double *_Nonnull residuals,
      long count, const void *_Nullable upcoming);
};

/// The kernels for this processor, or for one with fewer instructions: 2 for AVX-512, 1 for AVX2
/// and FMA, 0 for any.
const struct crow_kernels *_Nonnull crow_kernels_up_to(int level);

#endif
