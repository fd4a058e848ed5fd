// training-advice: what to do after a training that failed or was refused, by the code of its failure

const again =
  "Train again; if it fails anew, the log of the training says why.";

const byCode: Record<string, string> = {
  "train.refused.base":
    "Add columns that say how customers use and pay for what they buy, or older periods, and train again; look first at the columns that are left out.",
  "train.refused.words":
    "Nothing needs to be done: comments are judged by the list of words. Train again once more of them have a rating.",
  "train.rows.none": "Upload a file of this dataset, then train.",
  "train.rows.few":
    "Upload older periods, or wait until more outcomes are known, and train again.",
  "train.label.positive":
    "Choose the value that means the outcome has happened in the definition's label, and train again.",
  "dataset.label.missing": "Choose the outcome to predict, then train.",
  "job.cancelled": "Train again if it is wanted after all.",
  "train.stopped": "Train again.",
};

export const next = (code: string) =>
  new Map(Object.entries(byCode)).get(code) ?? again;

export * as TrainingAdvice from "./training-advice";
