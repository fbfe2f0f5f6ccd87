/// Charts of little data, looked at in a browser.
enum GoldenChart {
  static let gains = """
    <svg class="chart" viewBox="0 0 360.00 320.00" role="img" aria-labelledby="gains-chart-title gains-chart-description" xmlns="http://www.w3.org/2000/svg">
    <title id="gains-chart-title">Cumulative gains</title>
    <desc id="gains-chart-description">Model &amp; more has 50 % of conversions in its best 20 %. Chance captures as large a share of conversions as of leads.</desc>
    <line class="axis" x1="46.00" y1="258.00" x2="342.00" y2="258.00"/>
    <text class="tick" x="39.00" y="262.00" text-anchor="end">0 %</text>
    <line class="grid" x1="46.00" y1="212.00" x2="342.00" y2="212.00"/>
    <text class="tick" x="39.00" y="216.00" text-anchor="end">20 %</text>
    <line class="grid" x1="46.00" y1="166.00" x2="342.00" y2="166.00"/>
    <text class="tick" x="39.00" y="170.00" text-anchor="end">40 %</text>
    <line class="grid" x1="46.00" y1="120.00" x2="342.00" y2="120.00"/>
    <text class="tick" x="39.00" y="124.00" text-anchor="end">60 %</text>
    <line class="grid" x1="46.00" y1="74.00" x2="342.00" y2="74.00"/>
    <text class="tick" x="39.00" y="78.00" text-anchor="end">80 %</text>
    <line class="grid" x1="46.00" y1="28.00" x2="342.00" y2="28.00"/>
    <text class="tick" x="39.00" y="32.00" text-anchor="end">100 %</text>
    <line class="axis" x1="46.00" y1="258.00" x2="46.00" y2="262.00"/>
    <text class="tick" x="46.00" y="275.00" text-anchor="middle">0 %</text>
    <line class="axis" x1="105.20" y1="258.00" x2="105.20" y2="262.00"/>
    <text class="tick" x="105.20" y="275.00" text-anchor="middle">20 %</text>
    <line class="axis" x1="164.40" y1="258.00" x2="164.40" y2="262.00"/>
    <text class="tick" x="164.40" y="275.00" text-anchor="middle">40 %</text>
    <line class="axis" x1="223.60" y1="258.00" x2="223.60" y2="262.00"/>
    <text class="tick" x="223.60" y="275.00" text-anchor="middle">60 %</text>
    <line class="axis" x1="282.80" y1="258.00" x2="282.80" y2="262.00"/>
    <text class="tick" x="282.80" y="275.00" text-anchor="middle">80 %</text>
    <line class="axis" x1="342.00" y1="258.00" x2="342.00" y2="262.00"/>
    <text class="tick" x="342.00" y="275.00" text-anchor="middle">100 %</text>
    <text class="label" x="342.00" y="291.00" text-anchor="end">Best-ranked share of leads</text>
    <text class="label" x="0.00" y="12.00" text-anchor="start">Share of all conversions</text>
    <path class="ideal" d="M46.00 258.00L164.40 28.00L342.00 28.00"/>
    <path class="chance" d="M46.00 258.00L342.00 28.00"/>
    <path class="first-area" d="M46.00 258.00L105.20 143.00L164.40 143.00L223.60 28.00L282.80 28.00L342.00 28.00Z"/>
    <path class="first" d="M46.00 258.00L105.20 143.00L164.40 143.00L223.60 28.00L282.80 28.00L342.00 28.00"/>
    <circle class="first-mark" cx="105.20" cy="143.00" r="4.00"/>
    <line class="first" x1="0.00" y1="309.00" x2="24.00" y2="309.00"/>
    <circle class="first-mark" cx="12.00" cy="309.00" r="3.50"/>
    <text class="label" x="30.00" y="313.00" text-anchor="start">Model &amp; more</text>
    <line class="chance" x1="118.00" y1="309.00" x2="142.00" y2="309.00"/>
    <text class="label" x="148.00" y="313.00" text-anchor="start">Chance</text>
    <line class="ideal" x1="200.00" y1="309.00" x2="224.00" y2="309.00"/>
    <text class="label" x="230.00" y="313.00" text-anchor="start">Ideal</text>
    </svg>

    """

