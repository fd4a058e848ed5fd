// score: a CSV of any length into a CSV of scores, through the version that serves
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { FileRows } from "@mainstay/core/dataset/file-rows";
import { Utf8Stream } from "@mainstay/core/reading/utf8-stream";
import { Warning } from "@mainstay/core/reading/warning";
import type { ScoreRows } from "@mainstay/core/scoring/score-rows";
import { Answer } from "@mainstay/core/model/answer";
import type { Outcome } from "@mainstay/core/outcome/outcome";
import { Csv } from "@mainstay/core/tabular/csv";
import { Definition } from "@mainstay/core/tabular/definition";
import { TextSource } from "@mainstay/core/tabular/text-source";
import { Refused, type Call } from "./client";
import { bar, pause } from "./progress";

type Counts = { rows: number; scored: number; refused: number };
type Options = {
  dataset: string;
  explain?: boolean;
  counts: Counts; // of what has been written
  warn: (sentence: string) => void;
};

// One call takes at most so much, so that rows of any width stay below the limits of the API.
const limits = { maxRows: 1000, maxBytes: 1 << 20 };
const callsAtOnce = 4;
const columns = (answers: Answer.Column[]) => [
  ...["line", "id"],
  ...(answers.length ? answers.map(({ name }) => name) : ["probability"]),
  ...["band", "modelVersion", "error"],
];

/** The header and a line for every row of the file, in its order. */
export async function* score(call: Call, file: string, options: Options) {
  const { dataset, explain, counts, warn } = options;
  const path = `/v1/datasets/${part(dataset)}`;
  const known = Definition.Info.parse(await call("GET", path));
  const serving = await served(call, dataset);
  const { answers } = serving;
  const contributions = explain ? serving.columns : [];
  yield Csv.line([
    ...columns(answers),
    ...(explain ? [answers.length ? "score" : "logit", "base"] : []),
    ...contributions.map((name) => `contribution:${name}`),
  ]);
  const name = basename(file);
  const { size } = await stat(file);
  const progress = bar(name);
  async function* attempt(encoding?: string) {
    let read = 0;
    const bytes = async function* () {
      for await (const chunk of createReadStream(file)) {
        read += chunk.length;
        yield chunk as Uint8Array;
      }
    };
    const said = { ...limits, dataset, name, known, now: new Date(), encoding };
    const { warnings, batches } = await FileRows.open(bytes(), said);
    for (const warning of warnings)
      warn(`${Warning.sentence(warning)} (${warning.code})`);
    const named = known.id !== undefined;
    for await (const line of lines(call, batches, serving, named, options)) {
      yield line;
      progress.set(read / size, `${counts.rows} rows`);
    }
  }
  try {
    yield* attempt();
  } catch (error) {
    // Its first bytes looked like UTF-8 and later ones are not.
    if (!(error instanceof Utf8Stream.Late) || counts.rows) throw error;
    const { encoding } = await TextSource.encodingOf(createReadStream(file));
    yield* attempt(encoding);
  } finally {
    progress.stop();
  }
}

type Cells = (string | number | null | undefined)[];

// A few calls are on their way at once; their lines come out in the order of the file.
async function* lines(
  call: Call,
  batches: AsyncIterable<FileRows.Batch>,
  serving: Served,
  named: boolean, // whether rows have ids of their own
  { dataset, explain = false, counts, warn }: Options,
) {
  const told = new Set<string>();
  const say = (sentence: string) => {
    if (!told.has(sentence)) warn(sentence);
    told.add(sentence);
  };
  const send = async (batch: FileRows.Batch) => ({
    batch,
    answer: batch.rows.length
      ? await again(() =>
          call<ScoreRows.Info>("POST", `/v1/score/${part(dataset)}`, {
            rows: batch.rows,
            explain,
          }),
        )
      : null,
  });

  function* write({ batch, answer }: Awaited<ReturnType<typeof send>>) {
    const { answers } = serving;
    answer?.warnings.forEach(say);
    const version = answer?.model.version ?? null;
    const isFixed = explain || answers.length > 0;
    if (isFixed && version && version !== serving.version)
      throw new Error(
        `Version ${version} began to serve while ${serving.version} was scoring; run it again`,
      );
    const refused = ({ code, message }: { code: string; message: string }) => {
      counts.refused++;
      return `${message} (${code})`;
    };
    const nothing = new Array<null>(Math.max(1, answers.length) + 1).fill(null);
    const rows: { line: number; cells: Cells }[] = [
      ...batch.refused.map(({ line, ...error }) => ({
        line,
        cells: [line, null, ...nothing, null, refused(error)],
      })),
      ...(answer?.predictions ?? []).map((one, k) => {
        const line = batch.lines[k];
        const id = named ? one.id : null;
        if ("error" in one) {
          const cells = [line, id, ...nothing, version, refused(one.error)];
          return { line, cells };
        }
        counts.scored++;
        const { base, reasons } = one;
        const [said, score] =
          "kind" in one
            ? [answers.map((column) => Answer.cell(one, column)), one.score]
            : [[one.probability], one.logit];
        const cells: Cells = [line, id, ...said, one.band, version, null];
        if (!explain) return { line, cells };
        const by = new Map(reasons.map((r) => [r.column, r.contribution]));
        const contributions = serving.columns.map((name) => by.get(name));
        return { line, cells: [...cells, score, base, ...contributions] };
      }),
    ].sort((a, b) => a.line - b.line);
    counts.rows += rows.length;
    for (const { cells } of rows)
      yield Csv.line(cells.map(Csv.spreadsheetSafe));
  }

  const underway: ReturnType<typeof send>[] = [];
  for await (const batch of batches) {
    const answered = send(batch);
    // It is looked at in its turn.
    answered.catch(() => {});
    underway.push(answered);
    if (underway.length === callsAtOnce) yield* write(await underway.shift()!);
  }
  for (const answered of underway) yield* write(await answered);
}

const part = encodeURIComponent;

// The version that serves, the columns whose contributions explain its scores, and those of its answers.
type Served = { version: string; columns: string[]; answers: Answer.Column[] };
async function served(call: Call, dataset: string): Promise<Served> {
  const { items } = await call<{
    items: { version: string; current: boolean }[];
  }>("GET", `/v1/models/${part(dataset)}?limit=1000`);
  const version = items.find(({ current }) => current)?.version;
  if (!version)
    throw new Error(`No model of "${dataset}" serves yet: train one first`);
  const card = await call<{
    columns: { name: string }[];
    outcome?: Pick<Outcome.Info, "kind"> & { names?: string[] };
  }>("GET", `/v1/models/${part(dataset)}/${part(version)}`);
  return {
    version,
    columns: card.columns.map(({ name }) => name),
    answers: card.outcome
      ? Answer.columns(card.outcome.kind, card.outcome.names)
      : [],
  };
}

// Nothing is stored by scoring, so that a call may be made twice.
async function again<T>(run: () => Promise<T>, tries = 4): Promise<T> {
  for (let n = 1; ; n++)
    try {
      return await run();
    } catch (error) {
      const passing =
        error instanceof Refused &&
        /^(http\.5|server\.unreachable|request\.timeout|http\.429)/.test(
          error.code,
        );
      if (!passing || n === tries) throw error;
      await pause(500 * 2 ** n);
    }
}
