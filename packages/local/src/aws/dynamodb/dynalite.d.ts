// dynalite: the types of the DynamoDB server, which has none of its own
declare module "dynalite" {
  import type { Server } from "node:http";
  export default function dynalite(options: {
    path?: string;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  }): Server;
}
declare module "dynalite/db/index.js" {
  type Store = {
    db: { compactRange(start: string, end: string): Promise<void> };
  };
  const db: { create: (options: object) => Store };
  export default db;
}
