// sign-in: the form that takes an API key, and signing out
import { Hono } from "hono";
import { Failure } from "@mainstay/core/base/error";
import { Page } from "../parts/page";
import { BrowserScript } from "../parts/browser-script";
import { Session, type Env, type Request } from "../parts/session";

export const signIn = new Hono<Env>();

const form = (c: Request, next: string, refused?: Failure) =>
  Page.show(
    c,
    {
      title: "Sign in",
      script: BrowserScript.signIn,
      status: refused ? 401 : 200,
    },
    <section class="card narrow">
      <h1>Sign in</h1>
      <p class="lead">With a key that may read.</p>
      {refused && (
        <p class="bad" role="alert">
          {refused.message}
        </p>
      )}
      <form method="post" action="/sign-in">
        <input type="hidden" name="next" value={next} />
        <label>
          Key
          <input
            type="password"
            name="key"
            required
            autofocus
            autocomplete="current-password"
            spellcheck={false}
          />
        </label>
        <button>Sign in</button>
      </form>
      <p class="note">
        On your own machine the key lies in the file <code>api-key</code> of the
        data folder (<code>.mainstay/api-key</code> unless told otherwise).
        Other keys come from whoever holds one with the scope admin.
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
    if (error instanceof Failure) return form(c, on, said(error));
    throw error;
  }
  return c.redirect(on, 303);
});

// The form has no header to speak of.
const said = (error: Failure) =>
  error.code === "key.missing"
    ? new Failure(error.code, "Expected a key, got none", 401)
    : error;

signIn.post("/sign-out", (c) => {
  Session.sameOrigin(c);
  Session.close(c);
  return c.redirect("/sign-in", 303);
});
