import { formatCount } from "../../lib/i18n/format-count";
import { translate } from "../../lib/i18n/translate";
import { countPostOptions, type PostOptions } from "../../lib/jobs/post-options";
import type { DraftPost } from "../../lib/jobs/post";
import { LazyDetails } from "../../lib/ui/lazy-details";
import { unsavedFields } from "../../lib/ui/page-fields";
import type { Send } from "../../lib/ui/use-commands";
import { PostLater } from "./post-later";

const loadOptions = () => import("./post-options-panel");

/** What can be chosen for the draft beside its words and media: its options, its moment, and a post behind it. */
export function ComposerChoices({
  draft: { id, options },
  lastId,
  canSchedule,
  send,
}: {
  /** The only one, or the first of its thread. */
  draft: DraftPost;
  /** The draft behind which another post is added. */
  lastId: string;
  canSchedule: boolean;
  send: Send;
}) {
  const optionCount = countPostOptions(options);
  return (
    <>
      <LazyDetails
        className="folded"
        summary={
          optionCount === 0
            ? translate("composer_options")
            : translate("composer_options_set", formatCount(optionCount))
        }
        load={loadOptions}
      >
        {({ PostOptionsPanel }) => (
          <PostOptionsPanel
            postId={id}
            options={options}
            onChange={(changed: PostOptions) =>
              send({ type: "set-post-options", postId: id, options: changed })
            }
          />
        )}
      </LazyDetails>
      <div class="composer-choices">
        <button
          type="button"
          class="button is-small"
          onClick={async () => {
            // What is typed is stored first: the box may be drawn anew.
            if (await unsavedFields.settleAll()) await send({ type: "add-post", postId: lastId });
          }}
        >
          {translate("thread_add")}
        </button>
        <PostLater
          canSchedule={canSchedule}
          onSchedule={async (atMs) => {
            if (await unsavedFields.settleAll()) {
              await send({ type: "schedule-post", postId: id, atMs });
            }
          }}
        />
      </div>
    </>
  );
}
