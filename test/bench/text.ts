// text: learning from 62,774 comments of about 90 characters, and one comment judged with its words, warm
import { performance } from "node:perf_hooks";
import { pathToFileURL } from "node:url";
import { Sentiment } from "@mainstay/core/feedback/sentiment/sentiment";
import { random } from "@mainstay/core/base/random";
import { fitFeedback } from "@mainstay/training/text/fit-comments";

const comments = 62_774;
const length = 90;
const calls = 2_000;

// Characters as often as Zipf has them, a few of which lean to one side.
function corpus() {
  const { uniform, integer } = random(1);
  const character = () =>
    String.fromCodePoint(0x4e00 + Math.floor(4_000 ** uniform()) - 1);
  const labels = Array.from({ length: comments }, () => integer(2));
  const texts = labels.map((label) =>
    Array.from({ length: 2 * integer(length) }, () =>
      uniform() < 0.03
        ? String.fromCodePoint(0x6f00 + 2 * integer(200) + label)
        : character(),
    ).join(""),
  );
  return {
    texts,
    labels: labels.map((label) => (label ? "positive" : "negative")),
  };
}

const quantile = (sorted: number[], q: number) =>
  sorted[Math.floor(q * (sorted.length - 1))];

export async function run() {
  const { texts, labels } = corpus();
  const from = performance.now();
  const cpu = process.cpuUsage();
  const createdAt = new Date(0);
  const { files, card } = fitFeedback({ texts, labels, seed: 42, createdAt });
  const fitSeconds = (performance.now() - from) / 1e3;
  const used = process.cpuUsage(cpu);
  const { classify, close } = await Sentiment.open(files);
  const took: number[] = [];
  for (let n = 0; n < 500 + calls; n++) {
    const start = performance.now();
    await classify([texts[n]]);
    if (n >= 500) took.push(performance.now() - start);
  }
  await close();
  took.sort((a, b) => a - b);
  return {
    name: "text",
    comments,
    fitSeconds,
    fitCpuSeconds: (used.user + used.system) / 1e6,
    bytes: card.bytes,
    accuracy: card.metrics.accuracy.value,
    p50Ms: quantile(took, 0.5),
    p99Ms: quantile(took, 0.99),
    goalP50Ms: 1,
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  console.log(await run());
