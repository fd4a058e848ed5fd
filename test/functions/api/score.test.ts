import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Refused, type Call } from "@mainstay/cli/client";
import { score as scoreFile } from "@mainstay/cli/score";
import { Bucket } from "@mainstay/core/aws/bucket";
import { train } from "@mainstay/training/job/train";
import { csv, definition, months, rows } from "../company";
import { settled, start, until, type Cloud } from "../cloud";

let cloud: Cloud;
let version: string;
const sent = rows(csv("2026-10"));

beforeAll(async () => {
  cloud = await start();
  await cloud.call("PUT", "/v1/datasets/customers", definition);
  for (const month of months)
    await Bucket.put(
      Bucket.keys.inbox("customers", `${month}.csv`),
      csv(month),
    );
  await settled(cloud, "customers", months.length);
  // Which version serves is remembered for a second, here by the same process that learns of the promotion.
  await new Promise((done) => setTimeout(done, 1_100));
  const outcome = await train({
    dataset: "customers",
    seed: 42,
    now: new Date(),
    progress: () => {},
  });
  ({ version } = outcome);
  expect(outcome.promoted).toBe(true);
  await until(async () => {
    const all = await settled(cloud, "customers", months.length);
    return all.every(({ scored, accepted }) => scored === accepted);
  });
});
afterAll(() => cloud.stop());

const score = (rows: unknown[], more = {}) =>
  cloud.call("POST", "/v1/score/customers", { rows, ...more });
const near = (a: number, b: number) =>
  expect(Math.abs(a - b)).toBeLessThan(1e-4);

test("rows over HTTP score as the same rows of a file did", async () => {
  const { body } = await score(sent);
  expect(body.model).toEqual({ dataset: "customers", version });
  const uploads = await settled(cloud, "customers", months.length);
  const upload = uploads.find(({ key }) => key.includes("2026-10"));
  const file = await (await fetch(upload.predictionsUrl)).text();
  const lines = file
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((l) => l.split(","));
  expect(
    body.predictions.map((p: any) => [p.id, String(p.probability), p.band]),
  ).toEqual(lines.map(([id, , probability, band]) => [id, probability, band]));
});

test("the probability is the logistic function of the logit, to the last bit", async () => {
  const { body } = await score(sent);
  for (const { probability, logit } of body.predictions)
    expect(probability).toBe(1 / (1 + Math.exp(-logit)));
});

test("explained contributions and their base add up to the logit", async () => {
  const { body } = await score(sent.slice(0, 50), { explain: true });
  const { columns } = (
    await cloud.call("GET", `/v1/models/customers/${version}`)
  ).body;
  const names = columns.map((c: any) => c.name).sort();
  body.predictions.forEach(({ base, logit, reasons }: any, k: number) => {
    const sum = reasons.reduce((s: number, r: any) => s + r.contribution, base);
    near(sum, logit);
    expect(reasons.map((r: any) => r.column).sort()).toEqual(names);
    const usage = reasons.find((r: any) => r.column === "usage");
    expect(usage.value).toBe(sent[k].usage || null);
  });
});

test("without explain there are no reasons, and nothing else changes", async () => {
  const plain = (await score(sent.slice(0, 5))).body.predictions;
  const told = (await score(sent.slice(0, 5), { explain: true })).body
    .predictions;
  plain.forEach((p: any, k: number) => {
    expect(p.reasons).toEqual([]);
    expect([p.id, p.logit, p.band]).toEqual([
      told[k].id,
      told[k].logit,
      told[k].band,
    ]);
  });
});

test("label and unknown columns are named once and change nothing", async () => {
  const [{ churned, ...row }] = sent;
  const odd = {
    ...row,
    churned: churned === "yes" ? "no" : "yes",
    colour: "red",
  };
  const { body } = await score([odd, odd]);
  expect(body.warnings).toEqual([
    expect.stringContaining('"churned" is the label'),
    expect.stringContaining('"colour"'),
  ]);
  const plain = (await score([row])).body;
  expect(plain.warnings).toEqual([]);
  expect(body.predictions[0].logit).toBe(plain.predictions[0].logit);
});

test("a column the model needs that no row has is named", async () => {
  const { body } = await score(
    sent.slice(0, 3).map(({ usage: _, churned: __, ...row }) => row),
  );
  expect(body.warnings).toEqual([expect.stringContaining('"usage"')]);
});

test("a bad row answers its error in its place, and its neighbours their scores", async () => {
  const bad = { ...sent[1], usage: "a lot" };
  const timeless = { ...sent[2], month: "someday" };
  const good = (await score([sent[0], sent[3]])).body.predictions;
  const { body } = await score([sent[0], bad, timeless, sent[3]]);
  expect(body.predictions).toEqual([
    good[0],
    {
      id: "c0001",
      error: {
        code: "cell.number",
        column: "usage",
        message: expect.stringContaining('"a lot"'),
      },
    },
    {
      id: "c0002",
      error: expect.objectContaining({ code: "row.period", column: "month" }),
    },
    good[1],
  ]);
});

