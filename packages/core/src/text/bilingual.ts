// bilingual: what people read, in English and Chinese
import * as z from "zod";

export const Text = z.strictObject({ en: z.string(), zh: z.string() });
export type Text = z.infer<typeof Text>;

export const NonEmptyText = z.strictObject({
  en: z.string().min(1),
  zh: z.string().min(1),
});

export * as Bilingual from "./bilingual";
