// health-form: weights and bounds of health as fields, and how many customers they would colour otherwise
import { Health } from "@mainstay/core/health/health";
import type { PeriodState } from "@mainstay/core/state/period-state";
import { NumberField } from "./number-field";
import { Words, T, t } from "./words";

type Fields = Record<string, unknown>;

const number = (text: unknown) => Number(String(text ?? "").trim() || NaN);

/** The settings with the weights and bounds of the form; weights are shared out so that they sum to 100. */
export function read(config: Health.Config, fields: Fields): unknown {
  const given = config.components.map(({ name }) =>
    number(fields[`weight.${name}`]),
  );
  const sum = given.reduce((total, one) => total + one, 0);
  const own = config.components.some(({ when }) =>
    when.some(({ weight }) => weight !== undefined),
  );
  const scaled =
    own || !(sum > 0) ? given : given.map((one) => (100 * one) / sum);
  return {
    ...config,
    components: config.components.map((component, k) => ({
      ...component,
      weight: scaled[k],
    })),
    status: { amber: number(fields.amber), green: number(fields.green) },
    minCoverage: number(fields.minCoverage) / 100,
  };
}

export type Effect = {
  changed: number;
  customers: number;
  before: Record<Health.Status, number>;
  after: Record<Health.Status, number>;
};

/** What the settings would make of the customers whose points are known. */
export function effect(state: PeriodState.Info, config: Health.Config): Effect {
  const { status } = Health.combine(config, state, state.id.length);
  const count = (list: (Health.Status | null)[]) => {
    const counts = { red: 0, amber: 0, green: 0 };
    for (const one of list) if (one) counts[one]++;
    return counts;
  };
  return {
    changed: status.filter((one, k) => one !== state.status[k]).length,
    customers: state.id.length,
    before: count(state.status),
    after: count(status),
  };
}

export const Fieldset = ({ config }: { config: Health.Config }) => (
  <>
    <fieldset class="weights">
      <legend>{t("healthForm.weights")}</legend>
      {config.components.map(({ name, label, weight }) => (
        <NumberField
          title={Words.of(label)}
          name={`weight.${name}`}
          min={0}
          max={100}
          value={Number(weight.toFixed(4))}
        />
      ))}
    </fieldset>
    <div class="row">
      <NumberField
        title={t("healthForm.amber")}
        name="amber"
        value={config.status.amber}
      />
      <NumberField
        title={t("healthForm.green")}
        name="green"
        value={config.status.green}
      />
      <NumberField
        title={t("healthForm.coverage")}
        name="minCoverage"
        value={Number((100 * config.minCoverage).toFixed(2))}
      />
    </div>
    <p class="note">{t("healthForm.note")}</p>
  </>
);

export const Preview = ({ effect }: { effect: Effect }) => (
  <div class="absent" role="status">
    <p>
      <T
        k="healthForm.changed"
        changed={effect.changed}
        customers={effect.customers}
      />
    </p>
    <ul class="why">
      {Health.Status.options.map((status) => (
        <li>
          <span class={`band ${status}`}>{t(`status.${status}`)}</span>{" "}
          {effect.before[status]} → <b>{effect.after[status]}</b>
        </li>
      ))}
    </ul>
  </div>
);

export * as HealthForm from "./health-form";
