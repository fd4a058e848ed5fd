// version-card: a version of a recommender or of a model of comments, by what its card says
import type { Registry } from "@mainstay/core/model/registry";
import { RecommendCard } from "@mainstay/core/recommend/recommend-card";
import { SentimentCard as Text } from "@mainstay/core/feedback/sentiment/sentiment-card";
import * as z from "zod";
import { Link } from "./link";
import { FigureFormat } from "./figure-format";

type Info = Awaited<ReturnType<typeof Registry.described>>;

export function headline(card: Info) {
  return facts(card)
    .slice(0, 2)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}

const { fixed, percent, whole } = FigureFormat;

type Fact = [name: string, value: string];

/** The main figures first, each beside what it has to beat. */
export function facts(card: Info): Fact[] {
  const bought = RecommendCard.Info.safeParse(card);
  if (bought.success) return ofRecommender(bought.data);
  const said = Text.Info.safeParse(card);
  if (said.success) return ofText(said.data);
  return [["The owner's own model", "judged by nobody here"]];
}

function ofRecommender(card: RecommendCard.Info): Fact[] {
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
          `${FigureFormat.plural(metrics.model.users, "customer")}, ${metrics.split === "time" ? "by what came later" : "by the newest fifth of each"}`,
        ],
      ]
    : [["Not tested", "too few customers came back"]];
  return [
    ...tested,
    ["Learner", learner],
    [
      "Learned from",
      `${whole(interactions)} interactions of ${whole(users)} customers with ${whole(items)} products${from && to ? `, ${FigureFormat.day(from)} to ${FigureFormat.day(to)}` : ""}`,
    ],
  ];
}

function ofText({ metrics, classes, rows, languages }: Text.Info): Fact[] {
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
    ...(auc
      ? ([
          ["AUC", `${fixed(auc.value, 3)}, 95 % interval ${interval(auc)}`],
        ] as Fact[])
      : []),
    ["Macro F1, 95 % interval", interval(macroF1)],
    [
      "Learned from",
      `${FigureFormat.plural(rows, "comment")}: ${classes.map(({ name, rows }) => `${whole(rows)} ${name}`).join(", ")}`,
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
        <a href={`/models#${encodeURIComponent(dataset)}`}>← Models</a>
      </p>
      <h1>
        Model of {dataset} <code>{version}</code>
      </h1>
      <p class="lead">
        {does}{" "}
        {card.createdAt && `Made ${FigureFormat.moment(card.createdAt)}.`}
      </p>
      <section class="card">
        <h2>On what it had not seen, and what it learned from</h2>
        <dl>
          {facts(card).map(([name, value]) => (
            <>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </>
          ))}
        </dl>
      </section>
      {limits.length > 0 && (
        <section class="card">
          <h2>Limits</h2>
          <ul>
            {limits.map((limit) => (
              <li>{limit}</li>
            ))}
          </ul>
        </section>
      )}
      <p class="note">
        All of it as{" "}
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
