// upload-columns: the columns that every table of uploads has
import type { Upload } from "@mainstay/core/ingest/upload";
import { FigureFormat } from "./figure-format";
import type { Column } from "./table";

const titles = {
  rows: "Rows",
  accepted: "Accepted",
  rejected: "Rejected",
  scored: "Scored",
  drops: "Times sent",
};

export const state: Column<Upload.Info> = {
  title: "State",
  cell: ({ state, warnings }) => {
    const warned = state === "done" && warnings.length > 0;
    return (
      <span class={`chip ${warned ? "warned" : state}`}>
        {warned ? `${state}, with warnings` : state}
      </span>
    );
  },
};

export const counts = (
  ...names: (keyof typeof titles)[]
): Column<Upload.Info>[] =>
  names.map((name) => ({
    title: titles[name],
    number: true,
    cell: (upload) => FigureFormat.whole(upload[name]),
  }));

export * as UploadColumns from "./upload-columns";
