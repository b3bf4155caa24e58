import { runServer } from "../run-server";

/** `npm run dev`. */
export function run(args: string[]): Promise<void> {
  return runServer(args, "development");
}
