// recommendations: the products recommended to a customer, each with its reason
import { Failure } from "@mainstay/core/base/error";
import { RecommendTo } from "@mainstay/core/offers/recommend-to";
import { Dataset } from "@mainstay/core/dataset/dataset";
import type { Lang } from "@mainstay/core/text/wording";
import { Absent, Panel } from "./panel";
import { T, t } from "./words";

const maxProducts = 5;

/** Null where there is no recommender. */
export async function read(dataset: string, id: string, lang: Lang) {
  if (dataset !== Dataset.customers) return null;
  const query = RecommendTo.Query.parse({ k: maxProducts, lang });
  return RecommendTo.forCustomer(id, query, new Date(), false).catch(
    (error) => {
      if (error instanceof Failure && error.code === "model.missing")
        return null;
      throw error;
    },
  );
}

export const Section = ({ offer }: { offer: RecommendTo.Info | null }) => (
  <Panel title={t("recommendations.recommendations")}>
    {offer === null && (
      <Absent>
        <T
          k="recommendations.thereIsNoRecommender"
          a={(inside) => <a href="/models#events">{inside}</a>}
        />
      </Absent>
    )}
    {offer?.items.length === 0 && (
      <Absent>{t("recommendations.nothingTheCustomerDoes")}</Absent>
    )}
    {offer && offer.items.length > 0 && (
      <ol class="steps">
        {offer.items.map(({ productId, reason }) => (
          <li>
            <b>{productId}</b>
            <div class="small">{reason}</div>
          </li>
        ))}
      </ol>
    )}
    {offer?.heldOut && (
      <p class="note">{t("recommendations.inTheControlGroup")}</p>
    )}
  </Panel>
);

export * as Recommendations from "./recommendations";
