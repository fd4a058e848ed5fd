// infer: a definition from a file's header and first rows; what the owner said stands
import { boolean, date, number } from "./cell";
import { scan as scanOf, text, type Scan } from "./csv";
import { Definition } from "./definition";
import type { Dialect } from "./dialect";
import { Failure } from "./error";
import { of as headerOf, type Header } from "./header";
import { kindOf, look, type Seen } from "./kind";
import * as Naming from "./naming";
import * as Outcomes from "./outcome";
import * as Period from "./period";

type Looked = {
  name: string;
  seen: Seen;
  kind: Definition.Kind;
  cells: (string | null)[];
};

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
    looked.map(({ name, kind }) => [name, kind]),
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
  const keyed = keysOf(dataset, looked, known);
  const outcomes = Outcomes.of(
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
  for (const [key, name] of namesSaid(known))
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

const isLog = (dataset: string) =>
  dataset === "events" || dataset === "feedback";

// Which columns name the row and its time. An id is one only if it names a row within its period,
// except in a log, where it says whose line it is.
function keysOf(dataset: string, looked: Looked[], known: Definition.Input) {
  const names = looked.map(({ name }) => name);
  const { strong, weak } = Naming.ids(names);
  const dated = (name: string) => find(looked, name).kind === "date";
  const times = Naming.times(names).filter(dated);
  const steps = Naming.steps(names).filter(
    (name) => find(looked, name).kind === "number",
  );
  const candidates = {
    id: [...strong, ...weak],
    time: [...new Set([...times, ...names.filter(dated), ...steps])],
  };
  if (isLog(dataset)) {
    const { id, time } = Naming.eventsOf(names);
    return {
      id: known.id ?? id,
      time: known.time ?? time ?? times[0],
      period: known.period ?? "month",
      candidates,
    };
  }
  const time = known.time ?? (known.period === "step" ? steps[0] : times[0]);
  const kinds: Definition.Period[] =
    known.time || time === undefined || (known.period ?? "month") !== "month"
      ? [known.period ?? "month"]
      : ["month", "week", "day"];
  const asked = known.id ? [known.id] : [...strong, ...weak];
  for (const id of asked)
    for (const period of kinds) {
      const least = strong.includes(id)
        ? dataset === "customers"
          ? 0.5
          : 0.95
        : 1;
      if (uniqueness(looked, id, time, period) >= (known.id ? 0.95 : least))
        return { id, time, period, candidates };
    }
  return { id: known.id, time, period: kinds[0], candidates };
}

const find = (looked: Looked[], name: string) =>
  looked.find((column) => column.name === name)!;

// Share of the rows that are the only ones of their id and period.
function uniqueness(
  looked: Looked[],
  id: string,
  time: string | undefined,
  kind: Definition.Period,
): number {
  const { cells } = find(looked, id);
  if (cells.length === 0) return 1;
  const when = time === undefined ? null : find(looked, time);
  const known = new Map<string | null, string | null>();
  const periodOf = (text: string | null) => {
    if (text !== null && !known.has(text))
      known.set(text, Period.of(text, kind, when?.seen.order));
    return text === null ? null : known.get(text);
  };
  const keys = new Set<string>();
  cells.forEach((cell, row) => {
    if (cell !== null)
      keys.add(when ? `${periodOf(when.cells[row])} ${cell}` : cell);
  });
  return keys.size / cells.length;
}

function rolesOf(dataset: string, looked: Looked[]): Definition.Roles {
  if (dataset === "events") {
    const { product, action } = Naming.eventsOf(looked.map(({ name }) => name));
    return { product, action };
  }
  const fits = {
    success: ["boolean"],
    name: ["category", "text"],
    renewal: ["date"],
  } as Record<string, string[] | undefined>;
  const found = Object.entries(Naming.rolesOf(looked.map(({ name }) => name)));
  return Object.fromEntries(
    found.filter(([role, name]) =>
      (fits[role] ?? ["number"]).includes(find(looked, name).kind),
    ),
  );
}

export * as Infer from "./infer";
