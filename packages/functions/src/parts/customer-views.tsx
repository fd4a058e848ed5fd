// customer-views: lists of customers under a name, and the form that saves the one that is shown
import type { SavedView } from "@mainstay/core/lists/saved-view";
import { CustomerListTable } from "./customer-list-table";
import { t } from "./words";

type Shown = {
  views: SavedView.Info[];
  dataset: string;
  // What follows ? in the address of the list that is shown.
  query: string;
  person: string;
  may: { save: boolean; manage: boolean };
};

export const Bar = ({ views, dataset, query, person, may }: Shown) => {
  if (!views.length && !may.save) return null;
  const own = views.filter(({ by }) => by === person || may.manage);
  return (
    <div class="views">
      {views.length > 0 && (
        <nav class="tabs" aria-label={t("customerViews.views")}>
          {views.map((view) => (
            <a
              href={`/customers?${view.query}`}
              aria-current={view.query === query ? "true" : undefined}
              title={view.shared ? view.by : undefined}
            >
              {view.name}
              {view.shared && ` · ${t("customerViews.shared")}`}
            </a>
          ))}
        </nav>
      )}
      {may.save && (
        <details>
          <summary>{t("customerViews.save")}</summary>
          <form class="row" method="post" action="/customers/views">
            <input type="hidden" name="dataset" value={dataset} />
            <input type="hidden" name="query" value={query} />
            <label>
              {t("keys.name")}
              <input name="name" maxlength={80} required />
            </label>
            <label>
              <input type="checkbox" name="shared" value="yes" />{" "}
              {t("customerViews.forAll")}
            </label>
            <button>{t("word.save")}</button>
          </form>
          {own.length > 0 && (
            <ul class="past">
              {own.map(({ id, name }) => (
                <li>
                  <form method="post" action="/customers/views">
                    <input type="hidden" name="dataset" value={dataset} />
                    <input type="hidden" name="query" value={query} />
                    <button class="plain" name="remove" value={id}>
                      {t("customerViews.remove", { name })}
                    </button>
                  </form>
                </li>
              ))}
            </ul>
          )}
        </details>
      )}
    </div>
  );
};

/** Gives the chosen customers, or all that the filters leave, an owner. */
export const Assign = ({
  id,
  dataset,
  query,
  total,
}: {
  id: string;
  dataset: string;
  query: string;
  total: number;
}) => (
  <details>
    <summary>{t("customerViews.assign")}</summary>
    <form class="row" id={id} method="post" action="/customers/owner">
      <input type="hidden" name="dataset" value={dataset} />
      <input type="hidden" name="query" value={query} />
      <label>
        {t("column.owner")}
        <input name="owner" list={CustomerListTable.owners} maxlength={200} />
      </label>
      <label>
        <input type="checkbox" name="all" value="yes" />{" "}
        {t("customerViews.all", { total })}
      </label>
      <button>{t("customerViews.give")}</button>
    </form>
    <p class="note">{t("customerViews.assignNote")}</p>
  </details>
);

export * as CustomerViews from "./customer-views";
