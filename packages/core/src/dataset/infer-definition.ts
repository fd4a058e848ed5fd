// infer-definition: a definition from a file's header and first rows; what the owner said stands
import { text, type Scan } from "../tabular/csv";
import { Definition } from "../tabular/definition";
import { Failure } from "../base/error";
import type { TableLayout } from "../lines/table-layout";
import { look, merge, type Seen } from "../tabular/column-type";
import { own } from "../base/own";
import { Sentinel } from "../reading/sentinel";
import type { Warning } from "../reading/warning";
import { WrittenDate } from "../reading/written-date";
import type { Decimal } from "../reading/written-number";
import { Label } from "../learning/label";
import { ColumnNames } from "./column-names";
import { LabelAnswers } from "../label/label-answers";
import { LabelKind } from "./label-kind";
import { IdEvidence } from "./id-evidence";
import { InferTypes } from "./infer-types";
import { KnownNames } from "./known-names";
import { Said } from "../tabular/said";
import { choose as identityOf, type Looked } from "./key-columns";
import { ColumnRoles } from "./column-roles";
import { RoleNames } from "./role-names";
import { DatasetGuess } from "./dataset-guess";
import { LabelCandidates } from "./label-candidates";
import { UnexplainedZeros } from "./unexplained-zeros";

export type Column = {
  name: string;
  type?: Definition.Kind; // none while no cell is filled
  role?: Definition.Role | "id" | "time" | "label";
  decimal?: Decimal;
  order?: "dmy" | "mdy";
  zeros?: "missing" | "value";
  filled: number;
  distinct: number;
  examples: string[];
};
export type Info = {
  definition: Definition.Info;
  /** Names of the file's columns, those known under their known names. */
  names: string[];
  /** How this file's columns are written where it is not as the dataset keeps it. */
  writing: InferTypes.Writing;
  /** Whether earlier files read otherwise by now. */
  rereads: boolean;
  warnings: Warning.Info[];
  columns: Column[];
  rows: number; // whose cells the columns were told from
  /** Which dataset the file looks to be for. */
  kind: DatasetGuess.Info;
};

export function infer({
  dataset,
  layout,
  scan,
  rows,
  more,
  known = {},
  today,
}: {
  dataset: string;
  layout: Pick<TableLayout.Info, "dialect" | "header" | "line">;
  scan: Scan; // of rows below the header
  rows?: number[]; // those of the scan that are told from, all unless given
  more?: Map<string, Seen>; // what the cells of further rows show
  known?: Definition.Input;
  today?: number; // when the file came, in days
}): Info {
  const { dialect } = layout;
  const spelt = KnownNames.match(layout.header.names, namesKnown(known));
  const fits = (row: number) =>
    scan.first[row + 1] - scan.first[row] >= layout.header.width;
  const told = (rows ?? [...Array(scan.rows).keys()]).filter(fits);
  const custom = dialect.separator === ";" ? "," : ".";
  const found = columnsOf(scan, { ...layout.header, names: spelt }, told);
  const names = RoleNames.isLog(dataset)
    ? RoleNames.match(spelt, known, mappingOf(dataset, found, known, custom))
    : spelt;
  const header = { ...layout.header, names };
  const mended = header.period >= 0;
  check(dataset, names, known);
  const columnsHere = found.map((column, k) => ({ ...column, name: names[k] }));
  const seen = columnsHere.map((column) => {
    const further = more?.get(column.name);
    return further ? { ...column, seen: merge(column.seen, further) } : column;
  });
  const types = InferTypes.infer(seen, known, custom, today);
  const columns =
    dataset === "knowledge" ? asText(types.columns, known) : types.columns;
  const looked = seen.map((column): Looked => ({
    ...column,
    kind: own(columns, column.name),
  }));
  const keyed = identityOf(dataset, looked, known, types.dates);
  const outcomes = LabelCandidates.candidates(
    new Map(
      looked
        .filter(({ name }) => name !== keyed.id && name !== keyed.time)
        .map(({ name, seen }) => [name, seen]),
    ),
  );
  const { candidates, ...keys } = keyed;
  const roles = { ...ColumnRoles.of(dataset, looked, keys), ...known.roles };
  const label: Label.Info | undefined =
    known.label ??
    (outcomes.label ? { horizon: 0, ...outcomes.label } : undefined) ??
    anyOutcome(looked, keys);
  const definition = Definition.Info.parse({
    ...known,
    columns: named(columns, keys.id, looked, known),
    numbers: types.numbers,
    dates: types.dates,
    undecided: types.undecided,
    ...keys,
    header:
      known.candidates || mended
        ? (known.header ?? true)
        : layout.line !== null,
    separator: known.separator ?? dialect.separator,
    label:
      label &&
      LabelKind.complete(
        label,
        looked.find(({ name }) => name === label.column),
        roles,
      ),
    roles,
    candidates: {
      ...(known.candidates ?? candidates),
      ...(!(known.candidates && known.label) && { label: outcomes.candidates }),
    },
    said: [...Said.of(known)],
    lastHeader: names,
  });
  return {
    definition,
    names,
    writing: types.own,
    rereads: types.rereads,
    warnings: [
      ...(known.lastHeader ? KnownNames.changes(known.lastHeader, names) : []),
      ...types.warnings,
      ...IdEvidence.warnings(dataset, definition, known, looked),
      ...inStretches(definition, looked),
      ...answersBeside(definition, looked),
      ...UnexplainedZeros.warnings(definition, looked),
    ],
    kind: DatasetGuess.guess(looked),
    rows: told.length,
    columns: looked.map((column) => shown(column, definition, types.own)),
  };
}

