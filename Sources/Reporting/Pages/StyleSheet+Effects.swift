extension StyleSheet {
  /// Tables of effects: orange below 1, blue above, the stronger the farther; and folded parts.
  ///
  /// The mixtures leave every text of the page's ink readable, in light and in dark.
  static let effects = """
    .low-1 { --heat: 12%; } .low-2 { --heat: 24%; } .low-3 { --heat: 36%; } .low-4 { --heat: 48%; }
    .high-1 { --heat: 12%; } .high-2 { --heat: 24%; } .high-3 { --heat: 36%; }
    .high-4 { --heat: 48%; }
    [class^="low-"] { background: color-mix(in srgb, var(--second) var(--heat), var(--page)); }
    [class^="high-"] { background: color-mix(in srgb, var(--accent) var(--heat), var(--page)); }
    .heat table { width: auto; }
    .heat td {
      text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap;
      padding: 0.3125rem 0.5rem; border: 1px solid var(--page); min-width: 3.25rem;
    }
    .heat thead th { padding-left: 0.5rem; padding-right: 0.5rem; max-width: 7rem; }
    .heat thead th:first-child { padding-left: 0; }
    .heat tbody th { white-space: nowrap; font-size: 0.875rem; }
    .heat tbody tr:hover { background: none; }
    .heat strong { font-weight: 650; }
    .heat .empty { color: var(--muted); font-style: italic; background: none; }
    .heat td, .heat-key li { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    section > .heat-key {
      display: flex; flex-wrap: wrap; gap: 0.25rem; list-style: none; padding: 0; margin: 1rem 0;
      max-width: none;
    }
    .heat-key li {
      margin: 0; padding: 0.125rem 0.5rem; font-size: 0.875rem; font-variant-numeric: tabular-nums;
    }
    .even, .heat-key .even { background: var(--raised); }
    @media print { .heat thead, .heat tbody tr:first-child { break-after: avoid; } }
    .sides {
      display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr));
      gap: 0 2.5rem; margin: 0 0 1.5rem;
    }
    .sides h3 { margin-top: 1rem; }
    .sides dl { margin: 0; }
    .sides dl div {
      display: grid; grid-template-columns: 4.5rem 1fr; gap: 0.5rem; padding: 0.375rem 0;
      border-bottom: 1px solid var(--line);
    }
    .sides dt { font-weight: 600; font-variant-numeric: tabular-nums; }
    .sides dd { margin: 0; }
    details { margin: 1.5rem 0; }
    summary { cursor: pointer; color: var(--accent); font-weight: 600; padding: 0.25rem 0; }
    """
}
