import fc from "fast-check";
import { setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { Gathered } from "@mainstay/core/base/gathered";

const bounds = { max: 5, part: 2, width: 3 };

test("every question is asked once, after its call, in batches that keep their bounds, and answered with its own answer", async () => {
  const wishes = fc.array(fc.record({ count: fc.nat(12), wait: fc.nat(2) }), {
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(wishes, async (calls) => {
      const asked: number[] = [];
      let underWay = 0;
      const find = Gathered.create<number, number>({
        ...bounds,
        async ask(questions) {
          expect(questions.length).toBeLessThanOrEqual(bounds.max);
          expect(++underWay).toBeLessThanOrEqual(bounds.width);
          asked.push(...questions);
          await turn();
          underWay--;
          return questions.map((question) => -question);
        },
      });
      let n = 0;
      const answers: Promise<void>[] = [];
      for (const { count, wait } of calls) {
        for (let k = 0; k < count; k++) {
          const question = ++n;
          expect(asked).not.toContain(question);
          answers.push(
            find(question).then((found) => expect(found).toBe(-question)),
          );
        }
        for (let k = 0; k < wait; k++) await turn();
      }
      await Promise.all(answers);
      expect(asked).toEqual(Array.from({ length: n }, (_, k) => k + 1));
    }),
  );
});

test("a batch that fails is told to those who were in it, and the next one is asked anew", async () => {
  let fails = true;
  const find = Gathered.create<string, string>({
    ...bounds,
    async ask(questions) {
      if (fails) throw new Error("no");
      return questions;
    },
  });
  const failed = await Promise.allSettled([find("a"), find("b")]);
  expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  fails = false;
  expect(await find("a")).toBe("a");
});
