// products: the catalogue of a log as the recommender learns from it, its categories as attributes
import { Group } from "@mainstay/core/base/group";
import { ProductList, type Product } from "@mainstay/core/offers/product-list";
import { attributesOf, type Attributes } from "../recommend/recommender";

export type Info = {
  products: Map<string, Product>;
  attributes: Attributes | undefined;
};

// A category groups products. A column in which every second product has a value of its own is a name.
const mostTags = 1000;

/** Attributes of the products in a log. */
export async function read(known: string[]): Promise<Info | null> {
  const products = await ProductList.read();
  return products && { products, attributes: tags(known, products) };
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
