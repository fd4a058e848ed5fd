// sign-in: the page that asks for a key, and the end of a session
import { Hono } from "hono";
import { Failure } from "@mainstay/core/base/error";
import { Page } from "../parts/page";
import { BrowserScript } from "../parts/browser-script";
import { Refusal } from "../parts/refusal";
import { Session, type Env, type Request } from "../parts/session";
import { T, t } from "../parts/words";

export const signIn = new Hono<Env>();

const form = (c: Request, next: string, refused?: Failure) =>
  Page.show(
    c,
    {
      title: t("signIn.signIn"),
      heading: null,
      script: BrowserScript.signIn,
      status: refused ? 401 : 200,
    },
    <section class="card narrow">
      <h1>{t("signIn.signIn")}</h1>
      <p class="lead">{t("signIn.withAnApiKey")}</p>
      {refused && (
        <p class="bad" role="alert">
          <Refusal failure={refused} />
        </p>
      )}
      <form method="post" action="/sign-in">
        <input type="hidden" name="next" value={next} />
        <label>
          {t("signIn.key")}
          <input
            type="password"
            name="key"
            required
            autofocus
            autocomplete="current-password"
            spellcheck={false}
          />
        </label>
        <button>{t("signIn.signIn")}</button>
      </form>
      <p class="note">
        <T k="signIn.onYourOwnMachine" />
      </p>
    </section>,
  );

signIn.get("/sign-in", (c) => form(c, Session.local(c.req.query("next"))));

signIn.post("/sign-in", async (c) => {
  Session.sameOrigin(c);
  const { key, next } = await c.req.parseBody();
  const on = Session.local(String(next ?? ""));
  try {
    await Session.open(c, String(key ?? "").trim());
  } catch (error) {
    if (error instanceof Failure) return form(c, on, forForm(error));
    throw error;
  }
  return c.redirect(on, 303);
});

// The API's own message names a header, which the form does not have.
const forForm = (error: Failure) =>
  error.code === "key.missing"
    ? new Failure(error.code, "Expected a key, got none", 401)
    : error;

signIn.post("/sign-out", async (c) => {
  Session.sameOrigin(c);
  await Session.close(c);
  return c.redirect("/sign-in", 303);
});