test("strings read as cells: a number and its text score alike", async () => {
  const typed = {
    ...sent[0],
    usage: Number(sent[0].usage),
    tickets: Number(sent[0].tickets),
  };
  const { body } = await score([sent[0], typed]);
  const [text, number] = body.predictions;
  // Rows of one run are equal but for the rounding of float32.
  expect(number.probability).toBeCloseTo(text.probability, 6);
  expect(number.logit).toBeCloseTo(text.logit, 5);
  const { probability, logit } = text;
  expect({ ...number, probability, logit }).toEqual(text);
});

test("a row without id answers its index and scores as one nobody knows, one without time takes the period told", async () => {
  const { customer_id: _, month, ...row } = sent[0];
  const { body } = await score([row], { period: month });
  const stranger = { ...sent[0], customer_id: "nobody" };
  const whole = (await score([stranger])).body.predictions[0];
  expect(body.predictions[0]).toEqual({ ...whole, id: "0" });
  const wrong = await score([row], { period: "soon" });
  expect([wrong.status, wrong.body.code]).toEqual([400, "score.period"]);
});

test("no rows answer no predictions, 1,000 are taken, more are refused", async () => {
  expect((await score([])).body).toMatchObject({
    predictions: [],
    warnings: [],
  });
  const many = Array.from({ length: 1000 }, (_, k) => sent[k % sent.length]);
  expect((await score(many)).body.predictions).toHaveLength(1000);
  const { status, body } = await score([...many, sent[0]]);
  expect([status, body.code]).toEqual([413, "score.rows.many"]);
});

test("a dataset without a model answers 404 and what to do", async () => {
  await cloud.call("PUT", "/v1/datasets/untrained", {});
  const { status, body } = await cloud.call("POST", "/v1/score/untrained", {
    rows: [],
  });
  expect([status, body.code]).toEqual([404, "model.none"]);
  const unknown = await cloud.call("POST", "/v1/score/nowhere", { rows: [] });
  expect([unknown.status, unknown.body.code]).toEqual([404, "dataset.unknown"]);
});

test("a score is traced to its file, line, definition and model, and comes out again", async () => {
  const [{ customer_id: id, month: period }] = sent;
  const path = `/v1/customers/${id}`;
  const { body } = await cloud.call("GET", `${path}/lineage?period=${period}`);
  const { score } = (await cloud.call("GET", path)).body;
  const uploads = await settled(cloud, "customers", months.length);
  const upload = uploads.find(({ key }) => key.includes(period));
  expect(body).toEqual({
    ...{ id, period, line: 2, model: version },
    ...{ upload: upload.id, key: upload.key, definition: upload.definition },
    probability: score.probability,
    again: score.probability,
  });
  const none = await cloud.call("GET", `${path}/lineage?period=2020-01`);
  expect([none.status, none.body.code]).toEqual([404, "customer.unknown"]);
});

test("a customer's page gives every reason, and they add up", async () => {
  const { body } = await cloud.call("GET", "/v1/customers/c0005");
  const { score } = body;
  const reasons = body.reasons.map(({ text, ...reason }: any) => {
    // A column that no file has is told in words.
    if (!reason.column.includes(".")) expect(text).toContain(reason.column);
    return reason;
  });
  expect(score.reasons).toEqual(reasons);
  near(
    reasons.reduce((s: number, r: any) => s + r.contribution, score.base),
    score.logit,
  );
  const over = (
    await cloud.call("POST", "/v1/score/customers", {
      rows: [sent[5]],
      explain: true,
    })
  ).body.predictions[0];
  expect([body.probability, body.band, score.logit]).toEqual([
    over.probability,
    over.band,
    over.logit,
  ]);
  expect(reasons).toEqual(over.reasons);
});

