// event-times: how long each row of a file was watched and whether the event came, from a row a person or a row a period
import { Failure } from "@mainstay/core/base/error";
import { Group } from "@mainstay/core/base/group";
import { LabelAnswers } from "@mainstay/core/label/label-answers";
import { boolean } from "@mainstay/core/tabular/cell";
import { Frame } from "@mainstay/core/tabular/frame";
import type { CsvFrame } from "./csv-frame";

export type Options = {
  id: string;
  time: string;
  event: string;
  positive?: string; // the event column's value where it happened; told by the words unless given
};

export type Info = {
  row: Int32Array; // [n] of the file, each a moment from which somebody is watched
  time: Float64Array; // [n]
  event: Uint8Array; // [n]
  person: Int32Array; // [n], numbers in the order of the file
  first: Uint8Array; // [n] 1 where it is the first row of a person
};

/**
 * Where ids repeat, every row is a period that a person was watched in: from each row until the person's last one, or the one
 * that says that the event came. Elsewhere a row's time is the time itself.
 */
export function read(file: CsvFrame.Info, options: Options): Info {
  const cells = (name: string) => {
    const at = file.names.indexOf(name);
    if (at >= 0) return file.cells[at];
    throw new Failure(
      "file.column.missing",
      `Expected a column "${name}", got ${file.names.join(", ")}`,
    );
  };
  const ids = cells(options.id).map((id, row) => id ?? `#${row}`);
  const happened = eventOf(cells(options.event), options);
  const people = Group.by(ids.keys(), (row) => ids[row]);
  const panel = people.size < ids.length;
  const times = moments(file, options, panel && [...people.values()]);
  const found: {
    row: number;
    time: number;
    event: number;
    person: number;
    first: number;
  }[] = [];
  let person = 0;
  for (const rows of people.values()) {
    const known = rows.filter(
      (row) => !Number.isNaN(times[row]) && happened[row] >= 0,
    );
    if (!panel)
      for (const row of known)
        found.push({
          row,
          time: times[row],
          event: happened[row],
          person,
          first: 1,
        });
    else found.push(...watched(known, times, happened, person));
    person++;
  }
  if (found.some(({ time }) => time < 0))
    throw new Failure(
      "file.time.negative",
      `Expected times from 0 on in "${options.time}", got ${Math.min(...found.map(({ time }) => time))}`,
    );
  found.sort((a, b) => a.row - b.row);
  return {
    row: Int32Array.from(found, ({ row }) => row),
    time: Float64Array.from(found, ({ time }) => time),
    event: Uint8Array.from(found, ({ event }) => event),
    person: Int32Array.from(found, ({ person }) => person),
    first: Uint8Array.from(found, ({ first }) => first),
  };
}

function watched(
  rows: number[],
  times: Float64Array,
  happened: Int8Array,
  person: number,
) {
  const ordered = [...rows].sort((a, b) => times[a] - times[b]);
  const end = ordered.find((row) => happened[row] === 1) ?? ordered.at(-1);
  if (end === undefined) return [];
  return ordered
    .filter((row) => times[row] < times[end])
    .map((row, k) => ({
      row,
      time: times[end] - times[row],
      event: happened[end],
      person,
      first: +(k === 0),
    }));
}

function eventOf(
  cells: (string | null)[],
  { event, positive }: Options,
): Int8Array {
  if (positive !== undefined)
    return Int8Array.from(cells, LabelAnswers.ofCells(positive, cells).of);
  const truth = cells.map((cell) => (cell === null ? NaN : boolean(cell)));
  const odd = cells.find((cell, row) => cell !== null && isNaN(truth[row]));
  if (odd != null)
    throw new Failure(
      "file.event.values",
      `Expected yes or no in "${event}", or --positive with the value that says yes; got "${odd}"`,
    );
  return Int8Array.from(truth, (yes) => (Number.isNaN(yes) ? -1 : yes));
}

function moments(
  file: CsvFrame.Info,
  { time }: Options,
  people: number[][] | false,
): Float64Array {
  const column = Frame.column(file.frame, time)!;
  if (column.type === "number") return column.values;
  if (column.type !== "date" || !people)
    throw new Failure(
      "file.time.number",
      `Expected ${people ? "numbers or dates" : "numbers, since no id stands in two rows,"} in "${time}", got for example "${file.cells[file.names.indexOf(time)].find(Boolean)}"`,
    );
  const months = column.values.map((day) => {
    const date = new Date(day * 86_400_000);
    return date.getUTCFullYear() * 12 + date.getUTCMonth();
  });
  // Days count where a month holds two rows of one person.
  const monthly = people.every(
    (rows) => new Set(rows.map((row) => months[row])).size === rows.length,
  );
  return monthly ? months : column.values;
}

export * as EventTimes from "./event-times";
