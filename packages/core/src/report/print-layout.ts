// print-layout: one self-contained printable page without scripts, fonts or requests
import { html, raw } from "hono/html";

export { html, raw };
export type Html = ReturnType<typeof html>;

export function paper({ title, body }: { title: string; body: Html }): string {
  return String(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title}</title>
          <style>
            ${raw(style)}
          </style>
        </head>
        <body>
          <main>${body}</main>
        </body>
      </html> `,
  );
}

export function figure(drawing: string, caption: Html | string): Html {
  return html`<figure>
    ${raw(drawing)}
    <figcaption>${caption}</figcaption>
  </figure>`;
}

export function tile({
  name,
  value,
  notes,
}: {
  name: string;
  value: string;
  notes: (string | null)[];
}): Html {
  return html`<div class="tile">
    <h3>${name}</h3>
    <p class="value">${value}</p>
    ${notes.map((note) => note && html`<p class="note">${note}</p>`)}
  </div>`;
}

/** A column whose name starts with # holds numbers and is aligned right. */
export function grid(
  columns: string[],
  rows: unknown[][],
  kind: "" | "cohorts" | "measures" | "wordy" = "",
): Html {
  const side = columns.map((column) =>
    column.startsWith("#") ? "number" : "",
  );
  return html`<div class="wide">
    <table class="${kind}">
      <thead>
        <tr>
          ${columns.map((column, k) => html`<th scope="col" class="${side[k]}">${column.replace("#", "")}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell, k) => html`<td class="${side[k]}">${cell}</td>`)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

export const chip = (band: string) =>
  html`<span class="band ${band}">${band}</span>`;

/** The name, where there is one, above the id. */
export const customer = (id: string, name: string | null): Html | string =>
  name ? html`${name}<br /><span class="id">${id}</span>` : id;

/** The text, cut to so many letters. */
export function clipped(text: string, maxLetters: number): string {
  const letters = [...text];
  return letters.length > maxLetters
    ? `${letters.slice(0, maxLetters - 1).join("")}…`
    : text;
}

export const whole = (value: number) =>
  value.toLocaleString("en-US", { maximumFractionDigits: 0 });
/** A number and its noun, in the plural unless it is 1. */
export const count = (n: number, noun: string) =>
  `${whole(n)} ${noun}${n === 1 ? "" : "s"}`;
export const fixed = (value: number, digits = 2) =>
  value.toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
export const percent = (value: number, digits = 1) =>
  `${fixed(value * 100, digits)} %`;

/** A cell as text; numbers have four significant digits. */
export function cell(value: string | number | boolean | null): string {
  if (value === null || value === "") return "missing";
  if (typeof value === "number")
    return value.toLocaleString("en-US", { maximumSignificantDigits: 4 });
  return String(value);
}

export function monthName(month: string): string {
  const options = { month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Date(`${month}-01T00:00:00Z`).toLocaleDateString("en-US", options);
}

const style = `
:root { --ink: #24303a; --quiet: #5d6b78; --rule: #dde2e7; --soft: #f5f7f9; --high: #d55e00; --medium: #b07900; --low: #0072b2; --green: #00795a; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--soft); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans CJK SC", sans-serif; }
main { max-width: 1060px; margin: 0 auto; padding: 40px 32px 56px; background: #fff; }
h1 { margin: 0 0 4px; font-size: 30px; line-height: 1.2; letter-spacing: -0.01em; }
h2 { margin: 44px 0 12px; padding-top: 20px; border-top: 1px solid var(--rule); font-size: 20px; }
h3 { margin: 0; font-size: 14px; font-weight: 600; color: var(--quiet); }
section > h3, .figures h3 { margin: 30px 0 8px; font-size: 16px; color: var(--ink); }
p { margin: 0 0 12px; max-width: 76ch; }
.verdict { margin: 0 0 8px; padding: 16px 20px; max-width: none; border-left: 4px solid var(--low); background: var(--soft); font-size: 18px; }
.lead { color: var(--quiet); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(175px, 1fr)); gap: 14px; margin: 24px 0 8px; }
.tile { padding: 14px 16px; border: 1px solid var(--rule); border-radius: 8px; break-inside: avoid; }
.tile p { margin: 0; }
.value { font-size: 28px; font-weight: 650; line-height: 1.35; font-variant-numeric: tabular-nums; }
.note { font-size: 13px; line-height: 1.45; color: var(--quiet); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr)); gap: 20px; }
.flow { columns: 2 400px; column-gap: 20px; }
figure { margin: 12px 0; break-inside: avoid; }
figure svg { display: block; max-width: 100%; height: auto; }
figcaption { font-size: 13px; color: var(--quiet); max-width: 62ch; }
.wide { overflow-x: auto; margin: 12px 0 18px; }
table { width: 100%; border-collapse: collapse; font-size: 14px; line-height: 1.45; }
th { text-align: left; font-size: 13px; font-weight: 600; color: var(--quiet); border-bottom: 2px solid var(--rule); }
th, td { padding: 7px 12px 7px 0; vertical-align: top; }
td { border-bottom: 1px solid var(--rule); }
tr { break-inside: avoid; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.number + :not(.number) { padding-left: 14px; }
.cohorts { width: auto; } .cohorts th, .cohorts td { padding: 3px 3px 3px 0; } .wordy td:first-child { min-width: 7em; } .cohorts td:first-child, .cohorts td:nth-child(2) { padding-right: 14px; } .cohorts td { border: 0; }
.heat { display: block; min-width: 46px; padding: 3px 6px; border-radius: 3px; background: rgb(213 94 0 / var(--depth)); }
.stayed { display: inline-block; padding: 0 6px; margin-right: -6px; border-radius: 3px; background: var(--rule); }
.split { display: flex; gap: 2px; height: 14px; margin: 14px 0 4px; } .split span { min-width: 2px; border-radius: 3px; background: #b8c0c8; }
.split .green { background: var(--green); } .split .amber { background: #e69f00; } .split .red { background: var(--high); }
.green { color: var(--green); } .amber { color: var(--medium); } .red { color: var(--high); }
.heat, .stayed, .split span { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.day { white-space: nowrap; font-variant-numeric: tabular-nums; }
nav { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 18px 0 0; font-size: 14px; } a { color: var(--low); text-underline-offset: 3px; }
.band { display: inline-block; padding: 0 9px; border: 1px solid currentColor; border-radius: 99px; font-size: 13px; font-weight: 600; }
.high { color: var(--high); } .medium { color: var(--medium); } .low { color: var(--low); }
.reason { display: inline-block; margin: 0 10px 2px 0; white-space: nowrap; }
.up { color: var(--high); } .down { color: var(--low); }
.id { color: var(--quiet); font-size: 13px; }
.absent { padding: 14px 16px; border-left: 4px solid var(--rule); background: var(--soft); }
code { font-family: ui-monospace, "Cascadia Mono", Menlo, monospace; font-size: 0.9em; overflow-wrap: anywhere; }
ul { margin: 0 0 12px; padding-left: 20px; } li { max-width: 74ch; }
@media (max-width: 600px) { main { padding: 24px 18px 40px; } h1 { font-size: 26px; } .tiles { grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 10px; } .tile { padding: 10px 12px; } .value { font-size: 24px; }
  .verdict { padding: 12px 14px; font-size: 17px; } table { font-size: 13px; } th, th.number { font-size: 12px; white-space: normal; } th, td { padding-right: 9px; } td:not(.number), th:not(.number) { min-width: 7.5em; } .wordy td:last-child { min-width: 14em; } .cohorts td:not(.number), .measures td:not(.number) { min-width: 0; } .measures td.number { white-space: normal; } .measures b { white-space: nowrap; } td:empty, th:empty { min-width: 0; } .number .note { font-size: 12px; } .settings { display: block; min-width: 17em; } }
@media print { nav { display: none; } body { background: #fff; } main { max-width: none; padding: 0; } h2, h3 { break-after: avoid; } .wide { overflow: visible; } table { font-size: 11.5px; } th, th.number { font-size: 11px; white-space: normal; } th, td { padding: 4px 8px 4px 0; } .note { font-size: 11px; }
  .tiles { grid-template-columns: repeat(5, 1fr); gap: 8px; } .tile { padding: 8px 10px; } .value { font-size: 20px; } .figures { grid-template-columns: 1fr 1fr; } .figures h3 { margin-top: 12px; } .flow { columns: 2; } @page { margin: 16mm; } }
`;

export * as PrintLayout from "./print-layout";
