// api-commands: every call of the API as a command, by noun; what does more than one call has a file of its own
import { ApiCommand, type Declared } from "./api-command";

const { text, number, value } = ApiCommand;

const dataset = { dataset: text("the dataset", "customers") };
const period = { period: text("the period, such as 2026-04; else the newest") };
const page = {
  limit: number("at most so many"),
  cursor: text("go on where the list before ended"),
};
const lang = { lang: text("en or zh", "en") };

const datasets: Declared[] = [
  {
    run: "datasets",
    route: "GET /v1/datasets",
    about: "every dataset with its definition",
    options: page,
  },
  {
    run: "datasets show <dataset>",
    route: "GET /v1/datasets/{dataset}",
    about: "a definition: what was said, what was inferred, what is open",
  },
  {
    run: "datasets define <dataset> <json>",
    route: "PUT /v1/datasets/{dataset}",
    about: "change a definition; what is unsaid stays as it is",
    example: `datasets define customers '{"roles":{"revenue":"mrr"}}'`,
  },
  {
    run: "datasets retention <dataset>",
    route: "POST /v1/datasets/{dataset}/retention",
    about: "remove now what is older than the definition's retention keeps",
    follow: "removing",
    example: "datasets retention customers",
  },
  {
    run: "datasets remove <dataset>",
    route: "DELETE /v1/datasets/{dataset}",
    about: "remove a dataset with all it brought",
    follow: "removing",
  },
];

const uploads: Declared[] = [
  {
    run: "uploads",
    route: "GET /v1/uploads",
    about: "uploads, newest first",
    options: { dataset: text("only this dataset"), ...page },
    example: "uploads --dataset customers",
  },
  {
    run: "uploads show <id>",
    route: "GET /v1/uploads/{id}",
    about: "how far an upload is, its warnings, and where its rejects lie",
  },
  {
    run: "redrive <id>",
    route: "POST /v1/uploads/{id}/redrive",
    about: "ingest an upload anew, as if dropped now",
  },
  {
    run: "take-back <id>",
    route: "DELETE /v1/uploads/{id}",
    about: "take an upload's rows away again",
    follow: "taking back",
  },
];

const customers: Declared[] = [
  {
    run: "customers",
    route: "GET /v1/customers",
    about: "customers of a period, the riskiest first, with their sums",
    options: {
      ...dataset,
      ...period,
      band: text("low, medium or high"),
      status: text("health: green, yellow or red"),
      segment: text("only this segment"),
      owner: text("only this owner's"),
      renewal: text("only contracts that end in YYYY-MM"),
      left: text("true: only who has left, false: only who has not"),
      q: text("whose id begins with this or whose name contains it"),
      where: text("conditions on any column, joined by and"),
      columns: text("columns to show besides, with commas"),
      sort: text("any column, such as -revenue, the largest first"),
      format: text("json, or csv for a spreadsheet"),
      ...page,
    },
    example: `customers --where "mrr > 100 and plan in (team, basic)" --sort=-revenue`,
  },
  {
    run: "customers show <id>",
    route: "GET /v1/customers/{id}",
    about: "a customer's newest snapshot, its score, reasons and what changed",
    options: { ...dataset, ...lang },
    example: "customers show ACME-17",
  },
  {
    run: "customers history <id>",
    route: "GET /v1/customers/{id}/history",
    about: "a customer in every period, oldest first",
    options: dataset,
  },
  {
    run: "customers actions <id>",
    route: "GET /v1/customers/{id}/actions",
    about: "steps of playbooks for a customer",
    options: dataset,
  },
  {
    run: "customers brief <id>",
    route: "GET /v1/customers/{id}/brief",
    about: "a page about one customer from its own numbers",
    options: { ...dataset, ...lang },
  },
  {
    run: "customers lineage <id>",
    route: "GET /v1/customers/{id}/lineage",
    about: "where a customer's score comes from, and the same score again",
    options: { ...dataset, ...period },
  },
  {
    run: "customers recommendations <id>",
    route: "GET /v1/customers/{id}/recommendations",
    about: "products for a customer, each with the reason",
    options: {
      k: number("at most so many"),
      category: text("only this category"),
      inStock: text("true for products in stock alone"),
      owned: text("true to show what it has already"),
      diversity: text("from 0 to 1: how much they should differ"),
      ...lang,
    },
  },
  {
    run: "customers override <id>",
    route: "PUT /v1/customers/{id}/override",
    about: "put a status in place of the computed health until a day",
    options: {
      ...dataset,
      status: text("green, yellow or red"),
      reason: text("why, in words"),
      author: text("who says so"),
      until: text("the last day, YYYY-MM-DD"),
    },
    body: ["status", "reason", "author", "until"],
    example: `customers override ACME-17 --status red --reason "sponsor left" --author Ana --until 2027-01-31`,
  },
  {
    run: "customers computed <id>",
    route: "DELETE /v1/customers/{id}/override",
    about: "let the computed health stand again",
    options: dataset,
  },
  {
    run: "erase <id>",
    route: "DELETE /v1/customers/{id}",
    about: "remove a customer from everywhere; prints what went where",
    options: dataset,
    follow: "erasing",
  },
];

