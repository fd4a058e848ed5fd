import { Months } from "@mainstay/core/months";

export const handler = () =>
  Months.publish("customers", Months.last(new Date()));