  static let shape = """
    <svg class="chart" viewBox="0 0 360.00 297.00" role="img" aria-labelledby="shape-chart-3-title shape-chart-3-description" xmlns="http://www.w3.org/2000/svg">
    <title id="shape-chart-3-title">Age &amp; more</title>
    <desc id="shape-chart-3-description">Factors on the odds over 2 bins. Lowest: times 0.61 (below 30). Highest: times 1.28 (30 and more). Missing values: times 1.00.</desc>
    <line class="grid" x1="46.00" y1="171.93" x2="342.00" y2="171.93"/>
    <text class="tick" x="39.00" y="175.93" text-anchor="end">×0.512</text>
    <line class="grid" x1="46.00" y1="144.47" x2="342.00" y2="144.47"/>
    <text class="tick" x="39.00" y="148.47" text-anchor="end">×0.64</text>
    <line class="grid" x1="46.00" y1="117.00" x2="342.00" y2="117.00"/>
    <text class="tick" x="39.00" y="121.00" text-anchor="end">×0.8</text>
    <line class="zero" x1="46.00" y1="89.54" x2="342.00" y2="89.54"/>
    <text class="tick" x="39.00" y="93.54" text-anchor="end">×1</text>
    <line class="grid" x1="46.00" y1="62.07" x2="342.00" y2="62.07"/>
    <text class="tick" x="39.00" y="66.07" text-anchor="end">×1.25</text>
    <line class="grid" x1="46.00" y1="34.61" x2="342.00" y2="34.61"/>
    <text class="tick" x="39.00" y="38.61" text-anchor="end">×1.56</text>
    <text class="label" x="0.00" y="12.00" text-anchor="start">Factor on the odds</text>
    <path class="first-area" d="M46.00 114.15L128.22 114.15L128.22 28.00L210.44 28.00L210.44 89.54L128.22 89.54L128.22 188.00L46.00 188.00Z"/>
    <path class="first" d="M46.00 151.08L128.22 151.08L128.22 58.77L210.44 58.77"/>
    <line class="whisker" x1="300.89" y1="101.85" x2="300.89" y2="77.23"/>
    <path class="second-mark" d="M300.89 84.04L306.39 89.54L300.89 95.04L295.39 89.54Z"/>
    <rect class="plain-bar" x="46.75" y="216.00" width="80.72" height="16.00"/>
    <rect class="plain-bar" x="128.97" y="200.00" width="80.72" height="32.00"/>
    <rect class="plain-bar" x="260.53" y="226.67" width="80.72" height="5.33"/>
    <line class="axis" x1="46.00" y1="232.00" x2="342.00" y2="232.00"/>
    <text class="tick" x="39.00" y="208.00" text-anchor="end">60 %</text>
    <text class="tick" x="300.89" y="249.00" text-anchor="middle">missing</text>
    <line class="axis" x1="128.22" y1="232.00" x2="128.22" y2="236.00"/>
    <text class="tick" x="128.22" y="249.00" text-anchor="middle">30</text>
    <line class="first" x1="0.00" y1="268.00" x2="24.00" y2="268.00"/>
    <text class="label" x="30.00" y="272.00" text-anchor="start">Effect</text>
    <rect class="first-area" x="86.00" y="263.00" width="16.00" height="10.00"/>
    <text class="label" x="112.00" y="272.00" text-anchor="start">95 % interval</text>
    <rect class="plain-bar" x="210.00" y="263.00" width="16.00" height="10.00"/>
    <text class="label" x="236.00" y="272.00" text-anchor="start">Share of leads</text>
    <path class="second-mark" d="M12.00 281.00L17.00 286.00L12.00 291.00L7.00 286.00Z"/>
    <text class="label" x="30.00" y="290.00" text-anchor="start">Missing</text>
    </svg>

    """
}
