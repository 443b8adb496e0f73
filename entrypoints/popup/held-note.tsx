import { translate } from "../../lib/i18n/translate";
import type { PublishingPost } from "../../lib/jobs/post";
import { formatTimeLeft } from "../../lib/i18n/format-duration";
import { postTitle } from "../../lib/jobs/post-title";
import type { Job } from "../../lib/jobs/job";
import type { Send } from "../../lib/ui/use-commands";
import { ActivityThumbnail } from "./activity-thumbnail";
import { useNow } from "./use-now";

const TICK_MS = 250;

/** The posts that go out by themselves in a few seconds, each with the way to take it back. */
export function HeldNotes({ jobs, send }: { jobs: readonly Job[]; send: Send }) {
  return (
    <>
      {jobs.map((job) =>
        job.post.state === "publishing" && job.post.holdUntilMs !== null ? (
          <HeldNote key={job.post.id} job={job} post={job.post} send={send} />
        ) : null,
      )}
    </>
  );
}

function HeldNote({ job, post, send }: { job: Job; post: PublishingPost; send: Send }) {
  const title = postTitle(job);
  const [first] = job.attachments;
  return (
    <section class="held" aria-label={title || translate("activity_untitled")}>
      <ActivityThumbnail attachment={first ?? null} count={job.attachments.length} />
      <div class="held-text">
        <p class="held-title" dir="auto">
          {title || translate("activity_untitled")}
        </p>
        <p class="held-time">
          <HoldLeft untilMs={post.holdUntilMs} />
        </p>
      </div>
      <button
        type="button"
        class="button is-primary"
        onClick={() => void send({ type: "undo-post", postId: post.id })}
      >
        {translate("held_undo")}
      </button>
    </section>
  );
}

/** How long the post can still be undone; its seconds begin when the picture is there to be seen. */
function HoldLeft({ untilMs }: { untilMs: PublishingPost["holdUntilMs"] }) {
  const nowMs = useNow(TICK_MS);
  if (untilMs === "media") return <>{translate("held_waits")}</>;
  const leftMs = (untilMs ?? 0) - nowMs;
  return (
    <>
      {leftMs > 0
        ? translate("held_note", formatTimeLeft(leftMs, translate("locale_tag")))
        : translate("held_soon")}
    </>
  );
}
