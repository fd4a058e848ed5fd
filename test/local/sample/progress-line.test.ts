// progress-line: one line drawn anew in a terminal, a line a step elsewhere
import { ProgressLine } from "@mainstay/local/sample/progress-line";
import { expect, test } from "vitest";

function drawn(isTTY: boolean) {
  const written: string[] = [];
  let now = 0;
  const progress = ProgressLine.on(
    {
      isTTY,
      columns: 50,
      write: (text: string | Uint8Array) => !!written.push(String(text)),
    },
    () => now,
  );
  progress.at(1, 3, "inventing");
  progress.at(2, 3, "reading", 0);
  now = 10_000;
  progress.at(2, 3, "reading", 0.25);
  progress.at(3, 3, "training a model with a name longer than the terminal");
  progress.end();
  return written;
}

test("a terminal sees one line with step, share and time left, never wider than it is", () => {
  const written = drawn(true);
  expect(written.map((text) => text.replace("\r\x1b[K", ""))).toEqual([
    "1 of 3: inventing",
    "2 of 3: reading, 0 %",
    "2 of 3: reading, 25 %, 30 s left",
    "3 of 3: training a model with a name longer than ",
    "",
  ]);
  for (const text of written) expect(text).not.toContain("\n");
});

test("a log gets one line a step", () => {
  expect(drawn(false).join("")).toBe(
    "1 of 3: inventing\n2 of 3: reading\n3 of 3: training a model with a name longer than the terminal\n",
  );
});
