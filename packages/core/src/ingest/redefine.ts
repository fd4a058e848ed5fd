// redefine: what an owner changes in a definition, and what has to be done again because of it
import * as z from "zod";
import { isDeepStrictEqual } from "node:util";
import { Dataset } from "../dataset/dataset";
import { LabelEvidence } from "./label-evidence";
import { Definition } from "../tabular/definition";
import { DeriveJob } from "../intake/derive-job";
import { Failure } from "../base/error";
import { Label } from "../learning/label";
import { Pseudonyms } from "../customers/pseudonyms";
import { Table } from "../aws/table";
import { Said } from "../tabular/said";
import { Line } from "../work/line";

const { period, header, ignore, columns, roles, dates, numbers } =
  Definition.Info.shape;

// What is unsaid stays as it is, so nothing has a default; a definition may be sent back as it was answered.
export const Input = Definition.Input.extend({
  period: period.unwrap().optional(),
  header: header.unwrap().optional(),
  ignore: ignore.unwrap().optional(),
  columns: columns.unwrap().optional(),
  roles: roles.unwrap().optional(),
  dates: dates.unwrap().optional(),
  numbers: numbers.unwrap().optional(),
  // Parts of an answer that is sent back.
  inferred: z.array(z.string()).optional(),
  open: z.array(z.string()).optional(),
  version: z.int().optional(),
});
export type Input = z.infer<typeof Input>;

export async function put(
  dataset: string,
  given: Input,
  now: Date,
): Promise<Dataset.Info> {
  for (;;) {
    const before = await Dataset.find(dataset);
    const after = await LabelEvidence.complete(dataset, merged(before, given));
    if (after.retention && after.period === "step")
      throw new Failure(
        "definition.retention.step",
        'Expected months, weeks or days with "retention"; steps have no calendar by which they could be too old',
      );
    if (before && isDeepStrictEqual(plain(before), plain(after))) return before;
    if (before?.candidates) check(before, given);
    await checkHidden(dataset, before, after);
    const base = before?.version ?? 0;
    const written = await Dataset.write(dataset, after, base);
    if (!written) continue;
    if (before) await follow(dataset, before, written, now);
    return written;
  }
}

/** The definition as it would be with what is given, which nobody has said yet; undefined where there is nothing. */
export async function drafted(
  dataset: string,
  given: Input,
): Promise<Definition.Info | undefined> {
  const before = await Dataset.find(dataset);
  if (!before && !Said.paths(given).length) return undefined;
  return merged(before, given);
}

// What is said of one column leaves what is known of the others.
function merged(
  before: Dataset.Info | null,
  {
    version: _,
    inferred: echoed,
    open,
    said,
    lastHeader,
    undecided,
    ...given
  }: Input,
): Definition.Info {
  return Definition.Info.parse({
    ...before,
    ...given,
    ...(given.label && { label: labelOf(before, given.label, echoed) }),
    columns: { ...before?.columns, ...given.columns },
    numbers: { ...before?.numbers, ...given.numbers },
    dates: { ...before?.dates, ...given.dates },
    ...((before?.zeros ?? given.zeros) && {
      zeros: { ...before?.zeros, ...given.zeros },
    }),
    said: saidAfter(before, given, echoed),
    undecided: before?.undecided?.filter((path) => !isGiven(given, path)),
  });
}

// A label sent back as it was answered has the kind that holds, which nobody need have said.
function labelOf(
  before: Dataset.Info | null,
  label: Label.Info,
  echoed: string[] = [],
): Label.Info {
  const { kind, ...rest } = label;
  const isShown =
    echoed.includes("label.kind") &&
    kind === "binary" &&
    before?.label?.kind === undefined;
  return isShown ? rest : label;
}

const isGiven = (given: Definition.Input, path: string) =>
  Said.value(given, path) !== undefined;

