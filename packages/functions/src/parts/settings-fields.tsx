// settings-fields: the settings of one kind as fields where they have some, and as JSON
import type { Health } from "@mainstay/core/health/health";
import type { Alert } from "@mainstay/core/playbooks/alert/alert";
import type { ReportConfig } from "@mainstay/core/settings/report-config";
import { Settings } from "@mainstay/core/settings/settings";
import { HealthForm } from "./health-form";
import { SettingsForm } from "./settings-form";
import { t } from "./words";

/** What somebody typed, when it was refused. */
export type Refused = { text: string; problems: string[] };

export const has = (noun: Settings.Noun) =>
  noun === "health" || noun === "report" || noun === "alerts";

/** The settings as fields, where they have some. */
export function Fields({
  noun,
  config,
  path,
}: {
  noun: Settings.Noun;
  config: unknown;
  path: string;
}) {
  if (!has(noun)) return null;
  const read = Settings.schemas[noun].safeParse(config);
  if (!read.success) return null;
  return (
    <form method="post" action={path}>
      {noun === "health" && (
        <HealthForm.Fieldset config={read.data as Health.Config} />
      )}
      {noun === "report" && (
        <SettingsForm.Report config={read.data as ReportConfig.Config} />
      )}
      {noun === "alerts" && (
        <SettingsForm.Alerts config={read.data as Alert.Config} />
      )}
      <div class="row">
        <button name="do" value="form">
          {t("word.save")}
        </button>
        {noun === "health" && (
          <button class="plain" name="do" value="preview">
            {t("healthForm.preview")}
          </button>
        )}
        {noun === "alerts" && (
          <button class="plain" name="do" value="test">
            {t("settingsForm.test")}
          </button>
        )}
      </div>
    </form>
  );
}

export const Json = ({
  folded,
  ...form
}: Parameters<typeof Form>[0] & { folded: boolean }) =>
  folded ? (
    <details>
      <summary>{t("settingsForm.asJson")}</summary>
      <Form {...form} />
    </details>
  ) : (
    <Form {...form} />
  );

const Form = ({
  path,
  refused,
  text,
  own,
  may,
}: {
  path: string;
  refused?: Refused;
  text: string;
  own: boolean;
  may: boolean;
}) => (
  <>
    {refused && <Problems problems={refused.problems} />}
    <form method="post" action={path}>
      <label>
        {refused ? t("settings.asYouTypedIt") : t("settings.inForceAsJson")}
        <textarea
          class="code"
          name="text"
          spellcheck={false}
          readonly={!may}
          rows={Math.min(30, Math.max(6, text.split("\n").length + 1))}
          aria-invalid={refused ? "true" : undefined}
        >
          {text}
        </textarea>
      </label>
      {may && (
        <div class="row">
          <button name="do" value="save">
            {t("word.save")}
          </button>
          {own && (
            <button class="plain" name="do" value="usual" formnovalidate>
              {t("settings.restoreDefaults")}
            </button>
          )}
        </div>
      )}
    </form>
    {!may && <p class="note">{t("settings.changingSettingsNeedsA")}</p>}
  </>
);

const Problems = ({ problems }: { problems: string[] }) => (
  <div class="bad" role="alert">
    {t("settings.nothingWasChangedWhat")}
    <ul>
      {problems.map((problem) => (
        <li>{problem}</li>
      ))}
    </ul>
  </div>
);

export * as SettingsFields from "./settings-fields";
