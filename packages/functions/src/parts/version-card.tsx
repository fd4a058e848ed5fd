// version-card: the card of a recommender or of a model of comments as a page
import type { Registry } from "@mainstay/core/model/registry";
import { RecommendCard } from "@mainstay/core/recommend/recommend-card";
import { SentimentCard } from "@mainstay/core/feedback/sentiment/sentiment-card";
import * as z from "zod";
import { Link } from "./link";
import { FigureFormat } from "./figure-format";
import { Panel } from "./panel";
import { T, t } from "./words";

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
  return [[t("versionCard.importedModel"), t("versionCard.notTestedHere")]];
}

function recommenderFacts(card: RecommendCard.Info): Fact[] {
  const { metrics, learner, users, items, interactions, from, to } = card;
  const against = (name: keyof RecommendCard.Figures): string =>
    metrics
      ? t("versionCard.whatIsPopular", {
          name: fixed(metrics.model[name], 3),
          name2: fixed(metrics.popular[name], 3),
        })
      : "—";
  const tested: Fact[] = metrics
    ? [
        ["NDCG@10", against("ndcgAt10")],
        [t("versionCard.hitRate10"), against("hitRateAt10")],
        [t("versionCard.recall20"), against("recallAt20")],
        [t("versionCard.precision10"), against("precisionAt10")],
        [t("versionCard.coverage10"), against("coverageAt10")],
        [t("versionCard.diversity10"), against("diversityAt10")],
        [
          t("versionCard.testedOn"),
          `${t("count.customer", { n: metrics.model.users })}, ${metrics.split === "time" ? t("versionCard.byWhatCameLater") : t("versionCard.byTheNewestFifth")}`,
        ],
      ]
    : [[t("versionCard.notTested"), t("versionCard.tooFewCustomersCame")]];
  return [
    ...tested,
    [t("versionCard.learner"), learner],
    [
      t("word.trainingData"),
      t("versionCard.interactionsOfCustomersWith", {
        interactions: whole(interactions),
        users: whole(users),
        items: whole(items),
        value:
          from && to
            ? t("versionCard.to", {
                from: FigureFormat.day(from),
                to: FigureFormat.day(to),
              })
            : "",
      }),
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
    t("versionCard.to2", { low: fixed(low, 3), high: fixed(high, 3) });
  return [
    [
      t("versionCard.macroF1"),
      t("versionCard.always", {
        value: fixed(macroF1.value, 3),
        class: majority.class,
        macroF1: fixed(majority.macroF1, 3),
      }),
    ],
    [
      t("versionCard.accuracy"),
      t("versionCard.always2", {
        value: percent(accuracy.value),
        class: majority.class,
        accuracy: percent(majority.accuracy),
      }),
    ],
    ...(againstWords
      ? [
          [
            t("versionCard.logLossOnDistinct"),
            t("versionCard.theWordListAlone", {
              both: fixed(againstWords.both, 3),
              words: fixed(againstWords.words, 3),
            }),
          ] satisfies Fact,
        ]
      : []),
    ...(auc
      ? ([
          [
            "AUC",
            t("versionCard.95Interval", {
              value: fixed(auc.value, 3),
              auc: interval(auc),
            }),
          ],
        ] as Fact[])
      : []),
    [t("versionCard.macroF195Interval"), interval(macroF1)],
    [
      t("word.trainingData"),
      `${t("count.comment", { n: rows })}: ${classes.map(({ name, rows }) => `${whole(rows)} ${name}`).join(", ")}`,
    ],
    [
      t("versionCard.scripts"),
      languages
        .map(({ script, rows }) => `${script} (${whole(rows)})`)
        .join(", "),
    ],
    [t("versionCard.judgedBy"), t("versionCard.foldsCopiesOfA", { folds })],
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
        <a href={Link.models(dataset)}>{t("versionCard.models")}</a>
      </p>
      <h1>
        <T k="versionCard.modelOf" dataset={dataset} version={version} />
      </h1>
      <p class="lead">
        {does}{" "}
        {card.createdAt &&
          t("versionCard.created", {
            createdAt: FigureFormat.moment(card.createdAt),
          })}
      </p>
      <Panel title={t("versionCard.testResultsAndTraining")}>
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
        <Panel title={t("versionCard.limits")}>
          <ul>
            {limits.map((limit) => (
              <li>{limit}</li>
            ))}
          </ul>
        </Panel>
      )}
      <p class="note">
        <T
          k="versionCard.theWholeCardAs"
          a={(inside) => (
            <a
              href={`${Link.model(dataset, version).replace("/models", "/v1/models")}`}
            >
              {inside}
            </a>
          )}
        />
      </p>
    </>
  );
};

export * as VersionCard from "./version-card";
