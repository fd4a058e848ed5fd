// upload-columns: the columns that every table of uploads has
import type { Upload } from "@mainstay/core/ingest/upload";
import { FigureFormat } from "./figure-format";
import type { Column } from "./table";
import { t } from "./words";

type Count = "rows" | "accepted" | "rejected" | "scored" | "drops";

export const state = (): Column<Upload.Info> => ({
  title: t("word.state"),
  cell: ({ state, warnings }) => {
    const warned = state === "done" && warnings.length > 0;
    return (
      <span class={`chip ${warned ? "warned" : state}`}>
        {t(`upload.${warned ? "warned" : state}`)}
      </span>
    );
  },
});

export const counts = (...names: Count[]): Column<Upload.Info>[] =>
  names.map((name) => ({
    title: t(`upload.${name}`),
    number: true,
    cell: (upload) => FigureFormat.whole(upload[name]),
  }));

export * as UploadColumns from "./upload-columns";
