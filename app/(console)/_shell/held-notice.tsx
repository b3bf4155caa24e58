import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { currentHold } from "@/lib/db/hold";
import type { Actor } from "@/lib/verb/context";
import { may } from "@/lib/verb/permissions";
import { ReleaseHold } from "./release-lazily";

/** Tells everybody that this database was restored or copied and moves nothing, until an owner says that it is the deployment. */
export async function HeldNotice({ actor }: { actor: Actor }) {
  const hold = await currentHold();
  if (!hold) return null;
  const { because, since, dataAsOf } = hold;
  return (
    <Notice tone="negative" className="mb-4" title="This deployment is held: it moves no money">
      <p>
        {because === "restored" ? (
          <>
            Its database was restored <Time at={since} />
            {dataAsOf && (
              <>
                {" "}
                from a backup of <Time at={dataAsOf} />
              </>
            )}
            .{" "}
          </>
        ) : (
          <>
            Its data directory was copied or moved, and this one was started <Time at={since} />.{" "}
          </>
        )}
        Until it is released nothing is collected or sent out, no refund is made and no webhook is sent: what
        is due here may have been done already, or by the deployment it came from. Everything can be looked
        at.
      </p>
      <p className="mt-1.5 flex flex-wrap items-center gap-3">
        {may(actor, "deployment:release") ? (
          <>
            <span>Compare it with the provider first.</span>
            <ReleaseHold />
          </>
        ) : (
          "An owner may release it."
        )}
      </p>
    </Notice>
  );
}
