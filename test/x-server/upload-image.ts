import { type Answer, jsonAnswer, textAnswer } from "./answer";
import type { ApiOperation } from "./access-check";
import { mediaCategories } from "./media-category";
import { mediaData } from "./media-data";
import { isSubtitles } from "./media-subtitles";
import { invalidRequest } from "./problem-answers";
import { type UploadFields, uploadFields } from "./request-fields";
import { sniffMedia } from "./sniff-media";
import { bytesOf, readFields } from "./x-request";

/** `POST /2/media/upload`: a whole image, or subtitles, in one call. */
export const uploadImage: ApiOperation = (request, state, user) => {
  const stray = request.query.keys().next().value;
  if (stray !== undefined) {
    // This is how the sunset command form (`command=INIT`) ends.
    return invalidRequest({
      message: `The query parameter [${stray}] is not one of []`,
      parameters: { [stray]: request.query.getAll(stray) },
    });
  }
  const reading = readFields<UploadFields>(request, uploadFields, "jsonOrMultipart");
  if ("refusal" in reading) return reading.refusal;
  const { media, media_category: category, additional_owners: owners } = reading.fields;
  const bytes = bytesOf(media);
  const rules = mediaCategories[category];
  if (!rules.isOneShot) {
    return invalidRequest({
      message: `media_category ${category} must be uploaded in segments`,
      parameters: { media_category: [category] },
    });
  }
  if (bytes.length === 0 || bytes.length > rules.maxBytes) return wrongSize(rules.maxBytes);
  const sniffed = sniffMedia(bytes.subarray(0, 65_536));
  const isImage = sniffed?.kind === "image" || sniffed?.kind === "gif";
  if (rules.kind === "image" && !isImage) return textAnswer(400, "media type unrecognized");
  if (category === "subtitles" && !isSubtitles(bytes)) {
    return textAnswer(400, "media type unrecognized");
  }
  const record = state.media.create({
    category,
    mediaType: sniffed?.mediaType ?? "text/plain",
    totalBytes: bytes.length,
    ownerId: user.id,
    additionalOwners: owners?.split(",") ?? [],
    lifetimeSecs: state.settings.mediaLifetimeSecs,
    keepBytes: state.settings.keepBytes,
  });
  record.content.put(0, bytes);
  record.phase = { name: "ready", sniffed };
  return { ...jsonAnswer(200, { data: mediaData(record) }), note: { mediaId: record.id } };
};

function wrongSize(maxBytes: number): Answer {
  return invalidRequest({
    message: `File size must be between 1 and ${maxBytes} bytes.`,
    parameters: { media: [] },
  });
}
