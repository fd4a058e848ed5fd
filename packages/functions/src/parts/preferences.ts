// preferences: the language and the theme in which a reader sees pages, kept in cookies of a year
import type { Context } from "hono";
import { contextStorage } from "hono/context-storage";
import { getCookie, setCookie } from "hono/cookie";
import { languageDetector } from "hono/language";
import { every } from "hono/combine";
import * as z from "zod";
import { Wording } from "@mainstay/core/text/wording";
import type { Request } from "./session";

const Theme = z.enum(["light", "dark"]);

export const Change = z.object({
  lang: Wording.Lang.optional(),
  theme: Theme.optional(),
});
export type Change = z.infer<typeof Change>;

const cookies = { lang: "mainstay_lang", theme: "mainstay_theme" } as const;

/** Tells the language by `?lang=`, then the cookie, then what the browser accepts. */
export const read = every(
  languageDetector({
    supportedLanguages: Wording.Lang.options,
    fallbackLanguage: "en",
    lookupCookie: cookies.lang,
    caches: false,
  }),
  contextStorage(),
);

/** Undefined where the reader's system decides. */
export const theme = (c: Request) =>
  Theme.safeParse(getCookie(c, cookies.theme)).data;

export function keep(c: Context, change: Change) {
  for (const name of ["lang", "theme"] as const) {
    const value = change[name];
    if (value)
      setCookie(c, cookies[name], value, {
        ...{ httpOnly: true, sameSite: "Lax", path: "/" },
        maxAge: 365 * 24 * 60 * 60,
      });
  }
}

export * as Preferences from "./preferences";
