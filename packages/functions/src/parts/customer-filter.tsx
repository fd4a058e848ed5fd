// customer-filter: the form that filters a list of customers, and the choice of its columns
import { Health } from "@mainstay/core/health/health";
import type { Label } from "@mainstay/core/learning/label";
import { CustomerList } from "@mainstay/core/lists/customer-list";
import type { ListColumns } from "@mainstay/core/lists/list-columns";
import { Card } from "@mainstay/core/model/card";
import { CustomerListTable } from "./customer-list-table";
import { ListAddress } from "./list-address";
import { Select } from "./select";
import { t } from "./words";

const every = () => ["", t("word.every")] as const;

type Shown = {
  view: CustomerListTable.View;
  periods: string[];
  segments: Map<string, string>;
  columns: ListColumns.Column[];
  owners: string[];
  label?: Label.Info;
};

export const Form = ({
  view,
  periods,
  segments,
  columns,
  owners,
  label,
}: Shown) => (
  <form class="card" method="get" action="/customers">
    <input type="hidden" name="dataset" value={view.dataset} />
    <input type="hidden" name="sort" value={view.sort} />
    <div class="row">
      <label>
        {t("customerListTable.idOrName")}
        <input type="search" name="q" value={view.q ?? ""} />
      </label>
      <Select
        title={t("word.period")}
        name="period"
        chosen={view.period}
        options={[
          [CustomerListTable.everyPeriod, t("customerListTable.newestOfEach")],
          ...periods.toReversed(),
        ]}
      />
      <Select
        title={
          label && label.kind && label.kind !== "binary"
            ? t("answer.band")
            : t("column.risk")
        }
        name="band"
        chosen={view.band}
        options={[
          every(),
          ...Card.Band.options.map(
            (band) => [band, t(`band.${band}`)] as const,
          ),
        ]}
      />
      <Select
        title={t("tab.health")}
        name="status"
        chosen={view.status}
        options={[
          every(),
          ...Health.Status.options.map(
            (status) => [status, t(`status.${status}`)] as const,
          ),
        ]}
      />
      {segments.size > 0 && (
        <Select
          title={t("column.segment")}
          name="segment"
          chosen={view.segment}
          options={[every(), ...segments]}
        />
      )}
      <label>
        {t("column.owner")}
        <input
          name="owner"
          list={CustomerListTable.owners}
          value={view.owner ?? ""}
        />
      </label>
      <datalist id={CustomerListTable.owners}>
        {owners.map((owner) => (
          <option value={owner} />
        ))}
      </datalist>
      <label>
        {t("customerListTable.renewalIn")}
        <input
          name="renewal"
          placeholder="2026-04"
          value={view.renewal ?? ""}
        />
      </label>
      <button>{t("word.show")}</button>
    </div>
    <details open={!!view.where}>
      <summary>{t("customerFilter.anyColumn")}</summary>
      <div class="row">
        <Select
          title={t("word.column")}
          name="by"
          options={[["", "—"], ...columns.map(({ name }) => name)]}
        />
        <Select
          title={t("customerFilter.is")}
          name="op"
          options={ListAddress.operators.map(
            (one) =>
              [
                one,
                one === "like" ? t("customerFilter.contains") : one,
              ] as const,
          )}
        />
        <label>
          {t("column.value")}
          <input name="value" />
        </label>
        <label>
          {t("customerListTable.conditions")}
          <input name="where" value={view.where ?? ""} />
        </label>
        <button class="plain">{t("customerFilter.add")}</button>
      </div>
    </details>
    <details>
      <summary>{t("customerFilter.columns")}</summary>
      <input type="hidden" name="choose" value="yes" />
      <fieldset>
        <legend class="hidden">{t("customerFilter.columns")}</legend>
        {columns.map(({ name }) => (
          <label>
            <input
              type="checkbox"
              name="column"
              value={name}
              checked={CustomerList.names(view.columns).includes(name)}
            />{" "}
            {name}
          </label>
        ))}
      </fieldset>
      <button class="plain">{t("word.show")}</button>
    </details>
  </form>
);

export * as CustomerFilter from "./customer-filter";