// A column that is called a label is one, even where it is none of yes and no.
function anyOutcome(
  looked: Looked[],
  { id, time }: { id?: string; time?: string },
): Label.Info | undefined {
  const [column] = ColumnNames.outcomes(looked.map(({ name }) => name));
  if (column === undefined || column === id || column === time)
    return undefined;
  const found = looked.find(({ name }) => name === column)!;
  const kind = LabelKind.infer(found);
  return kind && kind !== "binary"
    ? { column, positive: "", horizon: 0, kind }
    : undefined;
}

// What the columns of a log's file play by themselves, as if it were the first.
function mappingOf(
  dataset: string,
  found: ReturnType<typeof columnsOf>,
  known: Definition.Input,
  custom: Decimal,
) {
  const said = RoleNames.saidOnly(known);
  const names = found.map(({ name }) => name);
  check(dataset, names, { ...said, said: [...Said.of(known)] });
  const { columns, dates } = InferTypes.infer(found, {}, custom);
  const looked = found.map((column): Looked => ({
    ...column,
    kind: own(columns, column.name),
  }));
  const { id, time } = identityOf(dataset, looked, said, dates);
  // What else is said of products is told by name wherever they are read.
  const roles =
    dataset === "products" ? {} : ColumnRoles.of(dataset, looked, { id, time });
  return { id, time, roles };
}

// Articles are words, whatever they look like.
const asText = (
  columns: Definition.Info["columns"],
  { columns: said = {} }: Definition.Input,
): Definition.Info["columns"] => ({
  ...Object.fromEntries(Object.keys(columns).map((name) => [name, "text"])),
  ...said,
});

// An id is a name: it is a number only where each of its cells is one.
function named(
  columns: Definition.Info["columns"],
  id: string | undefined,
  looked: Looked[],
  known: Definition.Input,
): Definition.Info["columns"] {
  const seen = looked.find(({ name }) => name === id)?.seen;
  const isNumber = id !== undefined && own(columns, id) === "number";
  if (!isNumber || !seen || Said.of(known).has(`columns.${id}`)) return columns;
  return seen.misfits.number["."]
    ? { ...columns, ...Object.fromEntries([[id, "category" as const]]) }
    : columns;
}

