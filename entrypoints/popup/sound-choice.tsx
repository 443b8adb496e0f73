import { useId } from "preact/hooks";
import { translate } from "../../lib/i18n/translate";
import type { Attachment } from "../../lib/jobs/attachment";
import { chosenSoundOf } from "../../lib/jobs/sound-choice";
import { nameTrack } from "../../lib/popup/track-name";
import type { Send } from "../../lib/ui/use-commands";

/** The sounds of a stream, one of which is posted; nothing where there is but one. Another one is captured anew. */
export function SoundChoice({ attachment, send }: { attachment: Attachment; send: Send }) {
  const id = useId();
  const { sounds } = attachment.source.tracks ?? { sounds: [] };
  if (sounds.length < 2 || attachment.state === "cancelled") return null;
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {translate("media_sound")}
      </label>
      <select
        id={id}
        class="field-box"
        value={chosenSoundOf(attachment) ?? ""}
        onChange={(event) =>
          void send({
            type: "choose-sound",
            attachmentId: attachment.id,
            soundId: event.currentTarget.value,
          })
        }
      >
        {sounds.map((sound, index) => (
          <option key={sound.id} value={sound.id} dir="auto">
            {nameTrack(sound) ?? String(index + 1)}
          </option>
        ))}
      </select>
    </div>
  );
}