const figures: Declared[] = [
  {
    run: "metrics",
    route: "GET /v1/metrics",
    about: "satisfaction, loyalty and success of a period",
    options: { ...dataset, ...period },
  },
  {
    run: "segments",
    route: "GET /v1/segments",
    about: "segments of a period, their sizes and movements",
    options: { ...dataset, ...period },
  },
  {
    run: "health",
    route: "GET /v1/health",
    about: "health of a period, and how well it told who would leave",
    options: { ...dataset, ...period },
  },
  {
    run: "forecast",
    route: "GET /v1/forecast",
    about:
      "a series ahead, with intervals; without --series the names there are",
    options: {
      ...dataset,
      series: text("revenue, customers, usage or demand:<product>"),
    },
    example: "forecast --series revenue",
  },
  {
    run: "forecast orders",
    route: "GET /v1/forecast/orders",
    about: "products to order now or soon: how much, and when",
    options: { ...dataset, ...page },
  },
  {
    run: "renewals",
    route: "GET /v1/renewals",
    about: "revenue that comes up for renewal by month, and what may be lost",
    options: { ...dataset, ...page },
  },
  {
    run: "periods",
    route: "GET /v1/periods",
    about: "periods of a dataset, and which look incomplete",
    options: { ...dataset, ...page },
  },
  {
    run: "periods confirm <period>",
    route: "POST /v1/periods/{period}/confirm",
    about: "say that a period that looks incomplete is whole",
    options: dataset,
    example: "periods confirm 2026-04",
  },
];

const actions: Declared[] = [
  {
    run: "actions",
    route: "GET /v1/actions",
    about: "steps of playbooks of a period, the most urgent first",
    options: {
      ...dataset,
      ...period,
      state: text("proposed, accepted, done, dismissed or held"),
      playbook: text("only this playbook"),
      ...page,
    },
  },
  {
    run: "actions csv",
    route: "GET /v1/actions/csv",
    about: "the same for a spreadsheet",
    options: { ...dataset, ...period, ...lang },
  },
  {
    run: "actions set <id>",
    route: "POST /v1/actions/{id}",
    about: "accept, dismiss or finish a step, and say what came of it",
    options: {
      ...dataset,
      state: text("accepted, done or dismissed"),
      outcome: value("what came of it: true where it was kept, or money"),
      note: text("in words"),
    },
    body: ["state", "outcome", "note"],
    example: `actions set 2026-10.winback.ACME-17 --state done --outcome true --note "new contact"`,
  },
  {
    run: "actions effects",
    route: "GET /v1/actions/effects",
    about: "what each playbook changed, against the customers it held out",
    options: dataset,
  },
  {
    run: "actions uplift",
    route: "GET /v1/actions/uplift",
    about: "whom each playbook changes, and whether that may rank customers",
    options: dataset,
  },
  {
    run: "actions learn-uplift",
    route: "POST /v1/actions/uplift",
    about: "learn that anew",
    options: dataset,
  },
  {
    run: "actions playbooks",
    route: "GET /v1/actions/playbooks",
    about: "how many customers each playbook fits, and why one fits nobody",
    options: dataset,
  },
];

