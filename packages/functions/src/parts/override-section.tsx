// override-section: somebody's word on a customer's health, and what contradicts it
import type { Customer } from "@mainstay/core/accounts/customer";
import { Health } from "@mainstay/core/health/health";
import { FigureFormat } from "./figure-format";
import { Fold } from "./panel";
import { Select } from "./select";
import { Words, T, t } from "./words";

type Shown = {
  one: Pick<Customer.Info, "override" | "overrides" | "disagreement">;
  path: string;
  dataset: string;
  may: boolean;
};

export const Section = ({ one, path, dataset, may }: Shown) => {
  const { override, overrides, disagreement } = one;
  if (!may && !overrides.length && !disagreement) return null;
  return (
    <Fold title={t("overrideSection.secondOpinion")}>
      {disagreement && (
        <p>
          <T
            k="overrideSection.itsButLookAgain"
            en={Words.of(disagreement.said)}
            join={disagreement.signals.map(Words.of).join(t("list.semicolon"))}
          />
        </p>
      )}
      {override && (
        <p>
          <T
            k="overrideSection.untilSays"
            span={(inside) => (
              <span class={`band ${override.status}`}>{inside}</span>
            )}
            t={t(`status.${override.status}`)}
            until={override.until}
            author={override.author}
            reason={override.reason}
          />
        </p>
      )}
      {may && override && (
        <form class="row" method="post" action={`${path}/override`}>
          <input type="hidden" name="dataset" value={dataset} />
          <input type="hidden" name="end" value="yes" />
          <button class="plain">
            {t("overrideSection.letTheComputedHealth")}
          </button>
        </form>
      )}
      {may && (
        <details>
          <summary>{t("overrideSection.setAnotherStatus")}</summary>
          <form class="row" method="post" action={`${path}/override`}>
            <input type="hidden" name="dataset" value={dataset} />
            <Select
              title={t("column.status")}
              name="status"
              options={Health.Status.options.map((status) => [
                status,
                t(`status.${status}`),
              ])}
            />
            <label>
              {t("overrideSection.reason")}
              <input name="reason" maxlength={2000} required />
            </label>
            <label>
              {t("overrideSection.author")}
              <input name="author" maxlength={200} required />
            </label>
            <label>
              {t("overrideSection.lastDay")}
              <input type="date" name="until" required />
            </label>
            <button>{t("word.save")}</button>
          </form>
        </details>
      )}
      {overrides.length > (override ? 1 : 0) && (
        <details>
          <summary>
            <T
              k="overrideSection.inAll"
              n={t("count.override", { n: overrides.length })}
            />
          </summary>
          <ul class="past">
            {overrides.toReversed().map((past) => (
              <li>
                <T
                  k="overrideSection.to"
                  at={FigureFormat.day(past.at)}
                  value={past.ended ? FigureFormat.day(past.ended) : past.until}
                  t={t(`status.${past.status}`)}
                  author={past.author}
                  reason={past.reason}
                />
              </li>
            ))}
          </ul>
        </details>
      )}
    </Fold>
  );
};

export * as OverrideSection from "./override-section";
