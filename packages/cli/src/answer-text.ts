// answer-text: an answer of the API as people read it in a terminal: a list as a table, anything else as indented lines
import Table from "cli-table3";
import width from "string-width";
import { stringify } from "yaml";

type Row = Record<string, unknown>;
type List = { items: Row[]; cursor?: string | null; total?: number };

const isList = (answer: unknown): answer is List =>
  !!answer &&
  typeof answer === "object" &&
  Array.isArray((answer as List).items) &&
  (answer as List).items.every((item) => !!item && typeof item === "object");

const isPlain = (value: unknown) => value === null || typeof value !== "object";

const cellOf = (value: unknown) => {
  if (value === null || value === undefined) return "—";
  if (typeof value === "number" && !Number.isInteger(value))
    return String(Number(value.toPrecision(4)));
  return String(value).replace(/\s+/g, " ");
};

/** The text of an answer within `room` characters; columns that find no room are named in the last line. */
export function of(answer: unknown, room: number) {
  if (typeof answer === "string") return answer;
  if (!isList(answer)) return stringify(answer).trimEnd();
  const { items, cursor, total } = answer;
  if (!items.length) return "none";
  const columns = [...new Set(items.flatMap(Object.keys))].filter(
    (name) =>
      items.every((item) => isPlain(item[name] ?? null)) &&
      items.some((item) => (item[name] ?? null) !== null),
  );
  const longest = (name: string) =>
    Math.min(
      40,
      Math.max(width(name), ...items.map((item) => width(cellOf(item[name])))),
    );
  let left = room;
  const shown = columns.filter((name) => (left -= longest(name) + 2) > 0);
  const table = new Table({
    head: shown,
    colWidths: shown.map((name) => longest(name) + 2),
    wordWrap: true,
    chars: Object.fromEntries(
      [..."top bottom left right mid middle".split(" ")]
        .flatMap((side) => [
          side,
          `${side}-mid`,
          `${side}-left`,
          `${side}-right`,
        ])
        .concat("left-mid", "mid-mid", "right-mid")
        .map((name) => [name, ""]),
    ),
    style: {
      head: [],
      border: [],
      "padding-left": 0,
      "padding-right": 2,
    },
  });
  for (const item of items) table.push(shown.map((name) => cellOf(item[name])));
  const rest = [...new Set(items.flatMap(Object.keys))].filter(
    (name) => !shown.includes(name),
  );
  return [
    table.toString(),
    total !== undefined && `${total} in all`,
    cursor && `more: --cursor ${cursor}`,
    rest.length > 0 && `with --json also: ${rest.join(", ")}`,
  ]
    .filter(Boolean)
    .join("\n");
}

export * as AnswerText from "./answer-text";
