/* SPDX-License-Identifier: GPL-2.0-or-later */
package org.iikmc.job.report.html;

/** The looks of the page. */
final class StyleSheet {
  /** CSS without the characters that XML would escape and HTML would not. */
  static final String TEXT =
      """

      :root { color-scheme: light; --ink: #1d2329; --soft: #57606a; --rule: #dfe3e8; --accent: #0b5a8a }
      * { box-sizing: border-box }
      body { margin: 0 auto; padding: 28px 24px 60px; max-width: 1500px; color: var(--ink);
        background: #fff; font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans",
        "Liberation Sans", sans-serif }
      h1 { font-size: 30px; line-height: 1.2; font-weight: 650; letter-spacing: -.01em; margin: 0 0 18px }
      h2 { font-size: 20px; font-weight: 650; margin: 0 0 4px }
      h3 { font-size: 14px; font-weight: 600; margin: 22px 0 6px }
      a { color: var(--accent) }
      code, pre { font: 13px/1.5 ui-monospace, "SF Mono", Consolas, "Liberation Mono", monospace }
      pre { margin: 0; padding: 10px 14px; background: #f4f6f8; border-radius: 6px; overflow-x: auto }
      :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
      .over { margin: 0 0 2px; color: var(--soft); font-size: 13px }
      .lead { margin: 0 0 14px; max-width: 74ch; color: var(--soft) }
      .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); margin: 0;
        border-top: 1px solid var(--rule) }
      .facts div { padding: 10px 16px 10px 0; border-bottom: 1px solid var(--rule) }
      dt { color: var(--soft); font-size: 13px }
      dd { margin: 0; overflow-wrap: anywhere }
      .facts dd { font-weight: 600; font-variant-numeric: tabular-nums }
      .warning { margin-top: 18px; padding: 12px 16px; background: #fff6e0; border-left: 4px solid #c77700 }
      .warning ul { margin: 4px 0 0; padding-left: 20px }
      .warning li { overflow-wrap: anywhere }
      nav { padding: 14px 0; line-height: 2 }
      nav a { margin-right: 16px; text-decoration: none }
      nav a:hover { text-decoration: underline }
      .columns { display: grid; gap: 36px; grid-template-columns: minmax(0, 1fr) }
      main { min-width: 0 }
      section { padding: 22px 0 26px; border-top: 1px solid var(--rule) }
      section:first-child { border-top: 0; padding-top: 0 }
      .scroll { overflow-x: auto; margin: 10px 0 }
      table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums }
      caption { text-align: left; color: var(--soft); padding: 0 0 6px }
      th, td { padding: 4px 10px; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--rule) }
      th { font-weight: 500 }
      thead th { color: var(--soft); vertical-align: bottom }
      th:first-child { position: sticky; left: 0; background: #fff; text-align: left; padding-left: 0 }
      tfoot th, tfoot td { font-weight: 650; border-bottom: 0 }
      .swatch { display: inline-block; width: 12px; height: 12px; margin-right: 7px; border-radius: 2px;
        vertical-align: -1px; box-shadow: inset 0 0 0 1px rgba(0, 0, 0, .25); print-color-adjust: exact;
        -webkit-print-color-adjust: exact }
      td.bar { width: 340px; min-width: 160px; padding-right: 0 }
      td.bar i { display: block; height: 12px; background: var(--accent); border-radius: 2px;
        print-color-adjust: exact; -webkit-print-color-adjust: exact }
      aside table { width: 100% }
      aside th, aside td { padding: 3px 0 3px 10px }
      aside th[scope=row] { white-space: normal; overflow-wrap: anywhere }
      .key { display: flex; flex-wrap: wrap; gap: 2px 16px; margin: 6px 0 14px; font-size: 13px;
        max-height: 12em; overflow-y: auto }
      .pictures { display: grid; gap: 22px 20px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 380px), 1fr)) }
      .many { grid-template-columns: repeat(auto-fill, minmax(min(100%, 250px), 1fr)); gap: 16px 14px }
      figure { margin: 0; min-width: 0; break-inside: avoid }
      figure label { display: flex; gap: 4px; cursor: zoom-in; border-radius: 4px }
      figure input { position: absolute; opacity: 0; pointer-events: none }
      figure label:focus-within { outline: 2px solid var(--accent); outline-offset: 2px }
      figure:has(:checked) { grid-column: 1 / -1 }
      figure:has(:checked) label { cursor: zoom-out }
      img { width: calc(50% - 2px); height: auto; image-rendering: pixelated;
        background: repeating-linear-gradient(45deg, #eceff2 0 4px, #f8f9fa 4px 8px) }
      figcaption { padding-top: 5px; font-size: 13px; line-height: 1.4; overflow-wrap: anywhere }
      .detail { display: block; color: var(--soft) }
      svg { display: block; font-size: 13px }
      svg text { fill: var(--ink); font-variant-numeric: tabular-nums }
      svg .axis { fill: var(--soft) }
      svg .limit { fill: #a33a00 }
      svg g text { font-size: 12px; pointer-events: none }
      .share rect { stroke: #fff; stroke-width: .6 }
      .grid { stroke: #e6e9ed }
      .base { stroke: #8b949e }
      .threshold { stroke: #a33a00; stroke-dasharray: 5 4 }
      .line { fill: none; stroke-width: 2.2; stroke-linejoin: round; stroke-linecap: round }
      .line.outline { stroke-width: 3.8 }
      .whisker { fill: none; stroke-width: 1.3; opacity: .55 }
      .whisker.outline { stroke-width: 2.2; opacity: .35 }
      .history { stroke: var(--accent) }
      .point { fill: var(--accent) }
      .hollow { fill: #fff; stroke: var(--accent); stroke-width: 1.5 }
      .curves:hover .curve:not(:hover) { opacity: .15 }
      .pair { display: grid; gap: 12px 28px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr)) }
      .cards { display: grid; gap: 14px; margin: 12px 0 18px;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 240px), 1fr)) }
      .card { padding: 14px 16px; background: #f6f8fa; border-radius: 8px }
      .card h3 { margin: 0; color: var(--soft) }
      .card p { margin: 4px 0 0; font-size: 13px }
      .card .big { font-size: 24px; font-weight: 650; line-height: 1.25; overflow-wrap: anywhere;
        font-variant-numeric: tabular-nums }
      summary { cursor: pointer; color: var(--accent); font-size: 13px }
      #reuse td, #reuse th { text-align: left; white-space: normal; overflow-wrap: anywhere }
      .files { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 2px 18px; margin: 0 }
      footer { border-top: 1px solid var(--rule); padding-top: 14px; color: var(--soft); font-size: 13px }
      @media (min-width: 1100px) {
        .columns { grid-template-columns: minmax(0, 1fr) 330px }
        main { grid-column: 1; grid-row: 1 }
        aside { grid-column: 2; grid-row: 1; position: sticky; top: 16px; align-self: start;
          max-height: calc(100vh - 32px); overflow-y: auto }
        .key { display: none }
      }
      @media (max-width: 600px) {
        body { padding: 18px 16px 40px }
        h1 { font-size: 24px }
        .facts { grid-template-columns: repeat(2, minmax(0, 1fr)) }
        .files { grid-template-columns: minmax(0, 1fr) }
        .files dd { margin-bottom: 6px }
      }
      @media print {
        nav, details:not([open]) { display: none }
        body { padding: 0; max-width: none; font-size: 11pt }
        .columns { display: block }
        .scroll { overflow: visible }
        svg { min-width: 0 ! important }
        .key { display: flex; max-height: none }
        h2, h3 { break-after: avoid }
        .cards, svg, tr { break-inside: avoid }
      }
      """;

  private StyleSheet() {}
}
