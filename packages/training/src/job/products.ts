// products: what is known of products — titles, categories, stock — out of the dataset called products
import { Group } from "@mainstay/core/base/group";
import { number } from "@mainstay/core/tabular/cell";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Manifest } from "@mainstay/core/dataset/manifest";
import { Parquet } from "@mainstay/core/tabular/parquet";
import { LogNames } from "@mainstay/core/dataset/log-names";
import type { Product } from "../recommend/recommender-files";
import { attributesOf, type Attributes } from "../recommend/recommender";

const dataset = "products";

export type Info = {
  products: Map<string, Product>;
  attributes: Attributes | undefined;
};

// A category groups products. A column in which every second product has a value of its own is a name.
const mostTags = 1000;

/** Attributes of the products in a log. Of a product in two uploads the newest row counts. */
export async function read(known: string[]): Promise<Info | null> {
  const definition = await Dataset.find(dataset);
  if (!definition) return null;
  const products = new Map<string, Product>();
  const order = new Map<string, string>();
  for (const { key } of await Manifest.files(dataset)) {
    const rows = await Parquet.read(await Manifest.bytes(key));
    const named = LogNames.productsOf(rows.columns);
    const at = (name: string | undefined) =>
      name === undefined ? undefined : rows.cells[rows.columns.indexOf(name)];
    const [titles, categories, stocks] = [
      at(named.title),
      at(named.category),
      at(named.stock),
    ];
    rows.id.forEach((id, row) => {
      if ((order.get(id) ?? "") > rows.order[row]) return;
      order.set(id, rows.order[row]);
      const stock = stocks?.[row] == null ? NaN : number(stocks[row]);
      products.set(id, {
        title: titles?.[row] ?? undefined,
        category: categories?.[row] ?? undefined,
        stock: Number.isNaN(stock) ? undefined : stock,
      });
    });
  }
  return { products, attributes: tags(known, products) };
}

/** One attribute for each word of the categories, which `|` or `;` part. */
function tags(known: string[], products: Map<string, Product>) {
  const tagged = known.flatMap((id, code) =>
    (products.get(id)?.category?.split(/[|;]/) ?? [])
      .map((tag) => ({ word: tag.trim(), code }))
      .filter(({ word }) => word),
  );
  const found = Group.by(tagged, ({ word }) => word);
  return found.size > 0 && found.size <= mostTags
    ? attributesOf(
        [...found.values()].map((group) => group.map(({ code }) => code)),
      )
    : undefined;
}

export * as Products from "./products";
