import { runJsonRoute } from "@/app/action";
import { IMPORT_REQUEST_BYTES_MAX } from "@/lib/imports/fields";
import { previewImport } from "@/lib/imports/preview-import";
import { ImportRequest } from "@/lib/imports/schemas";

export async function POST(request: Request): Promise<Response> {
  return runJsonRoute(request, { schema: ImportRequest, bytesMax: IMPORT_REQUEST_BYTES_MAX }, previewImport);
}