// A definition sent back as it was answered says no more than what was said of it before, but for what changed.
function saidAfter(
  before: Dataset.Info | null,
  given: Definition.Input,
  echoed: string[] = [],
) {
  const known = new Set(before ? Said.of(before) : []);
  // A label that is said anew says all that is said of it.
  if (given.label) known.delete("label.kind");
  const shown = before?.label && {
    ...before,
    label: Label.shown(before.label),
  };
  const same = (path: string) =>
    before !== null &&
    [before, shown ?? before].some((one) =>
      isDeepStrictEqual(Said.value(one, path), Said.value(given, path)),
    );
  const fresh = Said.paths(given).filter(
    (path) => !(echoed.includes(path) && same(path)),
  );
  return [...new Set([...known, ...fresh])];
}

const plain = ({ version: _, ...definition }: Partial<Dataset.Info>) =>
  JSON.parse(JSON.stringify(definition));

// Inference has seen the columns, so another name is a slip.
function check(known: Dataset.Info, given: Omit<Input, "version">) {
  const named = [
    given.id,
    given.time,
    given.label?.column,
    given.label?.time,
    ...(given.ignore ?? []),
    ...(given.keep ?? []),
    ...(given.segments ?? []),
    ...Object.values(given.roles ?? {}),
    ...Object.keys(given.columns ?? {}),
    ...Object.keys(given.dates ?? {}),
    ...Object.keys(given.numbers ?? {}),
    ...Object.keys(given.zeros ?? {}),
    ...Object.keys(given.labels ?? {}),
    ...(given.changeable ?? []),
    ...(given.protected ?? []),
  ];
  const there = new Set([
    ...Object.keys(known.columns),
    ...(known.lastHeader ?? []),
  ]);
  const wrong = named.filter((name) => name !== undefined && !there.has(name));
  if (wrong.length)
    throw new Failure(
      "definition.column.missing",
      `Expected columns among ${[...there].slice(0, 60).join(", ")}; got ${[...new Set(wrong)].join(", ")}`,
    );
}

/** What was stored as it came cannot be unsaid, nor can pseudonyms be read back. */
async function checkHidden(
  dataset: string,
  before: Dataset.Info | null,
  after: Definition.Info,
) {
  const { pseudonymise: columns, time, label } = after;
  const isSame = isDeepStrictEqual(before?.pseudonymise, columns);
  if (isSame) return;
  if (dataset === "knowledge")
    throw new Failure(
      "definition.pseudonymise.knowledge",
      'Expected no "pseudonymise" in knowledge: articles are nobody\'s',
    );
  const needed = [time, label?.column].filter((name) => name !== undefined);
  const wrong = needed.filter(
    (name) => Array.isArray(columns) && columns.includes(name),
  );
  if (wrong.length)
    throw new Failure(
      "definition.pseudonymise.column",
      `Expected ids and names to be pseudonymised, got ${wrong.join(" and ")}, which rows are read by`,
    );
  const about = dataset === Dataset.customers ? Pseudonyms.logs : [];
  for (const name of [dataset, ...about]) {
    const { pk } = Table.keys.object(name, "");
    const known = await Table.page(pk, { limit: 1 });
    const periods = await Dataset.periods(name);
    if (!known.items.length && !periods.length) continue;
    throw new Failure(
      "definition.pseudonymise.late",
      `Expected "pseudonymise" to be said before the first file, got it when "${name}" has some. Remove "${name}", say it, and drop the files again`,
      409,
    );
  }
}

const rereads = [
  "id",
  "time",
  "period",
  "header",
  "names",
  "separator",
  "columns",
  "dates",
  "numbers",
  "zeros",
  "encoding",
  "shape",
  "timezone",
] as const;

async function follow(
  dataset: string,
  before: Dataset.Info,
  after: Dataset.Info,
  now: Date,
) {
  const changed = (key: keyof Dataset.Info) =>
    !isDeepStrictEqual(before[key], after[key]);
  if (rereads.some(changed)) {
    await Line.join(dataset, now.toISOString(), "clear", "rows");
    await Line.look(dataset);
  }
  const follows = changed("derive") || changed("roles");
  if (follows && (await DeriveJob.wanted(dataset))) {
    await DeriveJob.join(dataset, now);
    await Line.look(dataset);
  }
  if (!changed("roles") || Dataset.kind(dataset) === "log") return;
  const at = now.toISOString();
  await Line.join(dataset, at, "views", `views-${after.version}`);
  await Line.look(dataset);
}

export * as Redefine from "./redefine";
