// models: the page of model versions, and the forms that train, promote, roll back and choose a label
import { Hono } from "hono";
import { Bucket } from "@mainstay/core/aws/bucket";
import { Dataset } from "@mainstay/core/dataset/dataset";
import { Label } from "@mainstay/core/learning/label";
import { Failure } from "@mainstay/core/base/error";
import { Registry } from "@mainstay/core/model/registry";
import { Redefine } from "@mainstay/core/ingest/redefine";
import { modelChange } from "./model-change";
import { StartTraining } from "@mainstay/core/ingest/start-training";
import { DatasetChoice } from "../parts/dataset-choice";
import { ModelVersions } from "../parts/model-versions";
import { OtherModels } from "../parts/other-models";
import { Page } from "../parts/page";
import { Absent } from "../parts/panel";
import { Session, type Env } from "../parts/session";
import { VersionCard } from "../parts/version-card";
import { T, t } from "../parts/words";

export const models = new Hono<Env>();

models.get("/models", Session.needs("read"), async (c) => {
  const names = await DatasetChoice.scored();
  const [scoring, others] = await Promise.all([
    Promise.all(names.map(ModelVersions.read)),
    OtherModels.all(),
  ]);
  const may = {
    train: Session.may(c, "train"),
    define: Session.may(c, "write"),
  };
  return Page.show(
    c,
    {
      title: t("tab.models"),
      lead: t("models.theTrainedVersionsOf"),
      tab: "models",
    },
    <>
      {!scoring.length && !others.length && (
        <Absent>
          <T
            k="models.aModelLearnsFrom"
            a={(inside) => <a href="/import">{inside}</a>}
          />
        </Absent>
      )}
      {scoring.map((model) => (
        <ModelVersions.Section {...model} may={may} />
      ))}
      {others.map((model) => (
        <OtherModels.Section {...model} may={may.train} />
      ))}
      {scoring.length > 0 && !may.train && (
        <p class="note">{t("models.trainingPromotingAndRolling")}</p>
      )}
    </>,
  );
});

models.post("/models/:dataset/train", Session.needs("train"), async (c) => {
  const { seed } = StartTraining.Input.parse({});
  const dataset = Dataset.name(c.req.param("dataset"));
  const job = await StartTraining.start(dataset, {
    ...{ seed, now: new Date(), who: c.get("key").name },
  });
  return c.redirect(`/jobs/${job.jobId}`, 303);
});

models.post("/models/:dataset/promote", Session.needs("train"), async (c) => {
  const { version } = await c.req.parseBody();
  await Registry.promote(
    Dataset.name(c.req.param("dataset")),
    String(version),
    new Date(),
    {
      who: c.get("key").name,
    },
  );
  return c.redirect("/models", 303);
});

models.route("/models", modelChange);

models.post("/models/:dataset/label", Session.needs("write"), async (c) => {
  const dataset = Dataset.name(c.req.param("dataset"));
  const { choice, horizon } = await c.req.parseBody();
  const { candidates } = await Dataset.get(dataset);
  const label = Label.Info.safeParse({
    ...candidates?.label[Number(choice)],
    horizon: Number(horizon),
  });
  if (!label.success)
    throw new Failure(
      "request.invalid",
      `Expected one of the columns offered and a whole number of periods, got "${choice}" and "${horizon}"`,
    );
  await Redefine.put(dataset, { label: label.data }, new Date());
  return c.redirect("/models", 303);
});

models.get("/models/:dataset/:version", Session.needs("read"), async (c) => {
  const { version } = c.req.param();
  const dataset = Dataset.name(c.req.param("dataset"));
  const key = Bucket.keys.model(dataset, version, "card.html");
  const text = await Bucket.text(key);
  if (text !== null) return Page.stored(c, text, "/models", t("tab.models"));
  const card = await Registry.described(dataset, version);
  const title = t("models.modelOf", { dataset, version });
  return Page.show(
    c,
    { title, heading: null, tab: "models" },
    <VersionCard.Card
      {...{ dataset, version, card }}
      does={OtherModels.does(dataset)}
    />,
  );
});
