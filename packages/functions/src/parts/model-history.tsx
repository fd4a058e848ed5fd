// model-history: what came of the last trainings of a model, and which version served when
import type { ServingHistory } from "@mainstay/core/model/serving-history";
import type { Trainings } from "@mainstay/core/jobs/trainings";
import { FigureFormat } from "./figure-format";
import { Table } from "./table";

const { moment } = FigureFormat;

const isBad = ({ state }: Trainings.Info) =>
  state === "failed" || state === "refused";
const job = ({ jobId }: Trainings.Info) => `/jobs/${encodeURIComponent(jobId)}`;

/** Why there is no new version, and what to do; nothing where the last training went well. */
export const Failed = ({ trainings }: { trainings: Trainings.Info[] }) => {
  const [last] = trainings.filter(({ state }) => state !== "queued");
  if (!last || !isBad(last)) return null;
  return (
    <div class="failed-training">
      <p class="bad">
        The last training {last.state === "refused" ? "was refused" : "failed"}{" "}
        (<a href={job(last)}>{moment(last.at)}</a>): {last.reason}
      </p>
      <p>
        <b>Next step:</b> {last.next}
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
    <summary>Trainings</summary>
    <Table
      rows={trainings}
      columns={[
        {
          title: "Asked for",
          class: "nowrap",
          cell: (one) => (
            <>
              <a href={job(one)}>{moment(one.at)}</a>
              {one.who && <div class="id">{one.who}</div>}
            </>
          ),
        },
        {
          title: "State",
          cell: (one) => (
            <span class={`chip ${isBad(one) ? "failed" : one.state}`}>
              {one.state}
            </span>
          ),
        },
        {
          title: "Why",
          cell: ({ reason, next }) => (
            <>
              {reason ?? "—"}
              {next && <div class="small">{next}</div>}
            </>
          ),
        },
      ]}
    />
  </details>
);

const verbs: Record<ServingHistory.Promotion["by"], string> = {
  training: "Training",
  promote: "Promotion",
  rollback: "Rollback",
  approve: "Approval",
  rule: "Shadow",
};
// The API lists them all.
const mostShown = 20;

export const ServedList = ({
  promotions,
}: {
  promotions: ServingHistory.Promotion[];
}) => (
  <details>
    <summary>What served when</summary>
    <Table
      rows={promotions.slice(-mostShown).reverse()}
      columns={[
        { title: "From", class: "nowrap", cell: ({ at }) => moment(at) },
        { title: "Version", cell: ({ version }) => <code>{version}</code> },
        {
          title: "By",
          cell: ({ by, who }) => (
            <>
              {verbs[by]}
              {who && <div class="id">{who}</div>}
            </>
          ),
        },
        { title: "Why", cell: ({ why }) => why ?? "—" },
      ]}
    />
  </details>
);

export * as ModelHistory from "./model-history";
