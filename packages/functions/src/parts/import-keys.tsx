// import-keys: what a file is, whose its rows are, of when, and what is to be predicted, each a choice
import { Label } from "@mainstay/core/learning/label";
import type { Preview } from "@mainstay/core/intake/preview";
import type { Definition } from "@mainstay/core/tabular/definition";
import { ImportControl, type Choice } from "./import-control";
import { t } from "./words";

const { Control } = ImportControl;

/** What stands in the form of one file, or of a dataset without one. */
export type Shown = Pick<
  Preview.Info,
  "dataset" | "id" | "time" | "label" | "candidates" | "columns" | "warnings"
> &
  Partial<Preview.Info> & {
    name?: string;
    ignore?: string[];
    keeps?: Pick<Definition.Info, "retention" | "pseudonymise" | "period">;
  };

const kinds = [
  "customers",
  "feedback",
  "events",
  "subscriptions",
  "products",
  "knowledge",
] as const;

/** A dataset's name made of a file's. */
export const tableName = (file: string) =>
  file
    .toLowerCase()
    .replace(/\..*$/, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60) || "table";

// Said of tables that were made rows of.
const shapes = new Set(["table.transposed", "table.wide", "period.joined"]);

const encodings = [
  ...["utf-8", "utf-16le", "gb18030", "big5", "shift_jis", "euc-kr"],
  ...["windows-1252", "windows-1250", "windows-1251", "iso-8859-2"],
];

const named = (names: string[], none: string): Choice[] => [
  ["", none],
  ...names.map((name): Choice => [name, name]),
];

type Outcome = { column: string; positive: string; kind?: Label.Kind };

// Of few different values any may be the one that says yes.
const maxValues = 8;

// As what a column may be predicted, beside the yes and no that its cells show by themselves.
const outcomesOf =
  ({ id, time }: Shown) =>
  ({ name: column, type, distinct, examples }: Preview.Column): Outcome[] => {
    if (column === id || column === time || distinct < 3) return [];
    const as = (kind: Label.Kind): Outcome => ({ column, positive: "", kind });
    const few = distinct <= maxValues && examples.length === distinct;
    const values = few
      ? examples.map((positive) => ({ column, positive }))
      : [];
    if (type === "number")
      return [as("number"), ...(few ? [as("ordered"), as("classes")] : [])];
    return type === "category" || type === "boolean"
      ? [...values, as("classes"), as("ordered")]
      : [];
  };

const told = ["number", "classes", "ordered"] as const;

const wordsOf = (one: Outcome) => {
  const kind = told.find((kind) => one.positive === "" && kind === one.kind);
  const words = kind && t(`toldAs.${kind}`);
  return words
    ? `${one.column}, ${words}`
    : Label.phrase({ horizon: 0, ...one });
};

/** Which dataset a file is for. */
export function Kinds({
  name,
  dataset,
  kind,
}: {
  name: string; // of the file
  dataset: string;
  kind?: string; // as which it looks
}) {
  const standard = kinds.some((value) => value === dataset);
  return (
    <>
      <label>
        {kind && kind !== "own" && kind !== dataset
          ? t("importForm.thisIsLooksLike", { kind })
          : t("importForm.thisIs")}
        <select data-do="dataset" data-own={tableName(name)}>
          {kinds.map((value) => (
            <option value={value} selected={value === dataset}>
              {t(`kind.${value}`)}
            </option>
          ))}
          <option value="own" selected={!standard}>
            {t("importForm.aTableOfAnother")}
          </option>
        </select>
      </label>
      {!standard && (
        <label>
          {t("importForm.nameOfTheTable")}
          <input
            data-do="own"
            value={dataset}
            pattern="[a-z0-9][a-z0-9_\-]{0,62}"
            title={t("word.nameRule")}
          />
        </label>
      )}
    </>
  );
}

export function Keys(shown: Shown) {
  const { dataset, kind, columns, candidates, label, name } = shown;
  const names = columns.map((column) => column.name);
  // What was told by the cells alone is told by them again.
  const outcome = ({ column, positive, kind }: Outcome) =>
    JSON.stringify(
      (kind ?? "binary") === "binary"
        ? { column, positive }
        : { column, positive, kind },
    );
  const outcomes: Outcome[] = [
    ...(label ? [label] : []),
    ...(candidates?.label ?? []),
    ...columns.flatMap(outcomesOf(shown)),
  ];
  return (
    <div class="row">
      {name && <Kinds {...{ name, dataset, kind }} />}
      <Control
        title={t("importForm.whoId")}
        path="id"
        chosen={shown.id ?? ""}
        options={named(names, t("importForm.eachLineByItself"))}
      />
      <Control
        title={t("importForm.when")}
        path="time"
        chosen={shown.time ?? ""}
        options={named(names, t("importForm.noColumn"))}
      />
      {name && shown.time === undefined && (
        <label>
          {t("importForm.thePeriodIs")}
          <input
            data-do="period"
            value={shown.periods?.[0]}
            placeholder="2026-04"
          />
        </label>
      )}
      <Control
        title={t("importForm.toBePredicted")}
        path="label"
        chosen={label ? outcome(label) : ""}
        options={[
          ["", t("importForm.nothing")],
          ...[...new Map(outcomes.map((one) => [outcome(one), one]))].map(
            ([value, one]): Choice => [value, wordsOf(one)],
          ),
        ]}
      />
      {name && shown.warnings.some(({ code }) => shapes.has(code)) && (
        <Control
          title={t("importForm.rows")}
          path="shape"
          chosen=""
          options={[
            ["", t("importForm.rowsAsRead")],
            ["rows", t("importForm.rowsAsTheyStand")],
          ]}
        />
      )}
      {name && (
        <Control
          title={t("importForm.encoding")}
          path="encoding"
          chosen={shown.encoding ?? "utf-8"}
          options={[...new Set([shown.encoding ?? "utf-8", ...encodings])].map(
            (value): Choice => [value, value],
          )}
        />
      )}
    </div>
  );
}

export * as ImportKeys from "./import-keys";
