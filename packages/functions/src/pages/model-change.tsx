// model-change: the pages that say what follows from approving, dismissing or rolling back a version, and do it once confirmed
import { Hono } from "hono";
import type { Child } from "hono/jsx";
import { Failure } from "@mainstay/core/base/error";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Registry } from "@mainstay/core/model/registry";
import { Shadow } from "@mainstay/core/upkeep/shadow";
import { Page } from "../parts/page";
import { Session, type Env, type Request } from "../parts/session";
import { T, t } from "../parts/words";

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
        {t("modelChange.whyKeptInThe")}
        <input name="why" maxlength={500} />
      </label>
      <div class="row">
        <button>{button}</button>
        <a href="/models">{t("word.cancel")}</a>
      </div>
    </form>
  </section>
);

const show = (c: Request, title: string, body: Child) =>
  Page.show(c, { title, tab: "models" }, <>{body}</>);

async function asked(c: Request) {
  const { version, why } = await c.req.parseBody();
  const reason = String(why ?? "").trim();
  return {
    version: String(version),
    word: { who: c.get("key").name, ...(reason && { why: reason }) },
  };
}

modelChange.get("/:dataset/approve", Session.needs("train"), async (c) => {
  const dataset = Dataset.name(c.req.param("dataset"));
  const shadow = await Shadow.show(dataset);
  if (!shadow)
    throw new Failure(
      "model.shadow",
      `No version of ${dataset} is in the shadow`,
      409,
    );
  return show(
    c,
    t("modelChange.approve", { version: shadow.version }),
    <Confirm button={t("modelChange.letItServe")} version={shadow.version}>
      <p>
        <T
          k="modelChange.takesThePlaceOf"
          version={shadow.version}
          value={(await Registry.promoted(dataset))?.version}
          dataset={dataset}
          rescored={t("modelChange.rescored")}
        />
      </p>
      <p>
        <T
          k="modelChange.itWasTriedOn"
          n={t("count.outcome", { n: shadow.comparison.difference.n })}
        />
      </p>
    </Confirm>,
  );
});

modelChange.post("/:dataset/approve", Session.needs("train"), async (c) => {
  const { version, word } = await asked(c);
  await Shadow.approve(
    Dataset.name(c.req.param("dataset")),
    version,
    new Date(),
    word,
  );
  return c.redirect("/models", 303);
});

modelChange.get("/:dataset/dismiss", Session.needs("train"), async (c) => {
  const version = c.req.query("version") ?? "";
  return show(
    c,
    t("modelChange.dismiss", { version }),
    <Confirm button={t("modelChange.dismissIt")} version={version}>
      <p>
        <T k="modelChange.leavesTheShadowAnd" version={version} />
      </p>
    </Confirm>,
  );
});

modelChange.post("/:dataset/dismiss", Session.needs("train"), async (c) => {
  const { version, word } = await asked(c);
  await Shadow.dismiss(
    Dataset.name(c.req.param("dataset")),
    version,
    new Date(),
    word,
  );
  return c.redirect("/models", 303);
});

modelChange.get("/:dataset/rollback", Session.needs("train"), async (c) => {
  const dataset = Dataset.name(c.req.param("dataset"));
  const current = await Registry.promoted(dataset);
  const before = current && Registry.before(current);
  if (!before)
    throw new Failure(
      "model.rollback",
      `No version of ${dataset} served before the present one`,
      409,
    );
  return show(
    c,
    t("modelChange.rollBack", { dataset }),
    <Confirm button={t("word.rollBack")} version={before}>
      <p>
        <T
          k="modelChange.whichServedBeforeTakes"
          before={before}
          version={current.version}
          rescored={t("modelChange.rescored")}
        />
      </p>
    </Confirm>,
  );
});

modelChange.post("/:dataset/rollback", Session.needs("train"), async (c) => {
  const { word } = await asked(c);
  await Registry.rollback(
    Dataset.name(c.req.param("dataset")),
    new Date(),
    word,
  );
  return c.redirect("/models", 303);
});