// Values of a label's column that are neither of its two answers.
function answersBeside(definition: Definition.Info, looked: Looked[]) {
  const label = Label.yesOrNo(definition.label);
  const seen = looked.find(({ name }) => name === label?.column)?.seen;
  const warning =
    seen &&
    LabelAnswers.warning(
      label!.column,
      LabelAnswers.reader(label!.positive, seen.counts),
    );
  return warning ? [warning] : [];
}

// A row is of one period, so that a time of several is told by where it begins.
const stretches = [
  ["period.quarter", WrittenDate.isQuarter, "quarters", "first month"],
  [
    "period.span",
    WrittenDate.isSpan,
    "times from one day to another",
    "first day",
  ],
] as const;

function inStretches({ time }: Definition.Info, looked: Looked[]) {
  const cells = [
    ...(looked.find(({ name }) => name === time)?.seen.counts.keys() ?? []),
  ].filter((cell) => !Sentinel.is(cell));
  if (!cells.length) return [];
  return stretches.flatMap(([code, is, what, by]) =>
    cells.every(is)
      ? {
          ...{ code, column: time, example: cells[0] },
          message: `${time} holds ${what}; the rows of each count as of its ${by}.`,
        }
      : [],
  );
}

const namesKnown = ({
  id,
  time,
  label,
  columns,
  roles,
  lastHeader,
}: Definition.Input) =>
  [
    ...[id, time, label?.column],
    ...Object.keys(columns ?? {}),
    ...Object.values(roles ?? {}),
    ...(lastHeader ?? []),
  ].filter((name) => name !== undefined);

function shown(
  { name, seen }: Looked,
  { id, time, label, roles, columns, numbers, dates, zeros }: Definition.Info,
  writing: InferTypes.Writing,
): Column {
  const keys = { id, time, label: label?.column, ...roles };
  const role = Object.entries(keys).find(([, column]) => column === name)?.[0];
  const sign = own(writing.numbers, name) ?? own(numbers, name);
  return {
    name,
    type: own(columns, name),
    role: role as Column["role"],
    decimal: sign?.decimal,
    order: own(writing.dates, name) ?? own(dates, name),
    zeros: own(zeros, name),
    filled: seen.filled,
    distinct: seen.distinct,
    examples: examplesOf(seen),
  };
}

// All values where they are few, so that one of them can be chosen.
const examplesOf = ({ counts, distinct }: Seen) =>
  [...counts.keys()].slice(0, distinct <= 8 ? 8 : 3);

const namesSaid = ({ id, time, label }: Definition.Input) =>
  Object.entries({ id, time, label: label?.column }).filter(
    ([, name]) => name !== undefined,
  );

function check(dataset: string, names: string[], known: Definition.Input) {
  // Rows still to be scored come without a label, once a file has shown it; without the time that an
  // earlier file had, the period is told otherwise.
  const said = Said.of(known);
  const needed = {
    ...known,
    ...(known.candidates && { label: undefined }),
    ...(!said.has("time") && { time: undefined }),
  };
  const roles = Object.entries(known.roles ?? {}).filter(
    ([role]) => RoleNames.isLog(dataset) && said.has(`roles.${role}`),
  );
  for (const [key, name] of [...namesSaid(needed), ...roles])
    if (!names.includes(name!))
      throw new Failure(
        "definition.column.missing",
        `Expected the ${key} column "${name}", got a file with the columns ${names.slice(0, 60).join(", ")}.`,
      );
}

function columnsOf(
  scan: Scan,
  header: TableLayout.Info["header"],
  rows: number[],
) {
  return header.names.map((name, k) => {
    const cells = rows.map((row) =>
      text(scan, scan.first[row] + header.cells[k]),
    );
    return { name, seen: look(cells), cells };
  });
}

export * as InferDefinition from "./infer-definition";
