import { headers } from "next/headers";
import { insideAddress } from "@/lib/http/followed-address";
import { PATH_HEADER } from "@/lib/server/page-path";

/** The path and query this request asked for, or the overview where nobody says (the development server). */
export async function requestedPath(): Promise<string> {
  return insideAddress((await headers()).get(PATH_HEADER));
}
