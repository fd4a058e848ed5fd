// link: addresses of pages, with ids and names escaped
type Query = Record<string, string | number | null | undefined>;

// Standard, so that it need not be said.
const usual = "customers";

export function to(path: string, { dataset, ...query }: Query = {}) {
  const said = new URLSearchParams();
  if (dataset && dataset !== usual) said.set("dataset", String(dataset));
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== "")
      said.set(name, String(value));
  return said.size ? `${path}?${said}` : path;
}

const part = encodeURIComponent;
export const customer = (dataset: string, id: string) =>
  to(`/customers/${part(id)}`, { dataset });
export const model = (dataset: string, version: string) =>
  `/models/${part(dataset)}/${part(version)}`;
export const report = (dataset: string, month: string) =>
  to(`/reports/${part(month)}`, { dataset });

export * as Link from "./link";
