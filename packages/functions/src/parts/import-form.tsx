// import-form: how a file or a dataset is read, column by column, each decision with the control that changes it
import type { Preview } from "@mainstay/core/intake/preview";
import { ImpossibleZeros } from "@mainstay/core/reading/impossible-zeros";
import { Definition } from "@mainstay/core/tabular/definition";
import { FigureFormat } from "./figure-format";
import { ImportControl, type Choice } from "./import-control";
import { ImportKeys, type Shown } from "./import-keys";
import { Refusal } from "./refusal";
import { Words, T, t } from "./words";

const { Control } = ImportControl;

// Kinds of reasons shown, the commonest ones.
const mostRefusals = 8;

export const Form = (shown: Shown) => {
  const { name, dataset, columns, first = [], above = [], warnings } = shown;
  const own = warnings.filter(
    ({ column }) => !columns.some((one) => one.name === column),
  );
  return (
    <form class="card import" data-name={name} data-dataset={dataset}>
      <div class="head">
        <h2>{name ?? <code>{dataset}</code>}</h2>
        {shown.rows !== undefined && <Facts {...shown} />}
      </div>
      <ImportKeys.Keys {...shown} />
      {shown.keeps && <Keeping {...shown.keeps} />}
      <Refusals {...shown} />
      {own.length > 0 && (
        <ul class="warned">
          {own.map((warning) => (
            <li>
              {Words.warning(warning)} <code>{warning.code}</code>
            </li>
          ))}
        </ul>
      )}
      <h3>{t("importForm.columns")}</h3>
      <div class="wide" tabindex={0}>
        <table class="tight">
          <thead>
            <tr>
              <th scope="col">{t("word.column")}</th>
              <th scope="col">{t("importForm.readAs")}</th>
              <th scope="col">{t("importForm.means")}</th>
              <th scope="col">{t("importForm.samples")}</th>
              <th scope="col" class="number">
                {t("importForm.missing")}
              </th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column) => (
              <ColumnRow column={column} shown={shown} />
            ))}
          </tbody>
        </table>
      </div>
      {first.length > 0 && (
        <details>
          <summary>{t("importForm.firstRows")}</summary>
          <div class="wide" tabindex={0}>
            <table class="tight">
              <thead>
                {above.map((line) => (
                  <Line cells={line} />
                ))}
                <tr>
                  <th />
                  {columns.map((column) => (
                    <th scope="col">{column.name}</th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {first.map((row) => (
                  <Line cells={row} />
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
      <p class="row">
        <button>{name ? t("tab.import") : t("word.save")}</button>
        {name && (
          <button type="button" class="plain" data-do="drop">
            {t("importForm.leaveItOut")}
          </button>
        )}
      </p>
      <progress
        max={1}
        value={0}
        hidden
        aria-label={t("importForm.progressOf", { name: name ?? dataset })}
      />
      <p class="told" role="status" aria-live="polite"></p>
    </form>
  );
};

/** A file that cannot be shown as it is meant; what cannot be shown beforehand can be sent all the same. */
export const Unread = ({
  name,
  dataset,
  code,
  message,
}: {
  name: string;
  dataset: string;
  code: string;
  message: string;
}) => (
  <form class="card import" data-name={name} data-dataset={dataset}>
    <h2>{name}</h2>
    <p class="bad">
      <Refusal failure={{ code, message }} /> <code>{code}</code>
    </p>
    <div class="row">
      <ImportKeys.Kinds name={name} dataset={dataset} />
    </div>
    <p class="row">
      {code === "preview.workbook" && <button>{t("tab.import")}</button>}
      <button type="button" class="plain" data-do="drop">
        {t("importForm.leaveItOut")}
      </button>
    </p>
    <progress
      max={1}
      value={0}
      hidden
      aria-label={t("importForm.progressOf", { name })}
    />
    <p class="told" role="status" aria-live="polite"></p>
  </form>
);

const years = [1, 2, 3, 5, 7, 10];

// How long rows stay, and what of them is never kept as it came.
function Keeping({
  retention,
  pseudonymise,
  period,
}: NonNullable<Shown["keeps"]>) {
  const kept = String(retention?.months ?? "");
  const months = [...new Set([...years.map((n) => String(12 * n)), kept])]
    .filter(Boolean)
    .sort((a, b) => Number(a) - Number(b));
  return (
    <div class="row">
      {period !== "step" && (
        <Control
          title={t("importForm.rowsAreKeptFor")}
          path="retention"
          chosen={kept}
          options={[
            ["", t("importForm.asLongAsThey")],
            ...months.map((n): Choice => [n, t("importForm.months", { n })]),
          ]}
        />
      )}
      {pseudonymise && (
        <p class="note">
          <T
            k="importForm.keptAsPseudonymsOnly"
            value={
              pseudonymise === true
                ? t("importForm.theId")
                : pseudonymise.join(", ")
            }
          />
        </p>
      )}
    </div>
  );
}

const Refusals = ({ accepted, refused = [] }: Shown) => (
  <>
    {accepted === 0 && refused.length > 0 && (
      <p class="bad">{t("importForm.noneOfItsRows")}</p>
    )}
    {refused.length > 0 && (
      <ul class="warned">
        {refused
          .slice(0, mostRefusals)
          .map(({ code, count, line, message }) => (
            <li>
              <T
                k="importForm.refusedAsOnLine"
                count={t("count.row", { n: count })}
                line={line}
                message={message}
                code1={code}
              />
            </li>
          ))}
      </ul>
    )}
  </>
);

const Line = ({ cells }: { cells: (string | null)[] }) => (
  <tr>
    <td>
      <button
        type="button"
        class="plain"
        data-do="names"
        data-names={JSON.stringify(cells.filter((cell) => cell))}
        title={t("importForm.thisLineIsThe")}
      >
        {t("importForm.header")}
      </button>
    </td>
    {cells.map((cell) => (
      <td>{cell ?? ""}</td>
    ))}
  </tr>
);

const separators = [
  [",", "commas"],
  [";", "semicolons"],
  ["\t", "tabs"],
  ["|", "bars"],
  ["~", "tildes"],
  ["^", "carets"],
  ["\x1f", "units"],
  ["\x01", "controls"],
] as const;

function separatorWords(separator: string) {
  const known = separators.find(([sign]) => sign === separator);
  return known ? t(`separator.${known[1]}`) : separator;
}

const Facts = ({ rows = 0, whole, separator = ",", line, skipped }: Shown) => (
  <span class="note">
    {t("importForm.facts", {
      ...{ rows, whole: String(whole ?? false), line: line ?? 0 },
      ...{ separator: separatorWords(separator), skipped: skipped ?? 0 },
    })}
  </span>
);

const keys = ["id", "time", "label"] as const;

const ColumnRow = ({
  column: { name, type, role, decimal, order, filled, missing, ...column },
  shown: { ignore = [] },
}: {
  column: Preview.Column;
  shown: Shown;
}) => {
  const { examples, warnings, zeros } = column;
  const codes = warnings.map(({ code }) => code);
  const key = keys.find((one) => one === role);
  const isMoney = !role && (type === "number" || type === "category");
  return (
    <tr>
      <td>
        <b>{name}</b>
        {warnings.map((warning) => (
          <div class="amber small">
            {Words.warning(warning)} <code>{warning.code}</code>
          </div>
        ))}
      </td>
      <td>
        <Control
          hidden
          title={t("importForm.typeOf", { name })}
          path="columns"
          column={name}
          chosen={ignore.includes(name) ? "ignore" : (type ?? "")}
          options={[
            ...(type === null
              ? [["", t("importForm.notToldYet")] as const]
              : []),
            ...Definition.Kind.options.map((kind): Choice => [
              kind,
              t(`type.${kind}`),
            ]),
            ["ignore", t("importForm.ignore")],
          ]}
        />
        {(zeros || codes.includes(ImpossibleZeros.code)) && (
          <Control
            title={t("importForm.zerosAre")}
            path="zeros"
            column={name}
            chosen={zeros ?? ""}
            options={[
              ...(zeros ? [] : [["", t("importForm.notSaidYet")] as const]),
              ["missing", t("importForm.missingValues")],
              ["value", t("importForm.realValues")],
            ]}
          />
        )}
        {(decimal || codes.some((code) => code.startsWith("number.decimal"))) &&
          type === "number" && (
            <Control
              title={t("importForm.decimalsAfter")}
              path="numbers"
              column={name}
              chosen={decimal ?? "."}
              options={[
                [".", t("importForm.aPoint")],
                [",", t("importForm.aComma")],
              ]}
            />
          )}
        {type === "date" &&
          (order || codes.includes("date.order.undecided")) && (
            <Control
              title={t("importForm.written")}
              path="dates"
              column={name}
              chosen={order ?? ""}
              options={[
                ...(order ? [] : [["", t("importForm.undecided")] as const]),
                ["dmy", t("importForm.dayFirst")],
                ["mdy", t("importForm.monthFirst")],
              ]}
            />
          )}
      </td>
      <td>
        {key ? (
          t(`key.${key}`)
        ) : (
          <Control
            hidden
            title={t("importForm.meaningOf", { name })}
            path="roles"
            column={name}
            chosen={role ?? ""}
            options={[
              ["", "—"],
              ...Definition.Role.options.map((role): Choice => [
                role,
                t(`role.${role}`),
              ]),
            ]}
          />
        )}
        {isMoney && (
          <button
            type="button"
            class="plain"
            data-do="money"
            data-column={name}
          >
            {t("importForm.thisIsMoney")}
          </button>
        )}
      </td>
      <td class="small">{examples.slice(0, 3).join(" · ")}</td>
      <td class="number">
        {filled + missing
          ? FigureFormat.percent(missing / (filled + missing))
          : "—"}
      </td>
    </tr>
  );
};

export * as ImportForm from "./import-form";
