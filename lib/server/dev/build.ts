import { prepareBuild } from "../build";
import { startLifecycle } from "../lifecycle";

/** `npm run build`: makes beforehand what a first start would, for an image or a machine that only runs. */
export async function run(): Promise<void> {
  await prepareBuild(startLifecycle().signal);
  process.exit();
}
