// news: what went wrong, told to those who asked to hear of it
import { Alert, type Happened } from "./alert";
import { Settings } from "./settings";

/** Whoever cannot be told must not stop what goes on. */
export async function tell(
  dataset: string,
  happened: Pick<Happened, "uploads" | "refusals" | "trainings">,
  now: Date,
) {
  try {
    const config = (await Settings.said(dataset, "alerts")) ?? Alert.usual;
    const none = { before: null, now: null };
    const found = Alert.find({ dataset, ...none, ...happened }, config);
    await Alert.raise(dataset, found, config, now);
  } catch (error) {
    console.error(error);
  }
}

export * as News from "./news";
