// planted-change: the monthly files of a company, with a change planted in the fifth month of a year
import { random } from "@mainstay/core/base/random";

export const months = 12;
const changeMonth = 5; // of the year, counted from 1

type File = { name: string; csv: string };
type Row = Map<string, string>;
export type Change = {
  name: string;
  expected: string;
  plant: (files: File[], learned: number) => File[];
};

// No cell of the sample holds a comma within quotes but its names, which are not touched.
const cellsOf = (line: string) => line.match(/("[^"]*"|[^,]*)(,|$)/g)!;
function read(csv: string): { header: string[]; rows: Row[] } {
  const [first, ...lines] = csv.trim().split("\n");
  const header = first.split(",");
  const rows = lines.map((line) => {
    const cells = cellsOf(line).map((cell) => cell.replace(/,$/, ""));
    return new Map(header.map((name, k) => [name, cells[k] ?? ""]));
  });
  return { header, rows };
}
const write = (header: string[], rows: Row[]) =>
  [header, ...rows.map((row) => header.map((name) => row.get(name) ?? ""))]
    .map((cells) => cells.join(","))
    .join("\n") + "\n";

/** The same customers are touched every month: who is, is drawn from the id. */
const drawOf = (row: Row) => {
  const id = row.get("customer_id")!;
  let seed = 7;
  for (const letter of id) seed = (seed * 31 + letter.charCodeAt(0)) | 0;
  return random(seed).uniform();
};

const eachRow =
  (touch: (row: Row, at: number) => boolean | void) =>
  (files: File[], learned: number) =>
    files.map((file, k) => {
      const at = k - learned + 1;
      if (at < changeMonth) return file;
      const { header, rows } = read(file.csv);
      const kept = rows.filter((row) => touch(row, at) !== false);
      return { ...file, csv: write(header, kept) };
    });

const scaled = (row: Row, name: string, by: number) => {
  const value = row.get(name);
  if (value) row.set(name, (Number(value) * by).toFixed(2));
};

export const changes: Change[] = [
  {
    name: "nothing",
    expected: "nothing",
    plant: (files) => files,
  },
  {
    name: "a column goes silent",
    expected: "csat",
    plant: eachRow((row) => {
      row.set("csat", "");
    }),
  },
  {
    name: "a third pay more",
    expected: "spend, mrr",
    plant: eachRow((row) => {
      if (drawOf(row) > 1 / 3) return;
      for (const name of ["spend", "mrr"]) scaled(row, name, 1.6);
    }),
  },
  {
    name: "a new plan",
    expected: "plan",
    plant: eachRow((row) => {
      if (drawOf(row) < 0.15) row.set("plan", "Flex");
    }),
  },
  {
    name: "twice as many leave",
    expected: "outcome, calibration",
    plant(files, learned) {
      const gone = new Set<string>();
      return files.map((file, k) => {
        if (k - learned + 1 < changeMonth) return file;
        const { header, rows } = read(file.csv);
        const left = rows.filter((row) => !gone.has(row.get("customer_id")!));
        const leaving = left.filter((row) => row.get("churned") === "yes");
        const staying = left.filter((row) => row.get("churned") !== "yes");
        const draw = random(k);
        const share = leaving.length / staying.length;
        for (const row of staying)
          if (draw.uniform() < share) {
            row.set("churned", "yes");
            gone.add(row.get("customer_id")!);
          }
        return { ...file, csv: write(header, left) };
      });
    },
  },
];
