import { useEffect, useRef, useState } from "preact/hooks";
import { formatCount } from "../../lib/i18n/format-count";
import { translate } from "../../lib/i18n/translate";
import { type Announcement, findAnnouncement } from "../../lib/popup/find-announcement";
import { postTitle } from "../../lib/jobs/post-title";
import type { Dashboard } from "../../lib/store/dashboard";

/** Tells screen readers about changes of state, once each; numbers stay silent. */
export function Announcer({ dashboard }: { dashboard: Dashboard | null }) {
  const before = useRef<Dashboard | null>(null);
  const [text, setText] = useState("");

  useEffect(() => {
    if (dashboard === null) return;
    const announcement =
      before.current === null ? null : findAnnouncement(before.current, dashboard);
    before.current = dashboard;
    if (announcement !== null) setText(announcementText(announcement));
  }, [dashboard]);

  return (
    <p role="status" class="visually-hidden">
      {/* Preact writes an empty text anew at each drawing, which is a change to whoever listens. */}
      {text !== "" && text}
    </p>
  );
}

function announcementText(announcement: Announcement): string {
  if (announcement.subject === "attachment") {
    const state = translate(`attachment_state_${announcement.state}`);
    return translate("announce_media", formatCount(announcement.position), state);
  }
  const title = postTitle(announcement.job) || translate("activity_untitled");
  return translate("announce_post", translate(`post_state_${announcement.state}`), title);
}
