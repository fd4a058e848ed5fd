// evaluate-recommend: recommenders tried on any file of who took what, no server needed
import { Failure } from "@mainstay/core/base/error";
import { RecommendCard } from "@mainstay/core/recommend/recommend-card";
import type { Options } from "@mainstay/training/cli/evaluate-recommender";
import { bar } from "./progress";

export type Asked = Omit<Partial<Options>, "above" | "attributes"> & {
  above?: string | string[];
  attributes?: string | string[];
  json?: boolean;
};

const list = (names: string | string[] | undefined) =>
  typeof names === "string"
    ? names
        .split(",")
        .map((name) => name.trim())
        .filter(Boolean)
    : names;

/** Prints the figures, as JSON where asked to. */
export async function recommend(file: string, options: Asked) {
  const { trial, table } =
    await import("@mainstay/training/cli/evaluate-recommender");
  const column = (name: "user" | "item" | "time") => {
    const found = options[name];
    if (found) return found;
    throw new Failure(
      "evaluate.option.missing",
      `Expected --${name} with the name of a column, got none`,
    );
  };
  const progress = bar(options.learner ?? "auto");
  const result = await trial(file, {
    ...options,
    user: column("user"),
    item: column("item"),
    time: column("time"),
    learner: RecommendCard.Learner.parse(options.learner ?? "auto"),
    lambda: options.lambda === undefined ? undefined : Number(options.lambda),
    above: list(options.above),
    attributes: list(options.attributes),
    progress: (message) => progress.set(0.5, message),
  }).finally(progress.stop);
  console.log(options.json ? JSON.stringify(result) : table(result));
}
