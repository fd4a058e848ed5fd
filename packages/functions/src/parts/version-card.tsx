// version-card: the card of a recommender or of a model of comments as a page
import type { Registry } from "@mainstay/core/model/registry";
import { RecommendCard } from "@mainstay/core/recommend/recommend-card";
import { SentimentCard } from "@mainstay/core/feedback/sentiment/sentiment-card";
import * as z from "zod";
import { Link } from "./link";
import { FigureFormat } from "./figure-format";
import { Panel } from "./panel";

type Info = Awaited<ReturnType<typeof Registry.described>>;

export function headline(card: Info) {
  return facts(card)
    .slice(0, 2)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}

const { fixed, percent, whole } = FigureFormat;

type Fact = [name: string, value: string];

/** The figures of a card, the main ones first and beside what they have to beat. */
export function facts(card: Info): Fact[] {
  const recommender = RecommendCard.Info.safeParse(card);
  if (recommender.success) return recommenderFacts(recommender.data);
  const sentiment = SentimentCard.Info.safeParse(card);
  if (sentiment.success) return sentimentFacts(sentiment.data);
  return [["Imported model", "not tested here"]];
}

function recommenderFacts(card: RecommendCard.Info): Fact[] {
  const { metrics, learner, users, items, interactions, from, to } = card;
  const against = (name: keyof RecommendCard.Figures): string =>
    metrics
      ? `${fixed(metrics.model[name], 3)} (what is popular: ${fixed(metrics.popular[name], 3)})`
      : "—";
  const tested: Fact[] = metrics
    ? [
        ["NDCG@10", against("ndcgAt10")],
        ["Hit rate@10", against("hitRateAt10")],
        ["Recall@20", against("recallAt20")],
        ["Precision@10", against("precisionAt10")],
        ["Coverage@10", against("coverageAt10")],
        ["Diversity@10", against("diversityAt10")],
        [
          "Tested on",
          `${FigureFormat.count(metrics.model.users, "customer")}, ${metrics.split === "time" ? "by what came later" : "by the newest fifth of each"}`,
        ],
      ]
    : [["Not tested", "too few customers came back"]];
  return [
    ...tested,
    ["Learner", learner],
    [
      "Training data",
      `${whole(interactions)} interactions of ${whole(users)} customers with ${whole(items)} products${from && to ? `, ${FigureFormat.day(from)} to ${FigureFormat.day(to)}` : ""}`,
    ],
  ];
}

function sentimentFacts({
  metrics,
  classes,
  rows,
  languages,
  againstWords,
}: SentimentCard.Info): Fact[] {
  const { accuracy, macroF1, auc, majority, folds } = metrics;
  const interval = ({ low, high }: { low: number; high: number }) =>
    `${fixed(low, 3)} to ${fixed(high, 3)}`;
  return [
    [
      "Macro F1",
      `${fixed(macroF1.value, 3)} (always “${majority.class}”: ${fixed(majority.macroF1, 3)})`,
    ],
    [
      "Accuracy",
      `${percent(accuracy.value)} (always “${majority.class}”: ${percent(majority.accuracy)})`,
    ],
    ...(againstWords
      ? [
          [
            "Log loss on distinct texts",
            `${fixed(againstWords.both, 3)} (the word list alone: ${fixed(againstWords.words, 3)})`,
          ] satisfies Fact,
        ]
      : []),
    ...(auc
      ? ([
          ["AUC", `${fixed(auc.value, 3)}, 95 % interval ${interval(auc)}`],
        ] as Fact[])
      : []),
    ["Macro F1, 95 % interval", interval(macroF1)],
    [
      "Training data",
      `${FigureFormat.count(rows, "comment")}: ${classes.map(({ name, rows }) => `${whole(rows)} ${name}`).join(", ")}`,
    ],
    [
      "Scripts",
      languages
        .map(({ script, rows }) => `${script} (${whole(rows)})`)
        .join(", "),
    ],
    ["Judged by", `${folds} folds, copies of a comment kept together`],
  ];
}

const Limits = z.array(z.string()).catch([]);

export const Card = ({
  dataset,
  version,
  does,
  card,
}: {
  dataset: string;
  version: string;
  does?: string;
  card: Info;
}) => {
  const limits = Limits.parse(card.limits);
  return (
    <>
      <p class="small">
        <a href={Link.models(dataset)}>← Models</a>
      </p>
      <h1>
        Model of {dataset} <code>{version}</code>
      </h1>
      <p class="lead">
        {does}{" "}
        {card.createdAt && `Created ${FigureFormat.moment(card.createdAt)}.`}
      </p>
      <Panel title="Test results and training data">
        <dl>
          {facts(card).map(([name, value]) => (
            <>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </>
          ))}
        </dl>
      </Panel>
      {limits.length > 0 && (
        <Panel title="Limits">
          <ul>
            {limits.map((limit) => (
              <li>{limit}</li>
            ))}
          </ul>
        </Panel>
      )}
      <p class="note">
        The whole card as{" "}
        <a
          href={`${Link.model(dataset, version).replace("/models", "/v1/models")}`}
        >
          JSON
        </a>
        .
      </p>
    </>
  );
};

export * as VersionCard from "./version-card";
