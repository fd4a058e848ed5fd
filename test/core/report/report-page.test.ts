import { Estimate } from "@mainstay/core/metrics/estimate";
import { MetricBoard } from "@mainstay/core/metrics/metric-board";
import { Report } from "@mainstay/core/report/report";
import { build, render } from "@mainstay/core/reporting/build-report";
import fc from "fast-check";
import { expect, test } from "vitest";
import { metrics, month } from "./example-month";

const read = (json: string) => Report.Info.parse(JSON.parse(json));
// As it is read: without marks, drawings and style, white space as one space.
const words = (html: string) =>
  html
    .replace(/<(style|desc|svg)[\s>][\s\S]*?<\/\1>/g, " ")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replace(/[\s\u00a0]+/g, " ");
const september = () =>
  read(
    build({
      ...month("Ortiz"),
      ...{ month: "2026-09", metrics: metrics(-0.05) },
      health: {
        ...month("Ortiz").health!,
        status: { red: 71, amber: 149, green: 408, unknown: 12 },
      },
    }).json,
  );
const october = () => build({ ...month("Ortiz"), past: september().history });
const page = words(october().html);

test.each([
  ["movements of revenue", ["50,000", "4,100", "900", "−1,700", "52,000"]],
  ["cohorts", ["95 %", "91 %"]],
  ["lifetime value", ["98,765"]],
  ["health", ["71.3", "418", "149", "61", "83", "below 48", "from 77"]],
  ["the back-test", ["0.812", "0.846", "0.789", "6.2 %", "3.7 times"]],
  ["the missed", ["Of 817 green customer-months 29 left", "Ortiz 97"]],
  ["segments", ["78.1 %", "higher lifetime value: 9 against 3", "466"]],
  ["retiring models", ["2027-03-31", "151", "87"]],
  ["comments", ["126 positive (60 %)", "63 negative (30 %)", "17"]],
  ["actions", ["41 proposed", "8 accepted", "15 done", "6 held out"]],
  ["effects", ["91.0 %", "120 of 123 known", "+7.0 points"]],
  ["questions", ["“Ortiz” 14 16 2026-10-30"]],
  ["forecasts", ["337", "311 and 363 (80 %)", "297 and 377 (95 %)", "0.73"]],
  ["stock", ["Order when stock falls to 391"]],
  ["recommendations", ["21.3 %", "17.6 % to 25.5 %", "6.4 %"]],
])("the page tells %s", (_, told) => {
  for (const text of told) expect(page).toContain(text);
});

// Ratios that are read as percentages.
const asShare = ["nrr", "nrr12", "tokensSlope", "requestsSlope"];

test.each(MetricBoard.names)(
  "%s stands on the page with its value, definition and n, or with why there is none",
  (name) => {
    const {
      name: title,
      text,
      formula,
      unit,
      version,
    } = MetricBoard.definitions[name];
    const value = metrics()[name];
    if (value.value === null)
      return expect(page).toContain(`because nothing was told of ${name}.`);
    const share = unit === "share" || asShare.includes(name);
    const spelled = share
      ? `${(100 * value.value).toFixed(1)} %`
      : value.value.toFixed(2);
    expect(page).toContain(` ${title} ${spelled} `);
    expect(page).toContain(
      ` ${title} ${text} ${formula} ${version} ${value.n} `,
    );
  },
);

test("customers of a status are compared with the month before", () => {
  expect(page).toMatch(/green 418 65\.3 % ▲ up 10 /);
  expect(page).toMatch(/amber 149 23\.3 % unchanged /);
  expect(page).toMatch(/red 61 9\.5 % ▼ down 10 /);
});

test("a change that chance may have made stands in brackets, a surer one without", () => {
  const { low } = Estimate.move(
    metrics().satisfaction,
    metrics(-0.05).satisfaction,
  )!;
  expect(low).toBeGreaterThan(0);
  expect(page).toMatch(/Satisfaction 0\.31 0\.30 to 0\.32 ▲ up 0\.05 100/);
  const near = build({
    ...month("Ortiz"),
    past: read(
      build({
        ...month("Ortiz"),
        ...{ month: "2026-09", metrics: metrics(-0.01) },
      }).json,
    ).history,
  });
  expect(words(near.html)).toMatch(
    /Satisfaction 0\.31 0\.30 to 0\.32 \( ?▲ up 0\.01 ?\) 100/,
  );
});

