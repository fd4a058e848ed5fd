// infer-definition: a definition from a file's header and first rows; what the owner said stands
import { boolean, date, number } from "../tabular/cell";
import { scan as scanOf, text, type Scan } from "../tabular/csv";
import { Definition } from "../tabular/definition";
import type { Dialect } from "../tabular/dialect";
import { Failure } from "../base/error";
import { read as headerOf, type Header } from "../tabular/header-row";
import { kindOf, look } from "../tabular/column-type";
import { find, choose as identityOf, type Looked } from "./key-columns";
import { ColumnNames } from "./column-names";
import { LabelCandidates } from "./label-candidates";

export function infer({
  dataset,
  sample,
  whole,
  dialect,
  known = {},
}: {
  dataset: string;
  sample: Uint8Array; // UTF-8, cut anywhere when whole is false
  whole: boolean;
  dialect: Dialect;
  known?: Definition.Input;
}): Definition.Info {
  const scan = scanOf(sample, dialect, { cut: !whole });
  const header = headerOf(scan, { header: hasHeader(scan, dialect, known) });
  const mended = header.period >= 0;
  check(header.names, known);
  const looked = columnsOf(scan, header, dialect);
  const kinds = Object.fromEntries(
    looked.map(({ name, kind }) => [
      name,
      dataset === "knowledge" ? ("text" as const) : kind,
    ]),
  );
  const columns = { ...kinds, ...known.columns };
  const orders = looked.flatMap(({ name, seen }) =>
    columns[name] === "date" && seen.order ? [[name, seen.order]] : [],
  );
  const types = {
    columns,
    dates: { ...Object.fromEntries(orders), ...known.dates },
  };
  // A definition that a file has completed once is not reinterpreted by the next one.
  if (known.candidates) return Definition.Info.parse({ ...known, ...types });
  const keyed = identityOf(dataset, looked, known);
  const outcomes = LabelCandidates.candidates(
    new Map(
      looked
        .filter(({ name }) => name !== keyed.id && name !== keyed.time)
        .map(({ name, seen }) => [name, seen]),
    ),
  );
  return Definition.Info.parse({
    ...known,
    ...types,
    ...keyed,
    header: mended ? (known.header ?? true) : header.rows === 1,
    separator: known.separator ?? dialect.separator,
    label: known.label ?? outcomes.label,
    roles: { ...rolesOf(dataset, looked), ...known.roles },
    candidates: { ...keyed.candidates, label: outcomes.candidates },
  });
}

const namesSaid = ({ id, time, label }: Definition.Input) =>
  Object.entries({ id, time, label: label?.column }).filter(
    ([, name]) => name !== undefined,
  );

function check(names: string[], known: Definition.Input) {
  // Rows still to be scored come without a label, once a file has shown it.
  const needed = known.candidates ? { ...known, label: undefined } : known;
  for (const [key, name] of namesSaid(needed))
    if (!names.includes(name!))
      throw new Failure(
        "definition.column.missing",
        `Expected the ${key} column "${name}", got a file with the columns ${names.slice(0, 60).join(", ")}.`,
      );
}

// `header: true` is also what an owner who said nothing has, so only false decides by itself.
function hasHeader(
  scan: Scan,
  { decimal }: Dialect,
  known: Definition.Input,
): boolean {
  if (known.header === false || (known.header && known.candidates))
    return known.header;
  const first = Array.from({ length: scan.first[1] ?? 0 }, (_, cell) =>
    text(scan, cell),
  );
  const said = [
    ...namesSaid(known).map(([, name]) => name!),
    ...Object.keys(known.columns ?? {}),
  ];
  if (said.some((name) => first.includes(name))) return true;
  let [forHeader, forData] = [0, 0];
  first.forEach((name, at) => {
    if (name === null) return;
    const body = sampleOf(scan, at);
    const filled = body.filter((cell) => cell !== null);
    const reads = (cell: string) =>
      !Number.isNaN(number(cell, decimal)) ||
      !Number.isNaN(date(cell)) ||
      !Number.isNaN(boolean(cell));
    const typed = filled.filter(reads).length;
    if (filled.length === 0 || typed < 0.9 * filled.length) return;
    if (!reads(name)) forHeader++;
    else if (!isYear(name) || filled.some(isYear)) forData++;
  });
  return forData <= forHeader;
}

const isYear = (text: string) => /^(19|20)\d\d$/.test(text);

function sampleOf(scan: Scan, at: number): (string | null)[] {
  const width = scan.first[1];
  const cells: (string | null)[] = [];
  for (let row = 1; row < Math.min(scan.rows, 200); row++)
    if (scan.first[row + 1] - scan.first[row] === width)
      cells.push(text(scan, scan.first[row] + at));
  return cells;
}

function columnsOf(scan: Scan, header: Header, { decimal }: Dialect): Looked[] {
  const rows: number[] = [];
  for (let row = header.rows; row < scan.rows; row++)
    if (scan.first[row + 1] - scan.first[row] === header.width) rows.push(row);
  return header.names.map((name, k) => {
    const cells = rows.map((row) =>
      text(scan, scan.first[row] + header.cells[k]),
    );
    const seen = look(cells, decimal);
    return { name, seen, kind: kindOf(name, seen), cells };
  });
}

function rolesOf(dataset: string, looked: Looked[]): Definition.Roles {
  if (dataset === "events") {
    const { id, time, ...roles } = ColumnNames.eventsOf(
      looked.map(({ name }) => name),
    );
    return Object.fromEntries(
      Object.entries(roles).filter(
        ([role, name]) =>
          ["product", "action", "order"].includes(role) ||
          find(looked, name).kind === "number",
      ),
    );
  }
  if (dataset === "knowledge")
    return ColumnNames.knowledgeOf(looked.map(({ name }) => name));
  if (dataset === "feedback")
    return ColumnNames.feedbackOf(looked.map(({ name }) => name));
  const words = ["category", "text"];
  const milestone = ["date", "boolean"];
  const fits = {
    ...{ success: ["boolean"], trial: ["boolean", ...words] },
    ...{ name: words, owner: words, plan: words },
    ...{ models: ["number", ...words], features: ["number", ...words] },
    ...{ renewal: ["date"], signup: ["date"] },
    ...{ termStart: ["date"], termEnd: ["date"] },
    ...{ onboarded: milestone, trained: milestone, firstValue: ["date"] },
  } as Record<string, string[] | undefined>;
  const found = Object.entries(
    ColumnNames.rolesOf(looked.map(({ name }) => name)),
  );
  return Object.fromEntries(
    found.filter(([role, name]) =>
      (fits[role] ?? ["number"]).includes(find(looked, name).kind),
    ),
  );
}

export * as InferDefinition from "./infer-definition";
