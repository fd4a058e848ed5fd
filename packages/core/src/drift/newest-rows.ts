// newest-rows: the newest row of each customer, from as few of the newest periods as hold enough of them
const enough = 1000;
const mostPeriods = 12;

/** Places of the rows, ascending, and the periods they are of, newest first; one row a customer, so that rows are a sample. */
export function of({ id, period }: { id: string[]; period: string[] }) {
  const byPeriod = new Map<string, number[]>();
  period.forEach((one, row) => {
    const rows = byPeriod.get(one);
    if (rows) rows.push(row);
    else byPeriod.set(one, [row]);
  });
  const newest = new Map<string, number>();
  const periods: string[] = [];
  for (const one of [...byPeriod.keys()].sort().reverse()) {
    if (newest.size >= enough || periods.length >= mostPeriods) break;
    periods.push(one);
    // Of several rows of one customer and period the last stands.
    const last = new Map(byPeriod.get(one)!.map((row) => [id[row], row]));
    for (const [name, row] of last)
      if (!newest.has(name)) newest.set(name, row);
  }
  return { rows: Int32Array.from(newest.values()).sort(), periods };
}

export * as NewestRows from "./newest-rows";
