// stylesheet: the tokens and rules that pages, reports and model cards share
import { Palette } from "../chart/palette";

// A tint lies behind text of its colour; a bar is read by its length and stands without text. Light, then dark.
const colours: Record<string, [light: string, dark: string]> = {
  ink: ["#22303b", "#e4eaef"],
  quiet: ["#566573", "#a3b1bd"],
  rule: ["#dde3e8", "#36434e"],
  soft: ["#f4f6f8", "#12191f"],
  surface: ["#ffffff", "#1b252d"],
  edge: ["#83919c", "#75848f"],
  link: ["#00558a", "#79bdec"],
  button: ["#00629b", "#00629b"],
  "button-over": ["#004f7e", "#0b74b3"],
  "on-button": ["#ffffff", "#ffffff"],
  focus: ["#0072b2", "#8ccaf3"],
  target: ["#fffbe8", "#2f2d1a"],
  blue: ["#0072b2", "#4ba3dc"],
  orange: ["#d55e00", "#e8833a"],
  high: ["#9a3d00", "#ffb380"],
  "high-tint": ["#fdebdf", "#4a2713"],
  medium: ["#735000", "#f0cd6b"],
  "medium-tint": ["#fcf1d2", "#42350f"],
  low: ["#00558a", "#8fcaf2"],
  "low-tint": ["#e2eff8", "#143449"],
  red: ["#9c1c1c", "#ff9f9f"],
  "red-tint": ["#fde7e7", "#4c1c1c"],
  "red-bar": ["#c0392b", "#d9574a"],
  amber: ["#735000", "#f0cd6b"],
  "amber-tint": ["#fcf1d2", "#42350f"],
  "amber-bar": ["#d9a400", "#c99a10"],
  green: ["#00603f", "#7fd6b0"],
  "green-tint": ["#e2f3ec", "#123a2a"],
  "green-bar": ["#1a9a6c", "#2aa878"],
  "chart-blue": [Palette.colour.blue, "#4ba3dc"],
  "chart-orange": [Palette.colour.orange, "#ec8740"],
  "chart-green": [Palette.colour.green, "#2fbf95"],
  "chart-purple": [Palette.colour.purple, "#c389b1"],
  "chart-yellow": [Palette.colour.yellow, "#e9b234"],
  "chart-sky": [Palette.colour.sky, "#7cc6f0"],
  "chart-ink": [Palette.colour.ink, "#e4eaef"],
  "chart-quiet": [Palette.colour.quiet, "#a3b1bd"],
  "chart-rule": [Palette.colour.rule, "#36434e"],
};

// Distances and sizes of type; the steps of each are a third apart or more.
const sizes = `
  --space-1: 4px; --space-2: 8px; --space-3: 12px; --space-4: 16px; --space-5: 20px; --space-6: 24px; --space-7: 32px;
  --text-1: 13px; --text-2: 14px; --text-3: 15px; --text-4: 16px; --text-5: 18px; --text-6: 24px; --text-7: 28px;`;

const named = (value: (light: string, dark: string) => string) =>
  Object.entries(colours)
    .map(([name, [light, dark]]) => `--${name}: ${value(light, dark)};`)
    .join(" ");

/** Colours of a document on paper, whatever the screen prefers. */
const paperTokens = `:root { color-scheme: only light; ${named((light) => light)}${sizes} }`;

/** Colours by the reader's system, unless data-theme says otherwise; print is light. */
export const screenTokens = `:root { color-scheme: light dark; ${named((light, dark) => (light === dark ? light : `light-dark(${light}, ${dark})`))}${sizes} }
[data-theme="light"] { color-scheme: only light; } [data-theme="dark"] { color-scheme: only dark; }
@media print { :root, [data-theme] { color-scheme: only light; } }
`;

