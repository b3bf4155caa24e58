import { killDatabase } from "@/lib/db/testing/stop-server";
import type { Deployment } from "./deployment";

export interface Kind {
  name: string;
  /** Calls `struck` at the moment from which nothing can be answered. */
  strike: (deployment: Deployment, struck: () => void) => Promise<void>;
  /** The longest time until a creation is acknowledged again; null where it also takes a person to start something. */
  recoveryMsMax: number | null;
}

export const KINDS: Record<"app" | "database", Kind> = {
  app: {
    name: "the application killed and started again",
    recoveryMsMax: null,
    strike: async (deployment, struck) => {
      await deployment.app().kill();
      struck();
      await deployment.restart();
    },
  },
  database: {
    name: "the database killed under the running application",
    recoveryMsMax: 10_000,
    strike: async ({ cluster }, struck) => {
      await killDatabase(cluster);
      struck();
    },
  },
};
