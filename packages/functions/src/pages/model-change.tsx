// model-change: the pages that say what follows from approving, dismissing or rolling back a version, and do it once confirmed
import { Hono } from "hono";
import type { Child } from "hono/jsx";
import { Failure } from "@mainstay/core/base/error";
import { Registry } from "@mainstay/core/model/registry";
import { Shadow } from "@mainstay/core/upkeep/shadow";
import { FigureFormat } from "../parts/figure-format";
import { Page } from "../parts/page";
import { Session, type Env, type Request } from "../parts/session";

export const modelChange = new Hono<Env>();

const Confirm = ({
  button,
  version,
  children,
}: {
  button: string;
  version: string;
  children: Child;
}) => (
  <section class="card">
    {children}
    <form method="post">
      <input type="hidden" name="version" value={version} />
      <label>
        Why (kept in the history)
        <input name="why" maxlength={500} />
      </label>
      <div class="row">
        <button>{button}</button>
        <a href="/models">Cancel</a>
      </div>
    </form>
  </section>
);

const show = (c: Request, title: string, body: Child) =>
  Page.show(c, { title, tab: "Models" }, <>{body}</>);

async function asked(c: Request) {
  const { version, why } = await c.req.parseBody();
  const reason = String(why ?? "").trim();
  return {
    version: String(version),
    word: { who: c.get("key").name, ...(reason && { why: reason }) },
  };
}

const rescored =
  "The newest period's customers are scored anew; what was said of them before stays on record.";

modelChange.get("/:dataset/approve", Session.needs("train"), async (c) => {
  const dataset = c.req.param("dataset");
  const shadow = await Shadow.show(dataset);
  if (!shadow)
    throw new Failure(
      "model.shadow",
      `No version of ${dataset} is in the shadow`,
      409,
    );
  return show(
    c,
    `Approve ${shadow.version}`,
    <Confirm button="Let it serve" version={shadow.version}>
      <p>
        <code>{shadow.version}</code> takes the place of{" "}
        <code>{(await Registry.current(dataset))?.version}</code> in {dataset}.{" "}
        {rescored}
      </p>
      <p>
        It was tried on{" "}
        {FigureFormat.count(shadow.comparison.difference.n, "outcome")} beside
        the version that serves.
      </p>
    </Confirm>,
  );
});

modelChange.post("/:dataset/approve", Session.needs("train"), async (c) => {
  const { version, word } = await asked(c);
  await Shadow.approve(c.req.param("dataset"), version, new Date(), word);
  return c.redirect("/models", 303);
});

modelChange.get("/:dataset/dismiss", Session.needs("train"), async (c) => {
  const version = c.req.query("version") ?? "";
  return show(
    c,
    `Dismiss ${version}`,
    <Confirm button="Dismiss it" version={version}>
      <p>
        <code>{version}</code> leaves the shadow and does not serve. It stays in
        the list and can be promoted later.
      </p>
    </Confirm>,
  );
});

modelChange.post("/:dataset/dismiss", Session.needs("train"), async (c) => {
  const { version, word } = await asked(c);
  await Shadow.dismiss(c.req.param("dataset"), version, new Date(), word);
  return c.redirect("/models", 303);
});

modelChange.get("/:dataset/rollback", Session.needs("train"), async (c) => {
  const dataset = c.req.param("dataset");
  const current = await Registry.current(dataset);
  const before = current && Registry.before(current);
  if (!before)
    throw new Failure(
      "model.rollback",
      `No version of ${dataset} served before the present one`,
      409,
    );
  return show(
    c,
    `Roll back ${dataset}`,
    <Confirm button="Roll back" version={before}>
      <p>
        <code>{before}</code>, which served before, takes the place of{" "}
        <code>{current.version}</code>. {rescored}
      </p>
    </Confirm>,
  );
});

modelChange.post("/:dataset/rollback", Session.needs("train"), async (c) => {
  const { word } = await asked(c);
  await Registry.rollback(c.req.param("dataset"), new Date(), word);
  return c.redirect("/models", 303);
});
