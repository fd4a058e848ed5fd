// event: what customers did, as columns in the order of time; who, what and how are codes into dictionaries
export type Log = {
  users: string[];
  products: string[];
  actions: string[]; // as the file spells them
  user: Int32Array; // [event] for this and all below
  product: Int32Array; // -1 where the event names none
  action: Int32Array; // -1 where the log has no action column
  time: Float64Array; // ms since 1970-01-01 UTC, ascending
  quantity: Float64Array; // 1 where the log says none
  amount: Float64Array; // money of the whole event, NaN where unknown
  order: Int32Array; // equal for lines of one order (invoice, session); the event's own number where the log says none
};

export * as Event from "./event";
