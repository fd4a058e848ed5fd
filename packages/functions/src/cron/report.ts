import { Months } from "@mainstay/core/months";
import { Offer } from "@mainstay/core/offer";

export async function handler() {
  const month = Months.last(new Date());
  await Months.publish("customers", month);
  await Offer.publish(month);
}