const words: Declared[] = [
  {
    run: "ask <question>",
    route: "POST /v1/ask",
    about: "an answer out of the articles, or who should answer",
    options: {
      customerId: text("who asks"),
      lang: text("en or zh; else the question's own"),
    },
    body: ["question", "customerId", "lang"],
    example: `ask "How long do you keep our prompts?"`,
  },
  {
    run: "ask test",
    route: "GET /v1/ask/test",
    about: "how well the articles answer your test questions",
  },
  {
    run: "ask unanswered",
    route: "GET /v1/ask/unanswered",
    about: "what nobody could answer in a month",
    options: { month: text("YYYY-MM; else this month") },
  },
  {
    run: "feedback",
    route: "GET /v1/feedback",
    about: "what customers wrote, newest first",
    options: {
      month: text("YYYY-MM"),
      customerId: text("only this customer"),
      ...page,
    },
  },
  {
    run: "feedback topics",
    route: "GET /v1/feedback/topics",
    about: "what a month's discontented comments are about",
    options: { month: text("YYYY-MM; else the newest") },
  },
  {
    run: "feedback tell <phrases>",
    route: "POST /v1/feedback/topics",
    about: "name topics by their phrases, merge them, or leave them out",
    options: {
      name: text("what they are called from now on"),
      mute: value("true leaves them out"),
    },
    body: ["phrases", "name", "mute"],
    example: `feedback tell '["bill doubled","invoice"]' --name "Surprising bills"`,
  },
  {
    run: "feedback experience",
    route: "GET /v1/feedback/experience",
    about:
      "product, service, interface and interaction, by channel and customer",
    options: { month: text("YYYY-MM; else the newest") },
  },
  {
    run: "feedback add <customerId>",
    route: "POST /v1/feedback",
    about: "write a comment or a rating down",
    options: {
      text: text("the words"),
      rating: number("the rating"),
      scale: number("the best rating there is, 5 or 10"),
      channel: text("where it came in"),
      time: text("when; else now"),
    },
    body: ["customerId", "text", "rating", "scale", "channel", "time"],
    example: `feedback add ACME-17 --rating 9 --scale 10 --text "quick answers"`,
  },
  {
    run: "events add <json>",
    route: "POST /v1/events",
    about: "events of customers, such as views and orders",
    example: `events add '{"events":[{"userId":"ACME-17","productId":"seat","action":"purchase","time":"2026-11-30T08:00:00Z"}]}'`,
  },
];

const settings: Declared[] = [
  {
    run: "settings show <noun>",
    route: "GET /v1/settings/{dataset}/{noun}",
    about:
      "what is set of metrics, health, segments, lifetime, playbooks, alerts, recommend, forecast or topics",
    options: dataset,
    example: "settings show health > health.json",
  },
  {
    run: "settings set <noun> <json>",
    route: "PUT /v1/settings/{dataset}/{noun}",
    about: "set it; the newest figures follow",
    options: dataset,
    example: "settings set health health.json",
  },
  {
    run: "settings reset <noun>",
    route: "DELETE /v1/settings/{dataset}/{noun}",
    about: "back to what is usual",
    options: dataset,
  },
];

