import { runServer } from "./run-server";

/** `npm start`. */
export function run(args: string[]): Promise<void> {
  return runServer(args, "production");
}
