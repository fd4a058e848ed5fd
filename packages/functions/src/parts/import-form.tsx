// import-form: how a file or a dataset is read, column by column, each decision with the control that changes it
import type { Preview } from "@mainstay/core/intake/preview";
import { ImpossibleZeros } from "@mainstay/core/reading/impossible-zeros";
import { Warning } from "@mainstay/core/reading/warning";
import { Definition } from "@mainstay/core/tabular/definition";
import { FigureFormat } from "./figure-format";
import { ImportControl, type Choice } from "./import-control";
import { ImportKeys, type Shown } from "./import-keys";

const { Control } = ImportControl;

const typeNames: Record<Definition.Kind, string> = {
  number: "Number",
  category: "Category",
  boolean: "Yes or no",
  date: "Date",
  text: "Text",
};

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
              {Warning.sentence(warning)} <code>{warning.code}</code>
            </li>
          ))}
        </ul>
      )}
      <h3>Columns</h3>
      <div class="wide" tabindex={0}>
        <table class="tight">
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">Read as</th>
              <th scope="col">Means</th>
              <th scope="col">Samples</th>
              <th scope="col" class="number">
                Missing
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
          <summary>First rows</summary>
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
        <button>{name ? "Import" : "Save"}</button>
        {name && (
          <button type="button" class="plain" data-do="drop">
            Leave it out
          </button>
        )}
      </p>
      <progress max={1} value={0} hidden aria-label={`Progress of ${name}`} />
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
      {message} <code>{code}</code>
    </p>
    <div class="row">
      <ImportKeys.Kinds name={name} dataset={dataset} />
    </div>
    <p class="row">
      {code === "preview.workbook" && <button>Import</button>}
      <button type="button" class="plain" data-do="drop">
        Leave it out
      </button>
    </p>
    <progress max={1} value={0} hidden aria-label={`Progress of ${name}`} />
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
          title="Rows are kept for"
          path="retention"
          chosen={kept}
          options={[
            ["", "as long as they are there"],
            ...months.map((n): Choice => [n, `${n} months`]),
          ]}
        />
      )}
      {pseudonymise && (
        <p class="note">
          Kept as pseudonyms only:{" "}
          {pseudonymise === true ? "the id" : pseudonymise.join(", ")}
        </p>
      )}
    </div>
  );
}

const Refusals = ({ accepted, refused = [] }: Shown) => (
  <>
    {accepted === 0 && refused.length > 0 && (
      <p class="bad">None of its rows can be taken in as it is read now.</p>
    )}
    {refused.length > 0 && (
      <ul class="warned">
        {refused
          .slice(0, mostRefusals)
          .map(({ code, count, line, message }) => (
            <li>
              {FigureFormat.count(count, "row")} refused, as on line {line}:{" "}
              {message} <code>{code}</code>
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
        title="This line is the header"
      >
        Header
      </button>
    </td>
    {cells.map((cell) => (
      <td>{cell ?? ""}</td>
    ))}
  </tr>
);

const separators: Record<string, string> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "|": "bars",
};

const Facts = ({ rows = 0, whole, separator = ",", line, skipped }: Shown) => (
  <span class="note">
    {whole
      ? FigureFormat.count(rows, "row")
      : `the first ${FigureFormat.count(rows, "row")} looked at`}
    , parted by {separators[separator]}
    {line ? `, header on line ${line}` : ", no header"}
    {skipped ? `, ${FigureFormat.count(skipped, "line")} above it` : ""}
  </span>
);

const titles: Record<string, string> = {
  ...{ id: "Who (id)", time: "When", label: "To be predicted" },
  ...{ nps: "NPS", csat: "CSAT", ces: "CES", name: "Name of the customer" },
  ...{ revenue: "Revenue a month", owner: "Success manager" },
};
const titleOf = (role: string) =>
  titles[role] ??
  role.charAt(0).toUpperCase() +
    role.slice(1).replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const roleNames = Definition.Role.options.map((role): Choice => [
  role,
  titleOf(role),
]);
const keys = ["id", "time", "label"];

const ColumnRow = ({
  column: { name, type, role, decimal, order, filled, missing, ...column },
  shown: { ignore = [] },
}: {
  column: Preview.Column;
  shown: Shown;
}) => {
  const { examples, warnings, zeros } = column;
  const codes = warnings.map(({ code }) => code);
  const isMoney = !role && (type === "number" || type === "category");
  return (
    <tr>
      <td>
        <b>{name}</b>
        {warnings.map((warning) => (
          <div class="amber small">
            {Warning.sentence(warning)} <code>{warning.code}</code>
          </div>
        ))}
      </td>
      <td>
        <Control
          hidden
          title={`Type of ${name}`}
          path="columns"
          column={name}
          chosen={ignore.includes(name) ? "ignore" : (type ?? "")}
          options={[
            ...(type === null ? [["", "Not told yet"] as const] : []),
            ...Definition.Kind.options.map((kind): Choice => [
              kind,
              typeNames[kind],
            ]),
            ["ignore", "Ignore"],
          ]}
        />
        {(zeros || codes.includes(ImpossibleZeros.code)) && (
          <Control
            title="Zeros are"
            path="zeros"
            column={name}
            chosen={zeros ?? ""}
            options={[
              ...(zeros ? [] : [["", "Not said yet"] as const]),
              ["missing", "missing values"],
              ["value", "real values"],
            ]}
          />
        )}
        {(decimal || codes.some((code) => code.startsWith("number.decimal"))) &&
          type === "number" && (
            <Control
              title="Decimals after"
              path="numbers"
              column={name}
              chosen={decimal ?? "."}
              options={[
                [".", "a point"],
                [",", "a comma"],
              ]}
            />
          )}
        {type === "date" &&
          (order || codes.includes("date.order.undecided")) && (
            <Control
              title="Written"
              path="dates"
              column={name}
              chosen={order ?? ""}
              options={[
                ...(order ? [] : [["", "Undecided"] as const]),
                ["dmy", "day first"],
                ["mdy", "month first"],
              ]}
            />
          )}
      </td>
      <td>
        {role && keys.includes(role) ? (
          titleOf(role)
        ) : (
          <Control
            hidden
            title={`Meaning of ${name}`}
            path="roles"
            column={name}
            chosen={role ?? ""}
            options={[["", "—"], ...roleNames]}
          />
        )}
        {isMoney && (
          <button
            type="button"
            class="plain"
            data-do="money"
            data-column={name}
          >
            This is money
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
