// preferences: takes the reader's choice of language or theme and goes back to the page it was made on
import { Hono } from "hono";
import { Preferences } from "../parts/preferences";
import { Session, type Env } from "../parts/session";

export const preferences = new Hono<Env>();

preferences.post("/preferences", async (c) => {
  Session.sameOrigin(c);
  const { next, ...change } = await c.req.parseBody();
  const read = Preferences.Change.safeParse(change);
  if (read.success) Preferences.keep(c, read.data);
  return c.redirect(Session.local(String(next ?? "")), 303);
});
