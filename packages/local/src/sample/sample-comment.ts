// sample-comment: what a customer writes, in English or Chinese, agreeing with how satisfied it is
import sentences from "./comments.json" with { type: "json" };
import type { Random } from "./keyed-random";

export type Topic = keyof typeof sentences.en;

export function comment({
  satisfaction,
  chinese,
  topic,
  random,
}: {
  satisfaction: number;
  chinese: boolean;
  topic: Topic;
  random: Random;
}): string {
  const bank = sentences[chinese ? "zh" : "en"];
  const felt = satisfaction + random.normal(0, 0.4);
  const tone = felt >= 7.5 ? "good" : felt >= 5.5 ? "fair" : "bad";
  const other = random.pick(
    (Object.keys(bank) as Topic[]).filter((one) => one !== topic),
  );
  const first = random.pick(bank[topic][tone]);
  if (random.chance(0.55)) return first;
  return `${first}${chinese ? "" : " "}${random.pick(bank[other][tone])}`;
}