const why = { why: text("the reason, kept in the history") };
const models: Declared[] = [
  {
    run: "models",
    route: "GET /v1/models/{dataset}",
    about: "versions of a dataset's model, newest first",
    options: { ...dataset, ...page },
  },
  {
    run: "models all",
    route: "GET /v1/models",
    about: "versions of every dataset's model",
    options: page,
  },
  {
    run: "models show <version>",
    route: "GET /v1/models/{dataset}/{version}",
    about: "the card of a version",
    options: dataset,
  },
  {
    run: "train",
    route: "POST /v1/models/{dataset}/train",
    about: "train a model on a dataset's rows",
    options: { ...dataset, seed: number("seed of every draw; 42 unless told") },
    body: ["seed"],
    follow: "training",
  },
  {
    run: "promote <version>",
    route: "POST /v1/models/{dataset}/promote",
    about: "let a version serve",
    options: { ...dataset, ...why },
    body: ["version", "why"],
  },
  {
    run: "rollback",
    route: "POST /v1/models/{dataset}/rollback",
    about: "let the version before serve again",
    options: { ...dataset, ...why },
    body: ["why"],
  },
  {
    run: "approve <version>",
    route: "POST /v1/models/{dataset}/approve",
    about: "let the version in the shadow serve",
    options: { ...dataset, ...why },
    body: ["version", "why"],
  },
  {
    run: "models dismiss <version>",
    route: "POST /v1/models/{dataset}/dismiss",
    about: "send the version in the shadow away",
    options: { ...dataset, ...why },
    body: ["version", "why"],
  },
  {
    run: "models drift",
    route: "GET /v1/models/{dataset}/drift",
    about: "how far customers have moved from those the model learned",
    options: dataset,
  },
  {
    run: "models history",
    route: "GET /v1/models/{dataset}/history",
    about: "which version served when, by whose word and why",
    options: {
      ...dataset,
      at: text("only what served on a day or at a moment"),
    },
    example: "models history --at 2026-03-31",
  },
];

const work: Declared[] = [
  {
    run: "jobs",
    route: "GET /v1/jobs",
    about: "slow work: waiting, running, done and failed",
    options: {
      state: text("queued, running, done or failed"),
      kind: text("such as train, report or remove"),
      ...page,
    },
  },
  {
    run: "jobs show <id>",
    route: "GET /v1/jobs/{id}",
    about: "one job with its progress, result or reason",
  },
  {
    run: "jobs retry <id>",
    route: "POST /v1/jobs/{id}/retry",
    about: "try a failed job again",
    follow: "again",
  },
  {
    run: "jobs cancel <id>",
    route: "POST /v1/jobs/{id}/cancel",
    about: "stop a job that waits or runs",
  },
  {
    run: "problems",
    route: "GET /v1/problems",
    about: "what failed for good and waits for somebody",
    options: page,
  },
  {
    run: "problems retry <id>",
    route: "POST /v1/problems/{id}/retry",
    about: "try it again",
    follow: "again",
  },
  {
    run: "reports",
    route: "GET /v1/reports",
    about: "months that have a report, newest first",
    options: { ...dataset, ...page },
  },
  {
    run: "reports show <month>",
    route: "GET /v1/reports/{month}",
    about: "a month's report",
    options: { ...dataset, ...lang, format: text("json, html or csv", "json") },
    example: "reports show 2026-10 --format html > report.html",
  },
  {
    run: "report <month>",
    route: "POST /v1/reports/{month}",
    about: "make a month's report, again if it was made before",
    options: dataset,
    follow: "report",
    example: "report 2026-10",
  },
];

const keys: Declared[] = [
  {
    run: "keys list",
    route: "GET /v1/keys",
    about: "name, scopes, last use and expiry of every key",
    options: page,
  },
  {
    run: "keys revoke <id>",
    route: "DELETE /v1/keys/{id}",
    about: "a key stops answering within a second",
  },
];

/** Nouns whose own name is no call. */
export const nouns = {
  events: "events of customers",
  keys: "API keys: listed, made and revoked",
  settings: "settings of metrics, health, playbooks and others, as JSON",
};

export const declared: Declared[] = [
  datasets,
  uploads,
  customers,
  figures,
  actions,
  words,
  settings,
  models,
  work,
  keys,
].flat();

export * as ApiCommands from "./api-commands";
