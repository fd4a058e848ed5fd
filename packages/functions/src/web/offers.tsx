// offers: products recommended to a customer, each with the reason
import { Failure } from "@mainstay/core/error";
import { Offer } from "@mainstay/core/offer";
import { Signal } from "@mainstay/core/signal";
import type { Lang } from "@mainstay/core/model/wording";
import { Absent } from "./parts";

const most = 5;

/** Null where there is no recommender. */
export async function read(dataset: string, id: string, lang: Lang) {
  if (dataset !== Signal.customers) return null;
  const query = Offer.Query.parse({ k: most, lang });
  return Offer.of(id, query, new Date(), false).catch((error) => {
    if (error instanceof Failure && error.code === "model.missing") return null;
    throw error;
  });
}

export const Section = ({ offer }: { offer: Offer.Info | null }) => (
  <section class="card">
    <h2>Recommendations</h2>
    {offer === null && (
      <Absent>
        There is no recommender: it learns from a log of who used or bought
        what, dropped under <code>inbox/events/</code>, and is trained on{" "}
        <a href="/models#events">Models</a>.
      </Absent>
    )}
    {offer?.items.length === 0 && (
      <Absent>Nothing that the customer does not have already.</Absent>
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
      <p class="note">
        One of those who get what is popular, so that the effect can be
        measured.
      </p>
    )}
  </section>
);

export * as Offers from "./offers";
