// bilingual: what outsiders read, in English and Chinese
import * as z from "zod";

export const Text = z.strictObject({
  en: z.string().min(1),
  zh: z.string().min(1),
});
export type Text = z.infer<typeof Text>;
