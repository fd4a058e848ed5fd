// stylesheet: the colours and rules that pages, reports and model cards share

// A tint lies behind text of its colour; a bar is read by its length and stands without text.
const tokens = `
:root { --ink: #22303b; --quiet: #566573; --rule: #dde3e8; --soft: #f4f6f8; --edge: #aab6c0; --link: #00558a;
  --button: #00629b; --blue: #0072b2; --orange: #d55e00;
  --high: #9a3d00; --high-tint: #fdebdf; --medium: #735000; --medium-tint: #fcf1d2; --low: #00558a; --low-tint: #e2eff8;
  --red: #9c1c1c; --red-tint: #fde7e7; --red-bar: #c0392b; --amber: #735000; --amber-tint: #fcf1d2; --amber-bar: #d9a400;
  --green: #00603f; --green-tint: #e2f3ec; --green-bar: #1a9a6c; }`;

export const base = `${tokens}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--soft); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", sans-serif; }
a { color: var(--link); text-underline-offset: 2px; }
main { max-width: 1120px; margin: 0 auto; }
h1 { margin: 0 0 4px; font-size: 28px; line-height: 1.2; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h2 { margin: 0 0 12px; font-size: 18px; line-height: 1.3; }
h3 { margin: 0; font-size: 14px; font-weight: 600; color: var(--quiet); }
p { margin: 0 0 12px; max-width: 76ch; }
.lead, .note { color: var(--quiet); }
.tiles { display: grid; gap: 16px; margin: 0 0 20px; }
.value { margin: 2px 0; font-size: 30px; font-weight: 650; line-height: 1.25; font-variant-numeric: tabular-nums; }
svg { display: block; max-width: 100%; height: auto; }
.flow { columns: 2 400px; column-gap: 32px; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 15px; line-height: 1.4; }
th { text-align: left; font-size: 13px; font-weight: 600; color: var(--quiet); border-bottom: 2px solid var(--rule); }
th, td { padding: 9px 16px 9px 0; vertical-align: top; } th:last-child, td:last-child { padding-right: 0; }
td { border-bottom: 1px solid var(--rule); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.id { color: var(--quiet); font-size: 13px; }
.band, .chip { display: inline-block; padding: 0 9px; border-radius: 99px; font-size: 13px; font-weight: 600; line-height: 22px; white-space: nowrap; }
.high, .up { color: var(--high); } .medium { color: var(--medium); } .low, .down { color: var(--low); }
.red { color: var(--red); } .amber { color: var(--amber); } .green { color: var(--green); }
.band.high { background: var(--high-tint); } .band.medium { background: var(--medium-tint); } .band.low { background: var(--low-tint); }
.band.red { background: var(--red-tint); } .band.amber { background: var(--amber-tint); } .band.green { background: var(--green-tint); }
.gauge .red, .columns .red, .split .red { background: var(--red-bar); } .gauge .amber, .columns .amber, .split .amber { background: var(--amber-bar); } .gauge .green, .columns .green, .split .green { background: var(--green-bar); }
.absent { padding: 14px 16px; border-left: 4px solid var(--edge); background: var(--soft); border-radius: 0 6px 6px 0; }
code, pre { font-family: ui-monospace, "Cascadia Mono", Menlo, monospace; font-size: 0.88em; overflow-wrap: anywhere; }
`;

/** Rules of reports and model cards, which are read on screen and printed. */
export const paper = `${base}
main { max-width: 1060px; padding: 40px 32px 56px; background: #fff; }
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
@media print { nav { display: none; } body { background: #fff; font-size: 11pt; } main { max-width: none; padding: 0; } h1 { font-size: 22pt; } h2 { margin: 16px 0 6px; padding-top: 8px; font-size: 13pt; } h2, h3 { break-after: avoid; } p { margin: 0 0 6px; max-width: none; }
  .wide { overflow: visible; margin: 4px 0 8px; } table { font-size: 9pt; line-height: 1.3; } th, th.number { font-size: 8.5pt; white-space: normal; } th, td { padding: 3px 8px 3px 0; } thead { display: table-header-group; } .note, .id, figcaption { font-size: 8.5pt; } .band { border: 1px solid currentColor; font-size: 8pt; line-height: 13px; }
  .tiles { grid-template-columns: repeat(5, 1fr); gap: 6px; margin: 14px 0 4px; } .tile { padding: 6px 8px; } .tile h3 { font-size: 9pt; } .value { font-size: 15pt; } .figures { grid-template-columns: 1fr 1fr; gap: 12px; } .figures h3 { margin-top: 8px; } figure { margin: 4px 0; } .flow { columns: 2; }
  .letter h2 { margin: 12px 0 2px; } .letter p { font-size: 12pt; } .front { break-before: page; } .front > section:first-child h2, .appendix > section:first-of-type h2 { margin-top: 0; padding-top: 0; border: 0; } .appendix { break-before: page; margin: 0; padding: 0; border: 0; } @page { size: A4; margin: 15mm 16mm; } }
`;

export * as Stylesheet from "./stylesheet";
