import { prepareStatements } from "@/lib/server/prepare-statements";

/** The statements as prisma/sql has them now, however the tests are started. */
export default prepareStatements;
