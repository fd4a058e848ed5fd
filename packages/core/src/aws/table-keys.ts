// table-keys: the key of everything the one table holds
export type Key = { pk: string; sk: string };

export const shards = 32;

// FNV-1a over UTF-16 units; only spreads ids over shards.
export function shard(id: string, count = shards) {
  let h = 0x811c9dc5;
  for (let i = 0; i < id.length; i++)
    h = Math.imul(h ^ id.charCodeAt(i), 0x01000193);
  return (h >>> 0) % count;
}

export const keys = {
  dataset: (dataset: string) => ({ pk: "dataset", sk: dataset }),
  period: (dataset: string, period: string) => ({
    pk: `period#${dataset}`,
    sk: period,
  }),
  confirmed: (dataset: string, period: string) => ({
    pk: `confirmed#${dataset}`,
    sk: period,
  }),
  snapshot: (dataset: string, period: string, id: string) => ({
    pk: `snapshot#${dataset}#${period}#${shard(id)}`,
    sk: id,
  }),
  shard: (dataset: string, period: string, n: number) =>
    `snapshot#${dataset}#${period}#${n}`,
  upload: (dataset: string, id: string) => ({
    pk: `upload#${dataset}`,
    sk: id,
  }),
  object: (dataset: string, key: string) => ({
    pk: `object#${dataset}`,
    sk: key,
  }),
  // What is known of a file before it comes.
  announced: (dataset: string, key: string) => ({
    pk: `announced#${dataset}`,
    sk: key,
  }),
  work: (dataset: string, sk: string) => ({ pk: `work#${dataset}`, sk }),
  lease: (dataset: string) => ({ pk: "lease", sk: dataset }),
  job: (id: string) => ({ pk: "job", sk: id }),
  problem: (id: string) => ({ pk: "problem", sk: id }),
  // Newest step first when read backwards.
  trail: (dataset: string, user: string, sk: string) => ({
    pk: `trail#${dataset}#${user}`,
    sk,
  }),
  feedback: (dataset: string, period: string, id: string, sk: string) => ({
    pk: `feedback#${dataset}#${period}#${shard(id)}`,
    sk: `${id}#${sk}`,
  }),
  profile: (dataset: string, id: string) => ({
    pk: `profile#${dataset}#${shard(id)}`,
    sk: id,
  }),
  profileShard: (dataset: string, n: number) => `profile#${dataset}#${n}`,
  // Says that whoever has no profile has no past.
  profiles: (dataset: string) => ({ pk: "profiles", sk: dataset }),
  // Which model has judged a dataset's comments.
  judged: (dataset: string) => ({ pk: "judged", sk: dataset }),
  feedbackShard: (dataset: string, period: string, n: number) =>
    `feedback#${dataset}#${period}#${n}`,
  feedbackMonth: (dataset: string, month: string) => ({
    pk: `feedbackMonth#${dataset}`,
    sk: month,
  }),
  question: (month: string, digest: string) => ({
    pk: `question#${month}`,
    sk: digest,
  }),
  // What was recommended: once a customer and day, by month.
  shown: (month: string, customer: string, day: string) => ({
    pk: `shown#${month}#${shard(customer)}`,
    sk: `${customer}#${day}`,
  }),
  shownShard: (month: string, n: number) => `shown#${month}#${n}`,
  // Who has had a month's report by mail.
  mailed: (dataset: string, month: string, to: string) => ({
    pk: `mailed#${dataset}`,
    sk: `${month}#${to}`,
  }),
  access: (hash: string) => ({ pk: "access", sk: hash }),
  owner: { pk: "owner", sk: "key" },
  secret: (use: string) => ({ pk: "secret", sk: use }),
  session: (hash: string) => ({ pk: "session", sk: hash }),
  action: (dataset: string, period: string, id = "") => ({
    pk: `action#${dataset}#${period}`,
    sk: id,
  }),
  // Says only that the action is the customer's; no period is spelled so.
  actionOf: (dataset: string, customer: string, id = "") => ({
    pk: `action#${dataset}#customer#${customer}`,
    sk: id,
  }),
  // Somebody's word on a customer's health.
  override: (dataset: string, customer = "") => ({
    pk: `override#${dataset}`,
    sk: customer,
  }),
  // Who looks after a customer by somebody's word.
  assigned: (dataset: string, customer = "") => ({
    pk: `assigned#${dataset}`,
    sk: customer,
  }),
  // Lists of customers under a name.
  view: (dataset: string, id = "") => ({ pk: `view#${dataset}`, sk: id }),
  alert: (dataset: string, cause = "") => ({
    pk: `alert#${dataset}`,
    sk: cause,
  }),
};
