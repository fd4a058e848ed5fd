// withheld: why some figures of a period are not told, and the button that answers it
import type { PeriodSummary } from "@mainstay/core/periods/period-summary";

export const Withheld = ({
  dataset,
  summary: { period, board },
  may,
}: {
  dataset: string;
  summary: PeriodSummary.Info;
  may: boolean;
}) => (
  <>
    {board.incomplete && (
      <section class="card withheld" aria-label="Incomplete period">
        <p>
          <b>{period} looks incomplete.</b> {board.incomplete} Until then it has
          no movements, churn or retention.
        </p>
        {may && (
          <form method="post" action={`/periods/${period}/confirm`}>
            <input type="hidden" name="dataset" value={dataset} />
            <button>{period} is complete</button>{" "}
            <a href={`/uploads?dataset=${encodeURIComponent(dataset)}`}>
              Upload the missing file
            </a>
          </form>
        )}
      </section>
    )}
    {board.unsummed && (
      <section class="card withheld" aria-label="Several currencies">
        <p>
          <b>Amounts are not added up.</b> {board.unsummed}
        </p>
      </section>
    )}
  </>
);