test("a customer's reasons and changes are worded in the language asked for, and the changes lead from one score to the next", async () => {
  const path = "/v1/customers/c0005";
  const english = (await cloud.call("GET", path)).body;
  const chinese = (await cloud.call("GET", `${path}?lang=zh`)).body;
  expect(english.since).toBe("2026-09");
  const usage = (body: any) =>
    body.reasons.find((r: any) => r.column === "usage");
  const shown = String(Number(Number(sent[5].usage).toFixed(2)));
  expect(usage(english).text).toMatch(
    new RegExp(`^usage is ${shown}.*: (raises|lowers) the risk`),
  );
  expect(usage(chinese).text).toMatch(
    new RegExp(`^usage 为 ${shown}.*：.*(提高|降低)风险$`),
  );
  const before = rows(csv("2026-09"))[5];
  const [old, now] = (await score([before, sent[5]], { explain: true })).body
    .predictions;
  const moved = (column: string) => {
    const of = (p: any) => p.reasons.find((r: any) => r.column === column);
    return of(now).contribution - of(old).contribution;
  };
  expect(english.changes.length).toBeGreaterThan(0);
  for (const {
    column,
    before: was,
    now: is,
    contribution,
    text,
  } of english.changes) {
    near(contribution, moved(column));
    if (column.includes(".")) continue;
    expect([was, is]).toEqual([
      before[column] || null,
      sent[5][column] || null,
    ]);
    expect(text.startsWith(column)).toBe(true);
  }
  expect(chinese.changes.map(({ text: _, ...change }: any) => change)).toEqual(
    english.changes.map(({ text: _, ...change }: any) => change),
  );
  const wrong = await cloud.call("GET", `${path}?lang=fr`);
  expect(wrong.status).toBe(400);
});

test("without a period customers come with their newest snapshot, riskiest first", async () => {
  const { items } = (await cloud.call("GET", "/v1/customers?limit=1000")).body;
  expect(items).toHaveLength(sent.length);
  expect(new Set(items.map((c: any) => c.period))).toEqual(
    new Set(["2026-10"]),
  );
  const probabilities = items.map((c: any) => c.probability);
  expect(probabilities).toEqual(
    probabilities.toSorted((a: number, b: number) => b - a),
  );
  const high = (await cloud.call("GET", "/v1/customers?limit=1000&band=high"))
    .body.items;
  expect(high).toEqual(items.filter((c: any) => c.band === "high"));
});

test("models list every version, promoting and rolling back turn which one serves", async () => {
  const list = (await cloud.call("GET", "/v1/models/customers")).body;
  expect(list.items).toEqual([
    {
      dataset: "customers",
      version,
      task: "score",
      current: true,
      createdAt: expect.any(String),
    },
  ]);
  expect((await cloud.call("GET", "/v1/models")).body.items).toEqual(
    list.items,
  );
  const none = await cloud.call("POST", "/v1/models/customers/rollback");
  expect([none.status, none.body.code]).toEqual([409, "model.rollback"]);
  const unknown = await cloud.call("POST", "/v1/models/customers/promote", {
    version: "x",
  });
  expect([unknown.status, unknown.body.code]).toEqual([404, "model.unknown"]);
  const again = await cloud.call("POST", "/v1/models/customers/promote", {
    version,
  });
  expect(again.body).toMatchObject({
    version,
    history: [{}, { by: "promote" }],
  });
});

test("the report of a scored month names the customers of the list of priorities in three formats", async () => {
  const made = await cloud.call("POST", "/v1/reports/2026-10");
  expect(made.status).toBe(200);
  expect(made.body.model.version).toBe(version);
  const { low, medium, high } = made.body.risk.bands;
  expect(low + medium + high).toBe(sent.length);
  const top = (await cloud.call("GET", "/v1/priorities?limit=10")).body.items;
  expect(top).toHaveLength(10);
  expect(made.body.atRisk.slice(0, top.length).map((c: any) => c.id)).toEqual(
    top.map((c: any) => c.id),
  );
  const get = (path: string, accept: string) =>
    cloud.call("GET", `/v1/reports/2026-10${path}`, undefined, { accept });
  expect((await get("", "application/json")).body).toEqual(made.body);
  expect((await get("", "*/*")).body).toEqual(made.body);
  const page = await get("", "text/html,application/xhtml+xml;q=0.9");
  expect([page.type, page.body.includes(top[0].id)]).toEqual([
    expect.stringContaining("text/html"),
    true,
  ]);
  const table = await get("?format=csv", "text/html");
  expect(table.type).toContain("text/csv");
  expect(table.body).toContain(top[0].id);
  expect((await cloud.call("GET", "/v1/reports")).body).toEqual({
    items: [{ month: "2026-10" }],
    cursor: null,
  });
});

