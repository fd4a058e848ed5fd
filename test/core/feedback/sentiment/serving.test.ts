import { Bucket } from "@mainstay/core/aws/bucket";
import { Registry } from "@mainstay/core/model/registry";
import { Sentiment } from "@mainstay/core/feedback/sentiment/sentiment";
import { fitFeedback } from "@mainstay/training/text/fit-comments";
import { afterAll, beforeAll, expect, test } from "vitest";
import { start } from "../../../cloud";

let cloud: Awaited<ReturnType<typeof start>>;
beforeAll(async () => {
  cloud = await start();
});
afterAll(() => cloud.stop());

const label = async (dataset: string) => {
  const judge = await Sentiment.judge(dataset);
  const [{ label, model }] = await judge(["blue sky"]);
  return { label, model };
};

test("comments are judged by the word list until a version serves, then by the one that serves", async () => {
  expect(await label("feedback")).toEqual({ label: "mixed", model: "words" });
  const texts = Array.from({ length: 40 }, (_, i) =>
    i % 2 ? `blue sky ${i}` : `grey rain ${i}`,
  );
  const labels = texts.map((_, i) => (i % 2 ? "positive" : "negative"));
  const createdAt = new Date("2026-11-23T00:00:00Z");
  const { files, card } = fitFeedback({ texts, labels, seed: 1, createdAt });
  for (const [name, bytes] of Object.entries(files))
    await Bucket.put(Bucket.keys.model("feedback", card.version, name), bytes);
  await Registry.promote("feedback", card.version, createdAt);
  expect(await label("feedback")).toEqual({
    label: "positive",
    model: card.version,
  });
});
