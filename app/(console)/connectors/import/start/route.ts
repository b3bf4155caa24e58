import { runJsonRoute } from "@/app/action";
import { IMPORT_REQUEST_BYTES_MAX } from "@/lib/imports/fields";
import { StartImport } from "@/lib/imports/schemas";
import { startImport } from "@/lib/imports/start-import";

export async function POST(request: Request): Promise<Response> {
  return runJsonRoute(request, { schema: StartImport, bytesMax: IMPORT_REQUEST_BYTES_MAX }, startImport);
}
