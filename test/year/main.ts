// A year of the sample company with a planted change, five times over, and what the machine found and did: npm run year
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { format } from "prettier";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Definition } from "@mainstay/core/tabular/definition";
import { Retraining } from "@mainstay/core/jobs/retraining";
import { Registry } from "@mainstay/core/model/registry";
import { DriftWatch } from "@mainstay/core/upkeep/drift-watch";
import { DriftWords } from "@mainstay/core/upkeep/drift-words";
import { Shadow } from "@mainstay/core/upkeep/shadow";
import { SampleCompany } from "@mainstay/local/sample/sample-company";
import { train } from "@mainstay/training/job/train";
import { start } from "../cloud";
import { changes, months, type Change } from "./planted-change";

const learned = 6; // months known before the year begins
const customers = Number(process.env.CUSTOMERS ?? 400);
const seed = 42;

type Year = {
  name: string;
  expected: string;
  found: { month: number; what: string[] }[];
  trainings: number;
  promoted: number[]; // months
  dropped: number;
};

async function live(change: Change): Promise<Year> {
  const cloud = await start();
  const dataset = "customers";
  const company = SampleCompany.generate({
    ...{ end: "2027-06", months: months + learned, customers, seed },
  });
  const files = change.plant(
    Array.from(company.customers, ([month, csv]) => ({
      ...{ name: `${month}.csv`, csv },
    })),
    learned,
  );
  const label = { ...SampleCompany.definition.label, horizon: 2 };
  const definition = {
    ...SampleCompany.definition,
    label,
    learner: "logistic",
  };
  await Dataset.write(dataset, Definition.Info.parse(definition), 0);
  const drop = async (file: { name: string; csv: string }) => {
    await Bucket.put(Bucket.keys.inbox(dataset, file.name), file.csv);
    await cloud.drain();
  };
  // The fifth of the month after, when its file is there.
  const clock = (at: number) => new Date(Date.UTC(2026, at + 1, 5));
  const fit = (now: Date, more: object) =>
    train({ dataset, seed, now, progress: () => {}, ...more });
  for (const file of files.slice(0, learned)) await drop(file);
  await fit(clock(learned - 1), {});
  await cloud.drain();

  const year: Year = {
    ...{ name: change.name, expected: change.expected, found: [] },
    ...{ trainings: 0, promoted: [], dropped: 0 },
  };
  for (let at = learned; at < files.length; at++) {
    const served = (await Registry.serving(dataset)).current!.version;
    await drop(files[at]);
    const drift = await DriftWatch.read(dataset);
    if (drift.verdict === "drift")
      year.found.push({
        month: at - learned + 1,
        what: DriftWords.all(drift)
          .filter(({ verdict }) => verdict === "drift")
          .map(DriftWords.nameOf),
      });
    const now = (await Registry.serving(dataset)).current!.version;
    if (now !== served) year.promoted.push(at - learned + 1);
    if (await Retraining.isDue(dataset, clock(at))) {
      await fit(clock(at), { shadow: true, who: "schedule" });
      year.trainings++;
    }
  }
  year.dropped = (await Shadow.past(dataset)).filter(
    ({ end }) => end === "dropped",
  ).length;
  await cloud.stop();
  return year;
}

const list = (items: (string | number)[]) => items.join(", ") || "—";

function rowOf({ name, expected, found, ...year }: Year) {
  const { trainings, promoted, dropped } = year;
  const early = found.filter(({ month }) => month < changeMonth);
  const later = found.filter(({ month }) => month >= changeMonth);
  const [first] = later;
  return [
    name,
    expected,
    first ? `month ${first.month}: ${list(first.what)}` : "nothing",
    early.length
      ? `${early.length}: ${list(early.flatMap(({ what }) => what))}`
      : "none",
    trainings,
    list(promoted),
    dropped,
  ];
}

const changeMonth = 5;
const run = promisify(execFile);

// Each year has servers of its own, so that each is a process of its own.
async function apart({ name }: Change): Promise<Year> {
  const file = fileURLToPath(import.meta.url);
  const { stdout } = await run(
    process.execPath,
    ["--import", "tsx", file, name],
    { maxBuffer: 1 << 28 },
  );
  return JSON.parse(stdout.trim().split("\n").at(-1)!);
}

const [wanted] = process.argv.slice(2);
if (wanted !== undefined) {
  const change = changes.find(({ name }) => name === wanted)!;
  console.log(JSON.stringify(await live(change)));
  process.exit(0);
}
const years = await Promise.all(changes.map(apart));

const head = [
  "Planted in month 5",
  "What should be found",
  "Found first",
  "Alarms in months 1 to 4",
  "Retrained",
  "Newly serving in month",
  "Sent away",
];
const table = [head, head.map(() => "---"), ...years.map(rowOf)]
  .map((cells) => `| ${cells.join(" | ")} |`)
  .join("\n");
const text = `# A year left alone

\`npm run year\` writes this page: the sample company with ${customers} customers at its beginning, ${learned} months learned from (logistic regression,
leaving within the next two months), then twelve months in which nobody looks. Every month its file is read, drift is looked at, and a
model that is due is learned anew into the shadow; outcomes decide whether it serves. A change is planted in month 5.

${table}

Each look holds all columns, the score, the outcome's rate and past probabilities together to a 3 % chance of any false alarm. The
company itself changes too: customers grow older and start to use new models of their vendor, which is drift and no false alarm.
Every version that serves again was compared on outcomes that neither version had seen.
`;
writeFileSync("docs/year.md", await format(text, { parser: "markdown" }));
