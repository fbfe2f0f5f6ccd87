/// The gains chart of five leads, looked at in a browser.
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
}
