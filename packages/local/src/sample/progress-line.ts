// progress-line: how far the first start is, on one line that is drawn anew in a terminal and a line a step elsewhere
type Stream = Pick<NodeJS.WriteStream, "isTTY" | "columns" | "write">;

export type Progress = {
  /** Step `number` of `of` begins or moves: its text, and the share of it that is done, from 0 to 1. */
  at: (number: number, of: number, text: string, share?: number) => void;
  end: () => void;
};

// A share smaller than this tells nothing of the time that is left.
const tellingShare = 0.05;

export function on(stream: Stream, clock: () => number = Date.now): Progress {
  let step = 0;
  let begun = 0;
  const at: Progress["at"] = (number, of, text, share) => {
    if (number !== step) begun = clock();
    const isNew = number !== step;
    step = number;
    const head = `${number} of ${of}: ${text}`;
    if (!stream.isTTY) {
      if (isNew) stream.write(`${head}\n`);
      return;
    }
    const line = [
      head,
      share !== undefined && `${Math.floor(100 * share)} %`,
      share !== undefined && leftOf(share, clock() - begun),
    ]
      .filter(Boolean)
      .join(", ");
    stream.write(`\r\x1b[K${line.slice(0, (stream.columns || 80) - 1)}`);
  };
  return { at, end: () => void (stream.isTTY && stream.write("\r\x1b[K")) };
}

// At the pace so far, in whole seconds; steps are not all alike, so this is a guess.
function leftOf(share: number, elapsedMs: number) {
  if (share < tellingShare || share >= 1) return "";
  return `${Math.ceil(((1 - share) / share) * (elapsedMs / 1000))} s left`;
}

export * as ProgressLine from "./progress-line";
