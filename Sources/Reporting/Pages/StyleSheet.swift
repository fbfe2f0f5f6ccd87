/// The looks of a page: one accent, system type, light and dark, phone and paper.
enum StyleSheet {
  static let text = [
    colours, type, layout, tables, charts, effects, narrow, paper,
  ].joined(separator: "\n")

  /// Blue and orange differ for every kind of colour vision, and in lightness.
  private static let colours = """
    :root {
      color-scheme: light dark;
      --page: #ffffff; --raised: #f6f7f9; --ink: #16191d; --muted: #57606b; --line: #dde1e6;
      --accent: #1d5bbf; --second: #b4470d; --good: #0f6b3a; --check: #855300; --stop: #a3211c;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --page: #121519; --raised: #1b1f25; --ink: #e7eaee; --muted: #a3adb9; --line: #313842;
        --accent: #82b1ff; --second: #ffa05c; --good: #6fd39b; --check: #f0c060; --stop: #ff938b;
      }
    }
    """

  private static let type = """
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
    body {
      margin: 0 auto; max-width: 66rem; padding: 3rem 1.5rem 4rem; background: var(--page);
      color: var(--ink); overflow-wrap: anywhere;
      font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans",
        "Liberation Sans", Arial, sans-serif;
    }
    h1, h2, h3 { line-height: 1.25; margin: 0; text-wrap: balance; letter-spacing: -0.01em; }
    h1 { font-size: 2rem; font-weight: 650; }
    h2 { font-size: 1.375rem; font-weight: 650; margin-bottom: 0.75rem; }
    h3 { font-size: 1rem; font-weight: 650; margin: 2rem 0 0.5rem; }
    p, section > ul { max-width: 44rem; margin: 0 0 1rem; text-wrap: pretty; }
    li { margin-bottom: 0.5rem; }
    a { color: var(--accent); text-underline-offset: 0.2em; }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
    code { font: 0.875em ui-monospace, "SF Mono", Menlo, "DejaVu Sans Mono", monospace; }
    .kind { color: var(--accent); font-weight: 600; margin-bottom: 0.25rem; }
    .purpose { font-size: 1.125rem; color: var(--muted); margin: 0.5rem 0 0; }
    .note { color: var(--muted); font-size: 0.9375rem; }
    """

  private static let layout = """
    .skip { position: absolute; left: -999rem; }
    .skip:focus { left: 1.5rem; top: 0.5rem; background: var(--page); padding: 0.5rem; }
    section { margin-top: 4rem; }
    .facts { display: flex; flex-wrap: wrap; gap: 0.25rem 2rem; margin: 1rem 0 0; }
    .facts div { display: flex; gap: 0.5rem; }
    .facts dt { color: var(--muted); flex: none; }
    .facts dd { margin: 0; }
    .verdicts { list-style: none; padding: 0; margin: 2.5rem 0 0; max-width: none; }
    .verdicts li {
      display: grid; grid-template-columns: 4.5rem 1fr; gap: 1rem; align-items: baseline;
      border: 1px solid var(--line); border-left: 4px solid var(--tone); border-radius: 6px;
      background: var(--raised); padding: 0.875rem 1.25rem; margin: 0 0 0.75rem;
    }
    .verdicts li:first-child p { font-size: 1.125rem; font-weight: 550; }
    .verdicts p { margin: 0; max-width: none; }
    .verdicts .tone { color: var(--tone); font-weight: 650; }
    .good { --tone: var(--good); } .check { --tone: var(--check); } .stop { --tone: var(--stop); }
    .numbers {
      display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 1.5rem;
      margin: 2rem 0 0;
    }
    .numbers dt { color: var(--muted); font-size: 0.9375rem; }
    .numbers dd { margin: 0; }
    .numbers .figure {
      font-size: 1.625rem; line-height: 1.3; font-weight: 600; font-variant-numeric: tabular-nums;
    }
    .numbers .note { font-size: 0.875rem; }
    nav { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: 1rem; }
    nav ul {
      display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; list-style: none; margin: 0; padding: 0;
    }
    nav li { margin: 0; }
    nav a { text-decoration: none; display: inline-block; padding: 0.25rem 0; }
    nav a:hover { text-decoration: underline; }
    footer {
      margin-top: 5rem; border-top: 1px solid var(--line); padding-top: 1rem; color: var(--muted);
    }
    footer p { margin: 0; font-size: 0.875rem; }
    """