test("nothing that is not there is printed as if it were", () => {
  for (const { html, csv } of [october(), build(month("Ortiz"))]) {
    expect(words(html)).not.toMatch(/undefined|NaN|\bnull\b|\[object|Infinity/);
    expect(csv).not.toMatch(/undefined|NaN|null|\[object|Infinity/);
  }
});

test.each(["atRisk", "forecasts", "questions"] as const)(
  "without %s there is no table of nothing",
  (part) => {
    const { html } = build({ ...month("Ortiz"), [part]: [] });
    expect(html).not.toMatch(/<tbody>\s*<\/tbody>/);
  },
);

const old = () => {
  const {
    month: of,
    dataset,
    since,
    movements,
    counts,
    definitions,
    ...rest
  } = read(build(month("Ortiz")).json);
  const { metrics, risk, atRisk, model } = rest;
  return {
    ...{ month: of, dataset, since, movements, counts, definitions, metrics },
    ...{ risk, atRisk, model },
    history: [{ month: of, metrics, customers: 640, high: 31 }],
  };
};

test("a report stored before it had these parts still reads, renders and is the month before of the next", () => {
  const stored = Report.Info.parse(old());
  const { html } = build({
    ...stored,
    tables: undefined,
  });
  expect(words(html)).toContain("Whom to see first");
  expect(words(html)).not.toContain("Forecasts");
  const next = build({
    ...month("Ortiz"),
    ...{ month: "2026-11", past: stored.history },
  });
  expect(read(next.json).since).toBe("2026-10");
  expect(words(next.html)).not.toMatch(/undefined|NaN|\bnull\b/);
});

const evil = `<img src=x onerror="alert(1)">'&`;

test("words of customers and files stay words on the page", () => {
  const { html } = build(month(evil));
  expect(html).not.toContain("<img");
  expect(html).not.toContain(`"alert`);
  expect(html.split("&lt;img").length).toBeGreaterThan(30);
});

test("same input, same bytes", () => {
  expect(october()).toEqual(october());
});

test("no cell of the CSV runs in a spreadsheet, and rows are of one length", () => {
  fc.assert(
    fc.property(
      fc.constantFrom("=", "+", "-", "@", "\t", "\r"),
      fc.string({ minLength: 1, maxLength: 8 }),
      (sign, rest) => {
        const rows = cells(build(month(sign + "a" + rest)).csv);
        for (const row of rows) {
          expect(row).toHaveLength(rows[0].length);
          for (const cell of row)
            if (!(cell.trim() && Number.isFinite(Number(cell))))
              expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        }
      },
    ),
    { numRuns: 12 },
  );
});

test("the CSV says each metric with n and interval or why, each segment's size and each status", () => {
  const [header, ...rows] = cells(build(month("Ortiz")).csv);
  const table = rows.map((row) =>
    Object.fromEntries(header.map((name, k) => [name, row[k]])),
  );
  const of = (kind: string) => table.filter((row) => row.kind === kind);
  for (const name of MetricBoard.names) {
    const row = of("metric").find(({ key }) => key === name)!;
    const value = metrics()[name];
    if (value.value === null) expect(row.why).toBe(value.why);
    else {
      expect(Number(row.value)).toBe(value.value);
      expect(Number(row.n)).toBe(value.n);
      expect(row.low).toBe(value.low === undefined ? "" : String(value.low));
    }
  }
  expect(of("segment").map(({ key, value, n }) => [key, value, n])).toEqual([
    ["value/Ortiz", "500", "640"],
    ["value/b", "140", "640"],
    ["rfm/loyal", "640", "640"],
  ]);
  expect(of("health").map(({ key, value }) => [key, value])).toEqual([
    ["mean", "71.25"],
    ...[
      ["red", "61"],
      ["amber", "149"],
      ["green", "418"],
      ["unknown", "12"],
    ],
  ]);
});

// RFC 4180, read by hand.
function cells(csv: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/gy;
  for (let found = cell.exec(csv); found; found = cell.exec(csv)) {
    const [, text, end] = found;
    const bare = text.startsWith('"')
      ? text.slice(1, -1).replaceAll('""', '"')
      : text;
    rows.at(-1)!.push(bare);
    if (end === "\r\n") rows.push([]);
  }
  expect(rows.pop()).toEqual([]);
  return rows;
}

test("the first page says what was decided of the files, before any figure", () => {
  const warning = {
    ...{ code: "cell.unread", column: "mrr", count: 2, example: "<tbc>" },
    ...{ message: "mrr: cells that do not read", file: "2026-10.csv" },
  };
  const { html, json } = build({ ...month("x"), basis: [warning] });
  expect(JSON.parse(json).basis).toEqual([warning]);
  const said = html.indexOf("rest on files that were read with warnings");
  expect(said).toBeGreaterThan(0);
  expect(said).toBeLessThan(html.indexOf('class="tiles"'));
  expect(html).toContain("2 times, such as");
  expect(html).not.toContain("<tbc>");
});

test("the page lets a browser run and fetch nothing, wherever it is opened", () => {
  const [, policy] =
    /<meta\s+http-equiv="content-security-policy"\s+content="([^"]+)"/.exec(
      october().html,
    )!;
  expect(policy).toMatch(/^default-src (&#39;|')none/);
  expect(policy).not.toMatch(/script-src|connect-src/);
});

// Names, codes and formulas stay as they are in every language.
const names =
  /^(NPS|CSAT|CES|AUC|ECE|MASE|sMAPE|RFM|HHI|CSV|k-means|Kaplan|Meier|Wilson|Newcombe|Welch|n|t|h|x|k|f|AI|customers|csv|Ortiz)$/;

test("a report in Chinese is Chinese throughout", () => {
  const info = read(october().json);
  const html = render(info, "zh");
  expect(html).toMatch(/^<!doctype html>\s*<html lang="zh">/);
  const text = words(
    html
      .replace(/<code>[\s\S]*?<\/code>/g, " ")
      // What the example says in English: reasons of its own making, and a segment of its own.
      .replaceAll("Bees", ""),
  );
  const latin = text.match(/[A-Za-z][A-Za-z-]*/g) ?? [];
  expect([...new Set(latin)].filter((word) => !names.test(word))).toEqual([]);
});

test("the letter is five sentences in either language, in the JSON and on the page", () => {
  const info = read(october().json);
  for (const lang of ["en", "zh"] as const) {
    const told = info.letter![lang];
    expect(told.map(({ topic }) => topic)).toEqual([
      ...["changed", "why", "risk", "done", "todo"],
    ]);
    const page = words(render(info, lang)).replace(/ /g, "");
    for (const { text } of told) {
      expect(text).not.toMatch(/undefined|NaN|null|[{}<>]/);
      expect(page).toContain(text.replace(/[ \n]/g, ""));
    }
  }
});
