// progress: a bar on a terminal's error stream, and silence where nobody looks
import { Presets, SingleBar } from "cli-progress";

export function bar(what: string) {
  const bar = new SingleBar(
    {
      format: `${what} {bar} {percentage}% {stage}`,
      stream: process.stderr,
      noTTYOutput: false,
      hideCursor: true,
      clearOnComplete: true,
    },
    Presets.shades_classic,
  );
  bar.start(100, 0, { stage: "" });
  return {
    set: (share: number, stage = "") =>
      bar.update(Math.round(100 * share), { stage }),
    stop: () => bar.stop(),
  };
}

export const pause = (ms: number) =>
  new Promise((done) => setTimeout(done, ms));
