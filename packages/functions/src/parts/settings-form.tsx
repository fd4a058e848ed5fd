// settings-form: settings of the report and of alerts as fields, and what a form of them says
import { own } from "@mainstay/core/base/own";
import { MetricBoard } from "@mainstay/core/metrics/metric-board";
import { Estimate } from "@mainstay/core/metrics/estimate";
import { MetricWords } from "@mainstay/core/metrics/metric-words";
import { Alert } from "@mainstay/core/playbooks/alert/alert";
import type { ReportConfig } from "@mainstay/core/settings/report-config";
import { Message } from "@mainstay/core/text/message";
import { Wording } from "@mainstay/core/text/wording";
import { NumberField } from "./number-field";
import { Select } from "./select";
import { Words, t } from "./words";

type Fields = Record<string, unknown>;

const text = (value: unknown) => String(value ?? "").trim();

const targeted = ["nrr", "grr", "mrr", "nps", ...Estimate.names];

export function readReport(config: ReportConfig.Config, fields: Fields) {
  const targets: Record<string, number> = { ...config.targets };
  for (const name of targetsOf(config)) {
    const value = text(fields[`target.${name}`]);
    if (value) targets[name] = Number(value);
    else delete targets[name];
  }
  return {
    ...config,
    company: text(fields.company) || null,
    currency: text(fields.currency) || null,
    recipients: text(fields.recipients)
      .split(/[\s,;，；]+/)
      .filter(Boolean),
    sender: text(fields.sender) || null,
    lang: fields.lang,
    targets,
  };
}

export const readAlerts = (config: Alert.Config, fields: Fields) => ({
  ...config,
  causes: [fields.causes ?? []].flat(),
  healthFall: Number(text(fields.healthFall) || NaN),
  webhook: text(fields.webhook) || null,
  language: fields.language,
});

const targetsOf = ({ targets }: ReportConfig.Config) => [
  ...new Set([...targeted, ...Object.keys(targets)]),
];

const languages = () =>
  Wording.Lang.options.map(
    (lang) => [lang, Message.text(lang, "page.language")] as const,
  );

export const Report = ({ config }: { config: ReportConfig.Config }) => (
  <>
    <div class="row">
      <label>
        {t("settingsForm.company")}
        <input name="company" maxlength={80} value={config.company ?? ""} />
      </label>
      <label>
        {t("settingsForm.currency")}
        <input
          name="currency"
          maxlength={8}
          placeholder={t("settingsForm.currencyExample")}
          value={config.currency ?? ""}
        />
      </label>
      <Select
        title={t("settingsForm.language")}
        name="lang"
        chosen={config.lang}
        options={languages()}
      />
    </div>
    <label>
      {t("settingsForm.recipients")}
      <textarea name="recipients" rows={2}>
        {config.recipients.join(", ")}
      </textarea>
    </label>
    <label>
      {t("settingsForm.sender")}
      <input type="email" name="sender" value={config.sender ?? ""} />
    </label>
    <fieldset class="weights">
      <legend>{t("settingsForm.targets")}</legend>
      {targetsOf(config).map((name) => (
        <label>
          {
            MetricWords.of(
              name,
              Words.lang(),
              own<Estimate.Definition>(MetricBoard.definitions, name),
            ).name
          }
          <input
            type="number"
            name={`target.${name}`}
            step="any"
            value={config.targets[name] ?? ""}
          />
        </label>
      ))}
    </fieldset>
  </>
);

export const Alerts = ({ config }: { config: Alert.Config }) => (
  <>
    <fieldset>
      <legend>{t("settingsForm.causes")}</legend>
      {Alert.Kind.options.map((kind) => (
        <label>
          <input
            type="checkbox"
            name="causes"
            value={kind}
            checked={config.causes.includes(kind)}
          />{" "}
          {t(`cause.${kind}`)}
        </label>
      ))}
    </fieldset>
    <div class="row">
      <NumberField
        title={t("settingsForm.healthFall")}
        name="healthFall"
        min={0}
        value={config.healthFall}
      />
      <Select
        title={t("settingsForm.language")}
        name="language"
        chosen={config.language}
        options={languages()}
      />
    </div>
    <label>
      {t("settingsForm.webhook")}
      <input
        type="url"
        name="webhook"
        placeholder={t("settingsForm.webhookExample")}
        value={config.webhook ?? ""}
      />
    </label>
  </>
);

export * as SettingsForm from "./settings-form";
