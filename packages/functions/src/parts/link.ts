// link: addresses of pages, with ids and names escaped
import { PathId } from "@mainstay/core/base/path-id";

type Query = Record<string, string | number | boolean | null | undefined>;

// An address leaves this dataset out.
const defaultDataset = "customers";

export function to(path: string, { dataset, ...query }: Query = {}) {
  const search = new URLSearchParams();
  if (dataset && dataset !== defaultDataset)
    search.set("dataset", String(dataset));
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== "")
      search.set(name, String(value));
  return search.size ? `${path}?${search}` : path;
}

const part = encodeURIComponent;
/** The place of a dataset's model on the page of models. */
export const models = (dataset: string) => `/models#${part(dataset)}`;
export const customer = (dataset: string, id: string) =>
  to(`/customers/${PathId.write(id)}`, { dataset });
export const model = (dataset: string, version: string) =>
  `/models/${part(dataset)}/${part(version)}`;
/** In English unless told. */
export const report = (dataset: string, month: string, lang = "en") =>
  to(`/reports/${part(month)}`, { dataset, lang: lang === "en" ? null : lang });

export * as Link from "./link";
