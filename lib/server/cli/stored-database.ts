import { openEmbedded } from "@/lib/db/embedded/open";
import { migrationUrl } from "@/lib/db/pool";
import { assertClusterIn } from "../cluster-in";
import { DEFAULT_DATA_DIRECTORY } from "../options";

/** The deployment's database as it is, with none of this version's migrations applied. */
export interface StoredDatabase {
  url: string;
  dataDirectory: string | null;
  stop: () => Promise<void>;
}

/**
 * Finds the database that `npm start` uses: DATABASE_URL, or the embedded one of the data directory, which is attached to
 * or started. Makes none where none is.
 */
export async function storedDatabase(): Promise<StoredDatabase> {
  const { DATABASE_URL: url, DATA_DIR } = process.env;
  if (url)
    return {
      url: migrationUrl(),
      dataDirectory: DATA_DIR || null,
      stop: async () => {},
    };
  const dataDirectory = DATA_DIR || DEFAULT_DATA_DIRECTORY;
  await assertClusterIn(dataDirectory);
  const embedded = await openEmbedded({ dataDirectory });
  return { url: embedded.ownerUrl, dataDirectory, stop: embedded.stop };
}
