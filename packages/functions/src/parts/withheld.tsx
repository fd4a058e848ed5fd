// withheld: why some figures of a period are not told, and the button that answers it
import type { PeriodSummary } from "@mainstay/core/periods/period-summary";
import { T, Words, t } from "./words";

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
      <section
        class="card withheld"
        aria-label={t("withheld.incompletePeriod")}
      >
        <p>
          <T
            k="withheld.looksIncompleteUntilThen"
            period={period}
            incomplete={Words.why(board.incomplete)}
          />
        </p>
        {may && (
          <form method="post" action={`/periods/${period}/confirm`}>
            <input type="hidden" name="dataset" value={dataset} />
            <button>
              <T k="withheld.isComplete" period={period} />
            </button>{" "}
            <a href={`/uploads?dataset=${encodeURIComponent(dataset)}`}>
              {t("withheld.uploadTheMissingFile")}
            </a>
          </form>
        )}
      </section>
    )}
    {board.unsummed && (
      <section
        class="card withheld"
        aria-label={t("withheld.severalCurrencies")}
      >
        <p>
          <b>{t("withheld.amountsAreNotAdded")}</b> {Words.why(board.unsummed)}
        </p>
      </section>
    )}
  </>
);