describe("a file scored on the command line", () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "score-"));
  });
  afterAll(() => rm(directory, { recursive: true }));

  const call = async <T>(method: string, path: string, body?: unknown) => {
    const answer = await cloud.call(method, path, body);
    if (answer.status === 200) return answer.body as T;
    throw new Refused(answer.body.code, answer.body.message);
  };
  async function run(name: string, bytes: string | Buffer, explain = false) {
    const file = join(directory, name);
    await writeFile(file, bytes);
    const counts = { rows: 0, scored: 0, refused: 0 };
    const warnings: string[] = [];
    const warn = (sentence: string) => void warnings.push(sentence);
    const options = { dataset: "customers", explain, counts, warn };
    const out: string[] = [];
    for await (const line of scoreFile(call as Call, file, options))
      out.push(line.trimEnd());
    return { counts, warnings, header: out[0], lines: out.slice(1) };
  }

  test("gives every row the score it gets over HTTP, in the order of the file, whatever its length and writing", async () => {
    const [header, ...body] = csv("2026-10").trim().split("\n");
    const many = Array.from({ length: 9 }, () => body).flat();
    const text = ["Churn review", "", header, ...many].join("\n");
    const { counts, lines } = await run("long.csv.gz", gzipSync(text));
    expect(counts).toEqual({ rows: 2700, scored: 2700, refused: 0 });
    const { predictions } = (await score(sent)).body;
    expect(lines).toEqual(
      many.map((_, k) => {
        const { id, probability, band } = predictions[k % sent.length];
        return `${k + 4},${id},${probability},${band},${version},`;
      }),
    );
    const commas = text.replace(/(?<=,)(\d+)\.(\d+)(?=,|$)/gm, '"$1,$2"');
    const german = await run("german.csv", Buffer.from(commas, "utf16le"));
    expect(german.lines).toEqual(lines);
  });

  test("names what a row is refused for in its place, and runs nothing as a formula", async () => {
    const [header, first, second] = csv("2026-10").split("\n");
    const evil = second.replace("c0001", '"=cmd|x"');
    const text = [header, first, "c7,2026-10", evil].join("\n");
    const { counts, lines } = await run("odd.csv", text);
    expect(counts).toEqual({ rows: 3, scored: 2, refused: 1 });
    expect(lines[1]).toMatch(/^3,,,,,.*12 cells, got 2.*row\.cells\.few/);
    expect(lines[2]).toMatch(/^4,'=cmd\|x,0\.\d+,/);
  });

  test("with explain, base and contributions add up to the logit", async () => {
    const { header, lines } = await run("why.csv", csv("2026-10"), true);
    const names = header.split(",");
    expect(names.slice(6, 8)).toEqual(["logit", "base"]);
    expect(names.slice(8)).toContain("contribution:usage");
    for (const line of lines) {
      const [logit, ...parts] = line.split(",").slice(6).map(Number);
      near(
        parts.reduce((sum, part) => sum + part),
        logit,
      );
    }
  });

  test("says so where no model serves", async () => {
    await cloud.call("PUT", "/v1/datasets/untrained", { id: "id" });
    const file = join(directory, "none.csv");
    await writeFile(file, "id,a\n1,2\n");
    const counts = { rows: 0, scored: 0, refused: 0 };
    const options = { dataset: "untrained", counts, warn: () => {} };
    const lines = scoreFile(call as Call, file, options);
    const all = async () => {
      for await (const _ of lines);
    };
    await expect(all()).rejects.toThrow(/No model .* serves/);
  });
});

describe("what would change a score", () => {
  const whatif = (more: object, some = sent.slice(0, 10)) =>
    score(some, {
      whatif: { band: "low", columns: ["usage", "plan"], ...more },
    });

  test("proposed changes, scored as a row of their own, are in the band that was asked for", async () => {
    const { status, body } = await whatif({});
    expect(status).toBe(200);
    let proposed = 0;
    for (const [k, { band, alternatives }] of body.predictions.entries()) {
      if (band === "low") expect(alternatives).toEqual([]);
      for (const { changes, distance, probability } of alternatives) {
        proposed++;
        expect(Object.keys(changes)).not.toContain("tickets");
        expect(distance).toBeGreaterThan(0);
        const again = await score([{ ...sent[k], ...changes }]);
        expect(again.body.predictions[0].band).toBe("low");
        near(again.body.predictions[0].probability, probability);
      }
    }
    expect(proposed).toBeGreaterThan(0);
  });

  test("columns that nobody learned, too many rows, and none to change are refused", async () => {
    const code = async (asked: Promise<any>) => (await asked).body.code;
    expect(await code(whatif({ columns: ["moon"] }))).toBe(
      "score.whatif.columns",
    );
    expect(await code(whatif({ columns: undefined }))).toBe(
      "score.whatif.columns",
    );
    const many = Array.from({ length: 101 }, () => sent[0]);
    expect(await code(whatif({}, many))).toBe("score.whatif.rows");
  });

  test("the card has a curve of the mean probability with the share of rows, falling with use", async () => {
    const { body } = await cloud.call("GET", `/v1/models/customers/${version}`);
    const curve = body.partial.find(({ column }: any) => column === "usage");
    const { points } = curve;
    expect(points[0].probability).toBeGreaterThan(points.at(-1).probability);
    const total = points.reduce((sum: number, p: any) => sum + p.share, 0);
    expect(total).toBeCloseTo(1, 6);
  });
});
