// model-history: what came of the last trainings of a model, and which version served when
import type { ServingHistory } from "@mainstay/core/model/serving-history";
import type { Trainings } from "@mainstay/core/jobs/trainings";
import { FigureFormat } from "./figure-format";
import { Table } from "./table";
import { Refusal } from "./refusal";
import { T, Words, t } from "./words";

const { moment } = FigureFormat;

const isBad = ({ state }: Trainings.Info) =>
  state === "failed" || state === "refused";
const job = ({ jobId }: Trainings.Info) => `/jobs/${encodeURIComponent(jobId)}`;

const reasonOf = ({ code, reason }: Trainings.Info) =>
  reason &&
  (code ? <Refusal failure={{ code, message: reason }} /> : Words.said(reason));

/** Why there is no new version, and what to do; nothing where the last training went well. */
export const Failed = ({ trainings }: { trainings: Trainings.Info[] }) => {
  const [last] = trainings.filter(({ state }) => state !== "queued");
  if (!last || !isBad(last)) return null;
  return (
    <div class="failed-training">
      <p class="bad">
        <T
          k={
            last.state === "refused"
              ? "training.wasRefused"
              : "training.hasFailed"
          }
          at={<a href={job(last)}>{moment(last.at)}</a>}
        />{" "}
        {reasonOf(last)}
      </p>
      <p>
        <b>{t("word.nextStep")}</b> {last.next && Words.said(last.next)}
      </p>
    </div>
  );
};

export const TrainingList = ({
  trainings,
}: {
  trainings: Trainings.Info[];
}) => (
  <details>
    <summary>{t("modelHistory.trainings")}</summary>
    <Table
      rows={trainings}
      columns={[
        {
          title: t("modelHistory.askedFor"),
          class: "nowrap",
          cell: (one) => (
            <>
              <a href={job(one)}>{moment(one.at)}</a>
              {one.who && <div class="id">{one.who}</div>}
            </>
          ),
        },
        {
          title: t("word.state"),
          cell: (one) => (
            <span class={`chip ${isBad(one) ? "failed" : one.state}`}>
              {t(`training.${one.state}`)}
            </span>
          ),
        },
        {
          title: t("word.why"),
          cell: (one) => (
            <>
              {reasonOf(one) ?? "—"}
              {one.next && <div class="small">{Words.said(one.next)}</div>}
            </>
          ),
        },
      ]}
    />
  </details>
);

// The API lists them all.
const mostShown = 20;

export const ServedList = ({
  promotions,
}: {
  promotions: ServingHistory.Promotion[];
}) => (
  <details>
    <summary>{t("modelHistory.whatServedWhen")}</summary>
    <Table
      rows={promotions.slice(-mostShown).reverse()}
      columns={[
        {
          title: t("modelHistory.from"),
          class: "nowrap",
          cell: ({ at }) => moment(at),
        },
        {
          title: t("column.version"),
          cell: ({ version }) => <code>{version}</code>,
        },
        {
          title: t("modelHistory.by"),
          cell: ({ by, who }) => (
            <>
              {t(`served.${by}`)}
              {who && <div class="id">{who}</div>}
            </>
          ),
        },
        {
          title: t("word.why"),
          cell: ({ why }) => (why ? Words.said(why) : "—"),
        },
      ]}
    />
  </details>
);

export * as ModelHistory from "./model-history";
