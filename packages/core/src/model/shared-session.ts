// shared-session: a session that calls of few rows share, since a run costs much and a row of it little
import { Gathered } from "../base/gathered";
import type { Feeds } from "./input-tensors";
import { InferenceSession, Tensor } from "./runtime";
import { TextTensors } from "./text-tensors";

type Call = { feeds: Feeds; rows: number };
type Output = Record<string, { data: Float32Array }>;

// Calls of one run at most.
const max = 64;
// Calls of more rows gain nothing from company.
const fewRows = 64;

/**
 * Runs the session on the feeds. Calls of few rows that are made at once are one run: outputs [rows, …] are split among them, all
 * others ([1]) are everybody's. A row's outputs are those of a run of its own but for the rounding of float32.
 */
export function share(session: InferenceSession) {
  const together = Gathered.create<Call, Output>({
    ...{ max, part: 1 },
    ask: (calls) => run(session, calls),
  });
  return async (feeds: Feeds): Promise<Output> => {
    const call = { feeds, rows: feeds.at.dims[0] };
    if (call.rows <= fewRows) return together(call);
    return (await run(session, [call]))[0];
  };
}

export type SharedSession = ReturnType<typeof share>;

async function run(session: InferenceSession, calls: Call[]) {
  const rows = calls.reduce((sum, call) => sum + call.rows, 0);
  const out = await session.run(
    calls.length === 1 ? calls[0].feeds : joined(calls, rows),
  );
  let from = 0;
  return calls.map((call) => {
    const span = [from, (from += call.rows)];
    const part = ({ data, dims }: Tensor) => {
      const values = data as Float32Array;
      if (dims[0] !== rows) return { data: values };
      const width = values.length / rows;
      return { data: values.subarray(span[0] * width, span[1] * width) };
    };
    return Object.fromEntries(
      Object.entries(out).map(([name, tensor]) => [name, part(tensor)]),
    );
  });
}

function joined(calls: Call[], rows: number): Feeds {
  const floats = (name: "numbers" | "at") => {
    const width = calls[0].feeds[name].dims[1];
    const all = new Float32Array(rows * width);
    let at = 0;
    for (const { feeds } of calls) {
      all.set(feeds[name].data as Float32Array, at);
      at += feeds[name].data.length;
    }
    return new Tensor("float32", all, [rows, width]);
  };
  const strings = calls.flatMap(
    ({ feeds }) => feeds.categories.data as string[],
  );
  const width = calls[0].feeds.categories.dims[1];
  return {
    numbers: floats("numbers"),
    categories: new Tensor("string", strings, [rows, width]),
    at: floats("at"),
    ...(calls[0].feeds.hashes &&
      TextTensors.joined(
        calls.map(({ feeds }) => feeds as TextTensors.Tensors),
      )),
  };
}

export * as SharedSession from "./shared-session";
