import { useEffect, useRef } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import type { Job } from "../../lib/jobs/job";
import { judgeAddition } from "../../lib/popup/judge-addition";
import type { Send } from "../../lib/ui/use-commands";
import { useSay } from "./messages";

/** Says once that something has joined the open draft, however it came, with the way out. */
export function useJoinMessage({ post, attachments }: Job, send: Send): void {
  const say = useSay();
  const told = useRef("");
  const ids = attachments.map(({ id }) => id).join(" ");
  useEffect(() => {
    const addition = judgeAddition(attachments, Date.now());
    const newest = addition?.attachmentIds.at(-1);
    if (addition === null || newest === undefined || told.current === newest) return;
    told.current = newest;
    const { kind, attachmentIds } = addition;
    if (kind === "same") {
      const remove = () => {
        for (const attachmentId of attachmentIds) {
          void send({ type: "remove-attachment", attachmentId });
        }
      };
      say({
        text: translate("added_twice"),
        action: { label: translate("media_remove"), run: remove },
      });
      return;
    }
    say({
      text: translate(kind === "plain" ? "added_to_draft" : "added_other_page"),
      action: {
        label: translate("added_new_post"),
        run: () => void send({ type: "split-draft", postId: post.id, attachmentIds }),
      },
    });
  }, [ids]);
}