export const base = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--soft); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", sans-serif; }
a { color: var(--link); text-underline-offset: 2px; }
main { max-width: 1120px; margin: 0 auto; }
h1 { margin: 0 0 var(--space-1); font-size: var(--text-7); line-height: 1.2; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h2 { margin: 0 0 var(--space-3); font-size: var(--text-5); line-height: 1.3; }
h3 { margin: 0; font-size: var(--text-2); font-weight: 600; color: var(--quiet); }
p { margin: 0 0 var(--space-3); max-width: 76ch; }
.lead, .note { color: var(--quiet); }
.tiles { display: grid; gap: var(--space-4); margin: 0 0 var(--space-5); }
.value { margin: 2px 0; font-size: 30px; font-weight: 650; line-height: 1.25; font-variant-numeric: tabular-nums; }
svg { display: block; max-width: 100%; height: auto; }
.flow { columns: 2 400px; column-gap: var(--space-7); }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: var(--text-3); line-height: 1.4; }
th { text-align: left; font-size: var(--text-1); font-weight: 600; color: var(--quiet); border-bottom: 2px solid var(--rule); }
th, td { padding: 9px var(--space-4) 9px 0; vertical-align: top; } th:last-child, td:last-child { padding-right: 0; }
td { border-bottom: 1px solid var(--rule); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.id { color: var(--quiet); font-size: var(--text-1); }
.band, .chip { display: inline-block; padding: 0 9px; border-radius: 99px; font-size: var(--text-1); font-weight: 600; line-height: 22px; white-space: nowrap; }
.high, .up { color: var(--high); } .medium { color: var(--medium); } .low, .down { color: var(--low); }
.red { color: var(--red); } .amber { color: var(--amber); } .green { color: var(--green); }
.band.high { background: var(--high-tint); } .band.medium { background: var(--medium-tint); } .band.low { background: var(--low-tint); }
.band.red { background: var(--red-tint); } .band.amber { background: var(--amber-tint); } .band.green { background: var(--green-tint); }
.gauge .red, .columns .red, .split .red { background: var(--red-bar); } .gauge .amber, .columns .amber, .split .amber { background: var(--amber-bar); } .gauge .green, .columns .green, .split .green { background: var(--green-bar); }
.absent { padding: 14px var(--space-4); border-left: 4px solid var(--edge); background: var(--soft); border-radius: 0 6px 6px 0; }
code, pre { font-family: ui-monospace, "Cascadia Mono", Menlo, monospace; font-size: 0.88em; overflow-wrap: anywhere; }
`;

/** Rules of reports and model cards, which are read on screen and printed. */
export const paper = `${paperTokens}${base}
main { max-width: 1060px; padding: 40px 32px 56px; background: var(--surface); }
h2 { margin: 44px 0 12px; padding-top: 20px; border-top: 1px solid var(--rule); font-size: 20px; }
section > h3, .figures h3 { margin: 30px 0 8px; font-size: 16px; color: var(--ink); }
.verdict { margin: 0 0 8px; padding: 16px 20px; max-width: none; border-left: 4px solid var(--blue); background: var(--soft); font-size: 18px; }
.tiles { grid-template-columns: repeat(auto-fit, minmax(175px, 1fr)); gap: 14px; margin: 24px 0 8px; }
.tile { padding: 14px 16px; border: 1px solid var(--rule); border-radius: 8px; break-inside: avoid; }
.tile p { margin: 0; }
.value { font-size: 28px; line-height: 1.35; }
.note { font-size: 13px; line-height: 1.45; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr)); gap: 20px; }
figure { margin: 12px 0; break-inside: avoid; }
figcaption { font-size: 13px; color: var(--quiet); max-width: 62ch; }
.wide { margin: 12px 0 18px; }
table { font-size: 14px; line-height: 1.45; } tr { break-inside: avoid; }
th, td { padding: 7px 12px 7px 0; }
.number + :not(.number) { padding-left: 14px; }
.cohorts { width: auto; } .cohorts th, .cohorts td { padding: 3px 3px 3px 0; } .cohorts td:first-child, .cohorts td:nth-child(2) { padding-right: 14px; white-space: nowrap; } .cohorts td { border: 0; }
.wordy td:first-child { min-width: 7em; }
.heat { display: block; min-width: 46px; padding: 3px 6px; border-radius: 3px; background: rgb(213 94 0 / var(--depth)); }
.stayed { display: inline-block; padding: 0 6px; margin-right: -6px; border-radius: 3px; background: var(--rule); }
.split { display: flex; gap: 2px; height: 14px; margin: 14px 0 4px; } .split span { min-width: 2px; border-radius: 3px; background: var(--edge); }
.heat, .stayed, .split span { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.company { margin: 0 0 4px; font-weight: 600; color: var(--quiet); }
.letter h2 { margin: 20px 0 2px; padding: 0; border: 0; font-size: 15px; color: var(--quiet); } .letter p { margin: 0; max-width: 72ch; font-size: 19px; line-height: 1.5; } .letter { margin: 20px 0; }
.appendix { margin-top: 56px; padding-top: 28px; border-top: 3px solid var(--rule); }
.day { white-space: nowrap; font-variant-numeric: tabular-nums; }
nav { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 18px 0 0; font-size: 14px; }
.reason { display: inline-block; margin: 0 10px 2px 0; white-space: nowrap; }
ul { margin: 0 0 12px; padding-left: 20px; } li { max-width: 74ch; }
@media (max-width: 600px) { main { padding: 24px 18px 40px; } h1 { font-size: 26px; } .tiles { grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 10px; } .tile { padding: 10px 12px; } .value { font-size: 24px; }
  .verdict { padding: 12px 14px; font-size: 17px; } table { font-size: 13px; } th, th.number { font-size: 12px; white-space: normal; } th, td { padding-right: 9px; } td:not(.number), th:not(.number) { min-width: 7.5em; } .wordy td:last-child { min-width: 14em; } .cohorts td:not(.number), .measures td:not(.number) { min-width: 0; } .measures td.number { white-space: normal; } .measures b { white-space: nowrap; } td:empty, th:empty { min-width: 0; } .number .note { font-size: 12px; } .settings { display: block; min-width: 17em; } }
@media print { nav { display: none; } body { background: var(--surface); font-size: 11pt; } main { max-width: none; padding: 0; } h1 { font-size: 22pt; } h2 { margin: 16px 0 6px; padding-top: 8px; font-size: 13pt; } h2, h3 { break-after: avoid; } p { margin: 0 0 6px; max-width: none; }
  .wide { overflow: visible; margin: 4px 0 8px; } table { font-size: 9pt; line-height: 1.3; } th, th.number { font-size: 8.5pt; white-space: normal; } th, td { padding: 3px 8px 3px 0; } thead { display: table-header-group; } .note, .id, figcaption { font-size: 8.5pt; } .band { border: 1px solid currentColor; font-size: 8pt; line-height: 13px; }
  .tiles { grid-template-columns: repeat(5, 1fr); gap: 6px; margin: 14px 0 4px; } .tile { padding: 6px 8px; } .tile h3 { font-size: 9pt; } .value { font-size: 15pt; } .figures { grid-template-columns: 1fr 1fr; gap: 12px; } .figures h3 { margin-top: 8px; } figure { margin: 4px 0; } .flow { columns: 2; }
  .letter h2 { margin: 12px 0 2px; } .letter p { font-size: 12pt; } .front { break-before: page; } .front > section:first-child h2, .appendix > section:first-of-type h2 { margin-top: 0; padding-top: 0; border: 0; } .appendix { break-before: page; margin: 0; padding: 0; border: 0; } @page { size: A4; margin: 15mm 16mm; } }
`;

export * as Stylesheet from "./stylesheet";