  private static let tables = """
    .scroll {
      overflow-x: auto; margin: 1.5rem 0;
      background:
        linear-gradient(90deg, var(--page) 40%, transparent) 0 0 / 2rem 100% no-repeat local,
        linear-gradient(270deg, var(--page) 40%, transparent) 100% 0 / 2rem 100% no-repeat local,
        linear-gradient(90deg, var(--line), transparent) 0 0 / 0.625rem 100% no-repeat scroll,
        linear-gradient(270deg, var(--line), transparent) 100% 0 / 0.625rem 100% no-repeat scroll;
    }
    .dense table { font-size: 0.875rem; }
    .short tbody th { white-space: nowrap; }
    .dense th, .dense td { padding-right: 0.75rem; }
    .charts .scroll { margin: 0; }
    .charts tbody th { white-space: nowrap; }
    .charts th, .charts td { padding-right: 0.75rem; }
    .charts th:last-child, .charts td:last-child { padding-right: 0; }
    .tall { max-height: 34rem; overflow-y: auto; border-bottom: 1px solid var(--line); }
    .tall thead th { position: sticky; top: 0; background: var(--page); }
    .again { color: var(--muted); font-weight: 400; }
    table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; line-height: 1.4; }
    caption {
      text-align: left; font-weight: 600; padding: 0 0 0.5rem; caption-side: top;
      overflow-wrap: normal;
    }
    caption span {
      display: inline-block; position: sticky; left: 0; max-width: calc(100vw - 2rem);
    }
    th, td {
      text-align: left; vertical-align: baseline; padding: 0.4375rem 1.25rem 0.4375rem 0;
      border-bottom: 1px solid var(--line); overflow-wrap: break-word; max-width: 24rem;
    }
    th:last-child, td:last-child { padding-right: 0; }
    thead th { color: var(--muted); font-weight: 550; vertical-align: bottom; }
    tbody th { font-weight: 500; }
    .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    thead .number { white-space: normal; }
    tbody tr:hover { background: var(--raised); }
    """

  private static let charts = """
    .charts {
      display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr));
      gap: 2.5rem; margin: 1.5rem 0;
    }
    .charts > * { min-width: 0; }
    figure { margin: 0; max-width: 30rem; }
    figure h3 { margin: 0 0 0.75rem; }
    figcaption { color: var(--muted); font-size: 0.9375rem; line-height: 1.5; margin-top: 0.75rem; }
    .chart { display: block; width: 100%; height: auto; overflow: visible; }
    .chart text { font-size: 12px; fill: var(--ink); font-variant-numeric: tabular-nums; }
    .chart .tick, .chart .label { fill: var(--muted); }
    .chart .strong { font-weight: 600; }
    .chart .value, .chart .strong {
      paint-order: stroke; stroke: var(--page); stroke-width: 4px; stroke-linejoin: round;
    }
    .chart line, .chart path { fill: none; stroke-width: 1; vector-effect: non-scaling-stroke; }
    .chart .grid { stroke: var(--line); }
    .chart .axis, .chart .zero { stroke: var(--muted); }
    .chart .chance { stroke: var(--muted); stroke-dasharray: 2 4; stroke-width: 1.5; }
    .chart .ideal { stroke: var(--muted); stroke-dasharray: 8 3 2 3; }
    .chart .first { stroke: var(--accent); stroke-width: 2.5; stroke-linejoin: round; }
    .chart .second { stroke: var(--second); stroke-width: 2.5; stroke-dasharray: 7 4; }
    .chart .whisker { stroke: var(--ink); stroke-width: 1.5; }
    .chart .first-area { fill: var(--accent); fill-opacity: 0.1; stroke: none; }
    .chart .first-mark { fill: var(--accent); stroke: var(--page); stroke-width: 1.5; }
    .chart .second-mark { fill: var(--second); stroke: var(--page); stroke-width: 1.5; }
    .chart .first-bar { fill: var(--accent); }
    .chart .second-bar { fill: var(--second); }
    .chart .plain-bar { fill: var(--muted); }
    .chart .hollow-bar { fill: var(--raised); stroke: var(--muted); }
    """

  private static let narrow = """
    @media (max-width: 30rem) {
      body { padding: 1.5rem 1rem 3rem; }
      h1 { font-size: 1.5rem; }
      section { margin-top: 3rem; }
      .facts { flex-direction: column; }
      .verdicts li { grid-template-columns: 1fr; gap: 0.25rem; padding: 0.75rem 1rem; }
      .numbers { grid-template-columns: 1fr 1fr; }
      table { font-size: 0.875rem; }
      th, td { padding-right: 0.875rem; }
      .short tbody th { white-space: normal; }
    }
    """

  private static let paper = """
    @media print {
      :root {
        color-scheme: light;
        --page: #ffffff; --raised: #f6f7f9; --ink: #000000; --muted: #444b54; --line: #cfd4da;
        --accent: #1d5bbf; --second: #b4470d; --good: #0f6b3a; --check: #855300; --stop: #a3211c;
      }
      @page { margin: 18mm 16mm; }
      html { font-size: 10pt; }
      body { max-width: none; padding: 0; }
      .skip, nav { display: none; }
      section { margin-top: 2rem; }
      .scroll { overflow: visible; max-height: none; background: none; }
      table, .dense table { font-size: 0.75rem; }
      th, td, .dense th, .dense td { padding-right: 0.5rem; }
      .number, .short tbody th, .charts tbody th { white-space: normal; }
      h2, h3, h2 + p, caption { break-after: avoid; }
      p, figure, tr, .verdicts li { break-inside: avoid; }
      figure { max-width: 74mm; }
      .numbers { grid-template-columns: repeat(6, 1fr); gap: 1rem; }
      .numbers dt, .numbers .note { font-size: 0.8125rem; }
      thead { display: table-header-group; }
    }
    """
}
