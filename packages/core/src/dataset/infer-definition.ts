// infer-definition: a definition from a file's header and first rows; what the owner said stands
import { text, type Scan } from "../tabular/csv";
import { Definition } from "../tabular/definition";
import { Failure } from "../base/error";
import type { TableLayout } from "../tabular/table-layout";
import { kindOf, look } from "../tabular/column-type";
import { find, choose as identityOf, type Looked } from "./key-columns";
import { ColumnNames } from "./column-names";
import { LabelCandidates } from "./label-candidates";

export function infer({
  dataset,
  layout,
  scan,
  rows,
  known = {},
}: {
  dataset: string;
  layout: Pick<TableLayout.Info, "dialect" | "header" | "line">;
  scan: Scan; // of rows below the header
  rows?: number[]; // those of the scan that are told from, all unless given
  known?: Definition.Input;
}): Definition.Info {
  const { dialect, header } = layout;
  const mended = header.period >= 0;
  check(header.names, known);
  const looked = columnsOf(scan, layout, rows);
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
    header: mended ? (known.header ?? true) : layout.line !== null,
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

function columnsOf(
  scan: Scan,
  { header, dialect }: Pick<TableLayout.Info, "dialect" | "header">,
  told: Iterable<number> = Array(scan.rows).keys(),
): Looked[] {
  const fits = (row: number) =>
    scan.first[row + 1] - scan.first[row] >= header.width;
  const rows = Array.from(told).filter(fits);
  return header.names.map((name, k) => {
    const cells = rows.map((row) =>
      text(scan, scan.first[row] + header.cells[k]),
    );
    const seen = look(cells, dialect.decimal);
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
    ...{ name: words, owner: words, plan: words, currency: words },
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
