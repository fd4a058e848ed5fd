// product-list: what is known of products — titles, categories, stock — out of the dataset called products
import { Dataset } from "../dataset/dataset";
import { LogNames } from "../dataset/log-names";
import { Manifest } from "../dataset/manifest";
import { number } from "../tabular/cell";
import { Parquet } from "../tabular/parquet";

export const dataset = "products";

/** Facts about a product other than who took it. */
export type Product = {
  title?: string;
  category?: string;
  stock?: number; // units on hand
};

/** Every product by its id, or null without such a dataset. Of a product in two uploads the newest row counts. */
export async function read(): Promise<Map<string, Product> | null> {
  if (!(await Dataset.find(dataset))) return null;
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
  return products;
}

export * as ProductList from "./product-list";
